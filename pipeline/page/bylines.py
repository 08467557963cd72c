"""Who wrote and who edited: names from metadata and from the lines and codes at a story's end."""

import re
from dataclasses import dataclass

_REPORTER = (
    r"reporter|penulis|pewarta|wartawan|kontributor|jurnalis|laporan|ditulis oleh|oleh|author|writer|written by|by|"
    r"liputan"
)
_EDITOR = r"editor|redaktur|penyunting|disunting oleh|edited by|redaksi"
_LABELLED = re.compile(
    rf"(?P<label>\b(?:redaktur & reporter|{_REPORTER}|{_EDITOR}|uploader|sumber|copyright)\b)\s*[:|/]\s*"
    r"(?P<name>[^:|\n]{2,80}?)"
    rf"(?=\s*(?:[|•;,/–-]|\s)?\s*\b(?:{_REPORTER}|{_EDITOR}|uploader|sumber|copyright)\b\s*[:|/]|\s*[|]|$)",
    re.IGNORECASE,
)
_ONLY_LABEL = re.compile(rf"^\W*(?:redaktur & reporter|{_REPORTER}|{_EDITOR}|uploader)\b\s*[:|/]", re.IGNORECASE)
_IS_EDITOR = re.compile(rf"^(?:{_EDITOR})$", re.IGNORECASE)
_IS_REPORTER = re.compile(rf"^(?:{_REPORTER})$", re.IGNORECASE)
# `(bah/ans)`, `(Kanal.com/wanda)`, `[abc]`, `(*)` after the last sentence. A date, an acronym or a word is none.
_CODE = re.compile(r"(?P<before>^|[.!?…”\"’')\]\s])\s*[\(\[](?P<code>[^()\[\]\n]{1,60})[\)\]]\s*[.*]*\s*$")
_INITIALS = re.compile(r"\*{1,3}|[a-z]{2,7}\d{0,3}|[A-Z]{1,2}-?\d{1,3}|[A-Z][a-z]{1,9}")
_SHORT_NAME = re.compile(r"[a-z]{2,12}\.?")  # `(theresia/rls)`: beside another sign only
_SITE = re.compile(r"^[\w-]+(?:\.[\w-]+)*\.(?:com|co|id|net|org|news|info|example)(?:\.id)?$", re.IGNORECASE)
_NOBODY = re.compile(
    r"^(?:admin\w*|administrator|root|user|author|webmaster|editor|redaksi|tim redaksi|penulis|super ?admin|"
    r"none|null|n/a|-)$",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    rf"^\s*(?:{_REPORTER}|{_EDITOR})\s*[:|/]\s*|^\s*(?:(?:written |edited )?by|(?:ditulis |disunting )?oleh)\s+",
    re.IGNORECASE,
)
_MAX_NAME = 80
_SIGN = 30  # characters of a name beside a site
_WRITTEN_MOST = 120  # characters of a line that names its writer without a colon
_DATE_TAIL = re.compile(
    r"[\s,|·•-]*\b(?:(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu),?\s+)?\d{1,2}[\s/-]+(?:\w{3,9}|\d{1,2})[\s/-]+(?:19|20)\d{2}\b.*$",
    re.IGNORECASE,
)  # many print names and date in one line


@dataclass(frozen=True, slots=True)
class Byline:
    """Who stands behind a story.

    Args:
        reporter: As printed; None when not printed.
        editor: As printed; None when not printed.
        outlet: A site named beside them (`Kanalkalimantan.com`); None when none is.
    """

    reporter: str | None = None
    editor: str | None = None
    outlet: str | None = None

    def over(self, other: "Byline") -> "Byline":
        """Return this byline with what it lacks filled from another."""
        return Byline(self.reporter or other.reporter, self.editor or other.editor, self.outlet or other.outlet)


def clean_name(raw: str) -> str | None:
    """Return a person's or desk's name without labels, addresses and links; None for accounts such as `admin`."""
    text = re.sub(r"https?://\S+|\S+@\S+|<[^<>]*>", " ", raw)
    text = _PREFIX.sub("", " ".join(text.split())).strip(" ,;|/-–—:•")
    if not text or len(text) > _MAX_NAME or _NOBODY.match(text) or not re.search(r"[^\W\d_]{2}", text):
        return None
    return text


def read_byline(line: str) -> Byline | None:
    """Read a line of labelled names (`Reporter: A`, `Penulis: A | Editor: B`); None for any other line."""
    written = _WRITTEN_BY.match(line) if len(line) <= _WRITTEN_MOST else None
    if written is not None:
        name = clean_name(_DATE_TAIL.sub("", written["one"] or written["two"] or written["three"]))
        return Byline(name) if name else None
    if len(line) > 200 or not _ONLY_LABEL.match(line):  # noqa: PLR2004 - a byline is short
        return None
    line = _DATE_TAIL.sub("", line)
    reporter = editor = None
    for match in _LABELLED.finditer(line):
        label, name = match["label"].lower(), clean_name(match["name"])
        if _IS_EDITOR.match(label):
            editor = editor or name
        elif label == "redaktur & reporter":
            reporter, editor = reporter or name, editor or name
        elif _IS_REPORTER.match(label):
            reporter = reporter or name
    if line.rstrip().endswith((".", "!", "?", "”")) and len(line) > 90:  # noqa: PLR2004 - a sentence that opens with `Laporan:`
        return None
    return Byline(reporter, editor)


_WRITTEN_BY = re.compile(
    r"^\W*(?:ditulis|dilaporkan|diposting|dikirim|disusun)\s+oleh\s+(?P<one>[^:|,\n]{3,60})$|"
    r"^\W*laporan\s+(?:wartawan|reporter|kontributor|jurnalis)\s+[^,\n]{2,40},\s*(?P<two>[^:|\n]{3,60})$|"
    r"^\W*(?P<three>[A-Z][^:|,·•\n]{2,50}),\s*(?:jurnalis|wartawan|reporter|kontributor|pewarta)\b",
    re.IGNORECASE,
)


def visible_byline(shown: str) -> Byline:
    """Return the names of the labelled lines among a page's first shown lines."""
    found = Byline()
    for line in shown.splitlines():
        byline = read_byline(line)
        if byline is not None:
            found = found.over(byline)
    return found


def split_code(line: str) -> tuple[str, Byline, str] | None:
    """Cut the writer's code from a story's last line.

    Returns:
        The line without the code, what the code says, and the code; None when the line ends in no such code.
    """
    match = _CODE.search(line)
    if match is None:
        return None
    parts = [part.strip() for part in re.split(r"[/|]|\s-\s", match["code"]) if part.strip()]
    sites = [part for part in parts if _SITE.match(part)]
    rest = [part for part in parts if not _SITE.match(part)]
    if not parts or not all(_signs(part, alone=len(parts) == 1, with_site=bool(sites)) for part in rest):
        return None
    if len(parts) == 1 and not sites and re.fullmatch(r"[A-Z][a-z]+", parts[0]):
        return None  # `(Golkar)` explains a word
    if len(parts) == 1 and not sites and match["before"].isspace():
        return None  # `3 (tiga)` belongs to its sentence
    names = [part for part in rest if not part.startswith("*") and part.lower() not in _TYPES]
    kept = line[: match.start()] + match["before"].rstrip()
    byline = Byline(names[0] if names else None, names[1] if len(names) > 1 else None, sites[0] if sites else None)
    return kept.rstrip(), byline, match.group().removeprefix(match["before"]).strip()


def _signs(part: str, *, alone: bool, with_site: bool) -> bool:
    """Tell whether a part of a code may be a person's sign."""
    if with_site and len(part) <= _SIGN:
        return True
    return bool(_INITIALS.fullmatch(part)) or (not alone and bool(_SHORT_NAME.fullmatch(part)))


_TYPES = frozenset(
    {"red", "adv", "ant", "antara", "rls", "hms", "humas", "net", "int", "ist", "adm", "jpg", "jpnn", "kom", "detik"}
)
"""Codes that name no person: advertorial, agency, press release, internet."""
