"""What stands beside a name in short: degrees behind it (`S.Sos.`, `M.Si`), first names before it (`IGN Pramana`)."""

from pipeline.entities.words import Reading

_MARKS = frozenset(['"', "“", "”", "'", "‘", "’"])
_LONGEST_DEGREE = 10
"""Characters of the longest degree with its full stops and comma."""
_LONGEST_PIECE = 5
_SHORT_FIRSTS = frozenset("ign igk iga igb igm igp igw ib aan aag ida hm rm ra aa".split())  # noqa: SIM905
"""First names and titles printed as capitals before a name (`IGN Pramana`, `HM Yusuf`)."""


def chunk(reading: Reading, index: int) -> str:
    """Return the letters and full stops that begin with a word, up to a space or comma."""
    start = reading.starts[index]
    return reading.whole[start : start + _LONGEST_DEGREE].split(None, 1)[0].split(",", 1)[0]


def is_dotted(reading: Reading, index: int) -> bool:
    """Tell whether a full stop stands among the letters that begin with a word: `S.Sos.`."""
    start = reading.starts[index]
    return "." in reading.whole[start : start + _LONGEST_DEGREE] and "." in chunk(reading, index)


def is_degree(reading: Reading, degrees: frozenset[str], index: int) -> bool:
    """Tell whether an academic degree begins at a word: `S.Sos.`, `SE`, `M.Si`."""
    return "".join(sign for sign in chunk(reading, index).lower() if sign.isalpha()) in degrees


def past_spaced(reading: Reading, degrees: frozenset[str], index: int) -> int:
    """Return the index after a degree printed in two pieces (`S. Sos.`, `M. Si`, `S Pd`); `index` where none stands."""
    if len(reading.words[index]) > 1:
        return index  # most words
    after = index + 1 + (reading.low[index + 1 : index + 2] == ["."])
    if after >= len(reading.low) or reading.gap(after) != " ":
        return index
    word = reading.words[after]
    known = word.istitle() and 1 < len(word) < _LONGEST_PIECE and reading.low[index] + word.lower() in degrees
    return after + 1 if known else index


def inside_degree(reading: Reading, degrees: frozenset[str], index: int) -> bool:
    """Tell whether a word is a later part of a degree: the `Md` of `A.Md.Keb.`."""
    first = index - 2
    if first < 0 or reading.low[index - 1] != "." or reading.gap(index) or reading.gap(index - 1):
        return False
    return len(reading.words[first]) == 1 and is_dotted(reading, first) and is_degree(reading, degrees, first)


def past_degrees(reading: Reading, degrees: frozenset[str], after: int) -> int:
    """Return the index after the degrees behind a name (`Masdiana, S.E., M.Si., Lurah ...`)."""
    here, count = after, len(reading.low)
    while here + 1 < count:
        begin = here + (reading.low[here] == ",")
        spaced = past_spaced(reading, degrees, begin)
        if spaced > begin:
            here = spaced + (reading.low[spaced : spaced + 1] == ["."])
            continue
        if not reading.capital[begin] or not is_degree(reading, degrees, begin):
            break
        end = reading.starts[begin] + len(chunk(reading, begin).rstrip("."))
        here = begin
        while here < count and reading.starts[here] < end:
            here += 1
        here += here < count and reading.low[here] == "."
    return here


def short_first(reading: Reading, start: int) -> bool:
    """Tell whether capitals are a short first name that goes on: `IGN Pramana`."""
    after = start + 1
    if reading.low[start] not in _SHORT_FIRSTS or not reading.words[start].isupper() or after >= len(reading.low):
        return False
    return reading.gap(after) == " " and reading.words[after].istitle()


def is_slogan(reading: Reading, start: int, after: int) -> bool:
    """Tell whether a run fills a pair of quotation marks: `"Wayahe Mas Teguh."`, `'Lhokseumawe Bersinar'`."""
    low = reading.low
    end = after + (after < len(low) and low[after] in {".", ",", "!"})
    return start > 0 and low[start - 1] in _MARKS and end < len(low) and low[end] in _MARKS
