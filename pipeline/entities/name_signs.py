"""Signs of personal names: words that belong to them, stand before them, or look like them."""

import re

MAX_NAME = 6
"""Words of the longest name read."""
MIN_LETTERS = 3
PAIR = re.compile(r"[A-Z][a-z]{2,}-[A-Z][a-z]{2,}")
"""Two candidates called by one word each: `Zulfa-Amri`."""
POSSESSED = 6
"""Longer words in `-nya` are possessed things, not names like Sonya."""
TITLE_INITIALS = frozenset(["kh", "hj", "dr", "ir", "ny", "tn"])
OF_OTHERS = frozenset(["ketua", "sang", "inisial", "bang", "raden", "inf"])
"""Titles that stand before other things too, or are names themselves."""
BALINESE = frozenset(["i", "ni"])
"""Words that begin names whose later words mean things (`I Wayan Merta Dana`)."""
CALLED_SO = frozenset(["haji", "papa", "mama"])
"""Titles that belong to one name alone: who is called Papa Ical is the father of Ical."""
POLICE = ("kasat", "kakanwil", "kapolre", "kapolse", "wakapol", "dirres", "dirjen", "wamen", "menko")
"""How short names of offices begin."""
NOUN = 9
"""Letters from which a word with prefix and suffix is no name (`Kejanggalan`)."""
PILGRIMS = frozenset(["hi", "hj", "hjh"])
"""Printed inside names too (`Rusli Hi. Daud`)."""
PAIR_OF_LETTERS = 2
LONGEST_PIECE = 4
"""Letters before a degree's first full stop."""
SURE_BEFORE = frozenset([",", "bernama", "(", "dan", "serta"])
"""Before a name that an office announces: then an everyday word may begin it (`Ketua Bawaslu, Radikal Mokodompit`)."""
MONTH_NAMES = frozenset(["mei", "juni", "juli", "april", "januar"])
OPENS = frozenset([".", '"', "“", "”", "?", "!", ":", "–", "-", "—"])
"""Signs after which every word begins with a capital."""
SPACES = frozenset([" ", ""])
