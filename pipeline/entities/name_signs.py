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
SHORTENED = frozenset(
    "st muh moh moch mokh muhd mhd much abd sy rd tb and syd gst ngr wyn nym kt md kmg dw bgs cok tjok gd".split()  # noqa: SIM905
    + "ch fr joh mhmd yoh mgs kgs msy kms rky bgd ach akh".split()  # noqa: SIM905
)
"""First names that are printed short, with a full stop (`A. Muh. Fadli`)."""
SURNAMES = frozenset("hakim tirta karya cipta marga praja bangsa jaksa ramadan lebaran natal nasional".split())  # noqa: SIM905
SURNAMES |= {"mei", "juli"}
"""Words of names of offices and of months that end persons' names too."""
ADDRESSES = frozenset("datuk datuak datok mama bapa abah puang opu karaeng ama tengku teungku amaq inaq raja".split())  # noqa: SIM905
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
SOFT = frozenset(
    [
        "gus",
        "mas",
        "raden",
        "habib",
        "aba",
        "sang",
        "bang",
        "haji",
        "kaka",
        "papa",
        "bung",
        "abang",
        "buya",
        "ketua",
        "tuan guru",
        "latu",
    ]
)
MONTH_NAMES = frozenset(["mei", "juni", "juli", "april", "januar"])
OPENS = frozenset([".", '"', "“", "”", "?", "!", ":", "–", "-", "—"])
"""Signs after which every word begins with a capital."""
SPACES = frozenset([" ", ""])
