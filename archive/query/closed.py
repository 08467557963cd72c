"""Fields whose values are a closed list: a mistyped value is told where it stands, with what may have been meant.

"Nothing found" would read like a finding, where `tahap:S9` or `jabatan:presiden` is no such thing at all.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale

from archive.query.fields import FieldKind
from archive.query.holds import Holds
from archive.query.messages import Say
from archive.query.values import Typed, shown
from archive.records.analysis import Stage
from archive.store.facets import fold_name
from base.datafile import read_yaml
from base.errors import QueryError

CLOSED = frozenset({"outlet", "language", "act", "rule", "stage", "step", "role", "incident"})
CASE = re.compile(r"\d{4}-\d{4,9}|\d{1,18}")  # its code, or its number in the archive
PLAIN = re.compile(r"[\w /-]+")  # a term of the lexicon that is no pattern
ALL_SHOWN = 20  # values of a list that an error prints whole
SOME_SHOWN = 5
LEAST_LIKE = 2  # letters: any two codes of two letters are alike
Values = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the values of closed lists are known.

    Args:
        folder: The configuration; None: outlets, positions, forms of breach and rules are not checked.
        holds: The archive, whose values are right even when no file lists them any more; None: not asked.
        strict: False: what no list holds stays as it was typed, for queries that were checked when they were kept.
    """

    folder: Path | None = None
    holds: Holds | None = None
    strict: bool = True


def closed_values(field: FieldKind, typed: Typed, sources: Sources, say: Say) -> tuple[str, ...]:
    """Return the values that a typed one means: an outlet's printed name its id, a title its position.

    Raises:
        QueryError: The list does not hold it.
    """
    if field.name == "incident":
        return (_case(typed, sources, say),)
    plain, as_typed = _folded(typed.text), _as_kept(field, typed.text)
    listed = _lists(sources.folder).get(field.name)
    if listed is None:
        return (as_typed,)
    if field.name == "role" and any(f"{key} ".startswith(f"{plain} ") for key in _positions(listed)):
        return (as_typed,)
    found = listed.get(plain) or (sources.holds.values(field.name, as_typed) if sources.holds else ())
    if found or not sources.strict or (field.name == "outlet" and sources.holds is None):
        return found or (as_typed,)
    problem = say(
        "'{found}' is no value of the field '{name}'.",
        found=shown(typed.text),
        name=field.aliases[0] if say.language == "id" else field.name,
    )
    raise QueryError(f"{problem} {_hint(plain, listed, sources, field, say)}", typed.column)


def _case(typed: Typed, sources: Sources, say: Say) -> str:
    code = typed.text.lower()
    if sources.strict and not CASE.fullmatch(code):
        raise QueryError(say("'{found}' is no code of a case. Write it as 2024-0001.", found=shown(code)), typed.column)
    if sources.strict and sources.holds and not sources.holds.values("incident", code):
        raise QueryError(say("The archive holds no case {found}.", found=shown(code)), typed.column)
    return code


def _hint(plain: str, listed: Values, sources: Sources, field: FieldKind, say: Say) -> str:
    by_value = field.takes == "code" or field.name == "outlet"
    known = {key: values[0] if by_value else key for key, values in listed.items()}
    if field.name == "outlet" and sources.holds:
        known |= {_folded(name): id_ for name, id_ in sources.holds.outlets().items()}
    if len(known) <= ALL_SHOWN:
        return say("Write one of {choices}.", choices=", ".join(known.values()))
    near = get_close_matches(plain, known, n=3) if len(plain) > LEAST_LIKE else []
    if near:
        return say("Did you mean '{near}'?", near="', '".join(dict.fromkeys(known[key] for key in near)))
    return say("For example: {some}.", some=", ".join([*dict.fromkeys(known.values())][:SOME_SHOWN]))


def _folded(text: str) -> str:
    return fold_name(text.replace("_", " "))


def _as_kept(field: FieldKind, text: str) -> str:
    if field.takes == "label":
        return _folded(text)
    return text.upper() if field.takes == "code" else text.lower()


def _positions(listed: Values) -> list[str]:
    return [key for key, values in listed.items() if values == (key,)]


@cache
def _lists(folder: Path | None) -> dict[str, Values]:
    """Return by field what may be typed, folded, and the values it means."""
    stages = _codes(stage.value for stage in Stage)
    found: dict[str, Values] = {"stage": stages, "step": stages, "language": _languages()}
    if folder is None:
        return found
    if (folder / "rules.yaml").exists():
        rules = read_yaml(folder / "rules.yaml").data
        found |= {"act": _codes(rules["acts"]), "rule": _codes(rule["code"] for rule in rules["rules"])}
    if (folder / "lexicon" / "roles.yaml").exists():
        found["role"] = _roles(read_yaml(folder / "lexicon" / "roles.yaml").data)
    found["outlet"] = _outlets(folder / "outlets")
    return found


def _codes(codes: Any) -> Values:
    return {_folded(code): (code.upper(),) for code in codes}


def _languages() -> Values:
    """Return codes and names of languages, in Indonesian and English (CLDR)."""
    found: dict[str, tuple[str, ...]] = {"und": ("und",)}
    for reader in ("en", "id"):
        for code, name in Locale(reader).languages.items():
            if code.isalpha():
                found[_folded(name)] = (code,)
    return found | {values[0]: values for values in found.values()}


def _roles(entries: list[dict[str, Any]]) -> Values:
    roles = {_folded(entry["role"]): (_folded(entry["role"]),) for entry in entries}
    named: dict[str, dict[str, None]] = {}
    for entry in entries:
        for term in filter(PLAIN.fullmatch, entry.get("terms") or ()):
            named.setdefault(_folded(term), {})[_folded(entry["role"])] = None
    return {term: tuple(found) for term, found in named.items()} | roles


def _outlets(folder: Path) -> Values:
    """Return the outlets of the configuration by id and printed name; `crawlers.outlets` checks the files."""
    named: dict[str, dict[str, None]] = {}
    for path in sorted(folder.glob("*.yaml")):
        entries = read_yaml(path).data
        for entry in entries if isinstance(entries, list) else ():
            for name in (entry.get("id"), entry.get("name")):
                named.setdefault(_folded(str(name or entry.get("id"))), {})[str(entry.get("id")).lower()] = None
    return {name: tuple(ids) for name, ids in named.items() if name}
