"""Names of months, weekdays and zones as Indonesian and English pages print them."""

from datetime import timedelta

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari pebruari february feb peb",
            "maret march mar",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agt agu ags agst aug",
            "september sep sept",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}
"""Month number by lower-case name; old spellings (`Pebruari`, `Nopember`) are still printed."""

WEEKDAYS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "senin monday mon",
            "selasa tuesday tue",
            "rabu wednesday wed",
            "kamis thursday thu",
            "jumat jum'at jum’at jumaat friday fri",
            "sabtu saturday sat",
            "minggu ahad sunday sun",
        )
    )
    for name in names.split()
}
"""Weekday (Monday is 0) by lower-case name."""

ZONES: dict[str, timedelta] = {
    name: timedelta(hours=hours)
    for name, hours in {
        "wib": 7, "wita": 8, "wit": 9, "utc": 0, "gmt": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5,
        "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "bst": 1, "cet": 1, "cest": 2, "mez": 1, "mesz": 2,
        "eet": 2, "eest": 3, "msk": 3, "sgt": 8, "myt": 8, "jst": 9, "kst": 9,
    }.items()
}  # fmt: skip
"""Offset from UTC by lower-case abbreviation: Keppres 41/1987 for the Indonesian three, RFC 5322 for the American."""


def alternatives(names: dict[str, int]) -> str:
    """Return a regular expression that matches any of the names, the longest first."""
    return "|".join(sorted((name.replace(".", r"\.") for name in names), key=len, reverse=True))
