"""Indonesian word forms by rule: from a stem and tags to every surface form the news prints.

Rules after Alwi and others, "Tata Bahasa Baku Bahasa Indonesia" (3rd edition, 2003), chapter 4; the colloquial
forms that keep the first letter (`mengkampanyekan`, `mensukseskan`) are made too, because papers print them.
"""

from collections.abc import Iterable, Iterator

CLITICS = ("", "nya", "lah", "pun", "kah", "nyalah", "nyapun")
TAGS = ("v", "me", "di", "ter", "ber", "n", "pe", "x")
"""`v`: me-, di-, ter- and bare, with -kan and -i; `me`, `di`, `ter`, `ber`: that prefix alone; `n`: peN-an, per-an,
ke-an, -an; `pe`: who does it; `x`: exactly as written. Without a tag: the bare word with clitics."""

_VOWELS = "aiueo"
_DROPPED = {"p": "m", "t": "n", "k": "ng", "s": "ny"}


def nasal(stem: str) -> tuple[str, ...]:
    """Return what stands behind `me` or `pe` for a stem: `pilih` -> `milih`, also the kept form `mpilih`.

    Clusters (`klarifikasi`, `promosi`) and one-syllable stems keep their first letter.
    """
    first = stem[0]
    if first in _DROPPED:
        kept = {"p": "m", "t": "n", "k": "ng", "s": "n"}[first] + stem
        return (_DROPPED[first] + stem[1:], kept)
    if first in "bfv":
        return ("m" + stem,)
    if first in "cdjz":
        return ("n" + stem,)
    if first in _VOWELS or first in "gh":
        return ("ng" + stem,)
    return (stem,)


def _short(stem: str) -> bool:
    return sum(letter in _VOWELS for letter in stem) == 1


def active(stem: str) -> Iterator[str]:
    """Yield the meN- forms without suffix."""
    yield from ("me" + form for form in nasal(stem))
    if _short(stem):
        yield "menge" + stem


def agent(stem: str) -> Iterator[str]:
    """Yield the peN- forms: who or what does it."""
    yield from ("pe" + form for form in nasal(stem))
    yield "pe" + stem
    if _short(stem):
        yield "penge" + stem


def _with(heads: Iterable[str], suffixes: tuple[str, ...]) -> Iterator[str]:
    for head in heads:
        for suffix in suffixes:
            yield head + suffix


def _tagged(stem: str, tag: str) -> Iterator[str]:
    if tag == "v":
        for part in ("me", "di", "ter"):
            yield from _tagged(stem, part)
        yield from _with([stem], ("", "kan", "i"))
        yield from _with(["memper" + stem, "diper" + stem], ("", "kan", "i"))
    elif tag == "me":
        yield from _with(active(stem), ("", "kan", "i"))
    elif tag in {"di", "ter"}:
        yield from _with(["te" + stem if tag == "ter" and stem[0] == "r" else tag + stem], ("", "kan", "i"))
    elif tag == "ber":
        yield from _with(["ber" + stem, *(["be" + stem] if stem[0] == "r" else [])], ("", "an", "kan"))
    elif tag == "n":
        yield from _with([*agent(stem), "per" + stem, "ke" + stem, "keter" + stem, "keber" + stem, stem], ("an",))
    elif tag == "pe":
        yield from agent(stem)


def forms(stem: str, tags: Iterable[str]) -> frozenset[str]:
    """Return every surface form of a stem.

    Args:
        stem: Lower-case stem.
        tags: Of `TAGS`; empty means the bare word with clitics.
    """
    listed = tuple(tags)
    if "x" in listed:
        return frozenset([stem])
    heads = {stem} if not listed else {form for tag in listed for form in _tagged(stem, tag)}
    return frozenset(head + clitic for head in heads for clitic in CLITICS)
