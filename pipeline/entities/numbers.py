"""Numbers as the press writes them before a noun: `19`, `1.204`, `dua puluh tiga`, `sejumlah`."""

COUNTING = {
    "satu": 1,
    "dua": 2,
    "tiga": 3,
    "empat": 4,
    "lima": 5,
    "enam": 6,
    "tujuh": 7,
    "delapan": 8,
    "sembilan": 9,
    "sepuluh": 10,
}
"""The words for one to ten."""
_ONES = COUNTING | {"seorang": 1, "sebelas": 11, "kedua": 2, "ketiga": 3, "keempat": 4, "kelima": 5}
_ONES |= {"keenam": 6, "ketujuh": 7, "kedelapan": 8, "kesembilan": 9, "kesepuluh": 10}
_SCALES = {"belas": 1, "puluh": 10, "ratus": 100}
_SCALED_ONES = {"seratus": 100}
_WORDS = _ONES.keys() | _SCALES.keys() | _SCALED_ONES.keys()
_VAGUE = frozenset(["belasan", "puluhan", "ratusan", "sejumlah", "beberapa", "para", "sebagian"])
_MOST = 100_000
"""A larger number before a role is no number of persons."""
_LONGEST = 5
"""Words of the longest number read (`seratus dua puluh tiga`)."""


def number_before(low: list[str], end: int) -> tuple[int | None, bool]:
    """Return the number printed right before an index, and whether it makes a group.

    Args:
        low: Lower-case words.
        end: Index after the number.

    Returns:
        (None, True) for a group without a number (`sejumlah`), (None, False) where no number stands.
    """
    if end <= 0:
        return None, False
    word = low[end - 1]
    if word[0].isdigit():
        value = _from_digits(word)
        return value, value is not None and value > 1
    if word in _VAGUE:
        return None, True
    start = end
    while start and end - start < _LONGEST and low[start - 1] in _WORDS:
        start -= 1
    value = _from_words(low[start:end])
    return value, value is not None and value > 1


def _from_digits(word: str) -> int | None:
    """Return the value of `19` or `1.204`; None for a date, a year's part or a number with decimals."""
    groups = word.split(".")
    if not all(group.isdigit() for group in groups) or any(len(group) != 3 for group in groups[1:]):  # noqa: PLR2004 - thousands
        return None
    value = int("".join(groups))
    return value if value < _MOST else None


def _from_words(words: list[str]) -> int | None:
    """Return the value of words for a number; None when they make none."""
    total, ones = 0, None
    for word in words:
        if word in _SCALED_ONES:
            total += _SCALED_ONES[word]
        elif word in _SCALES:
            if ones is None:
                return None
            total += 10 + ones if word == "belas" else _SCALES[word] * ones
            ones = None
        else:
            ones = _ONES[word]
    return total + (ones or 0) if words and (total or ones) else None
