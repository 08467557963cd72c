"""Names that are hidden at present, wherever they are printed: also in articles that are linked to no case.

Inside a case's own articles a name is hidden word by word (`web.marks`); elsewhere only whole: a single word may be
anybody's. So this index holds the names of two or more words of three letters or more of the persons of low rank in
cases that hide names, however the case's articles print them, and finds them in a text in one walk over its words.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, Row, bindparam, func, select

from archive.records.analysis import Stage
from archive.store.facets import fold_name
from archive.tables.articles import article_facet
from archive.tables.incidents import incident, incident_article, incident_event
from archive.words import Word, distinct, words
from pipeline.linking.names import is_low_rank
from pipeline.linking.people import compare, fold, initials

Words = tuple[str, ...]
LEAST = 3  # letters of a word that tells persons apart; `M. Ali` is too many people
BATCH = 500  # cases read at once
HEAD = 4  # letters of the second word that stand in a handle: @bambangsutr
_GAP = re.compile(r"[\s.'’`_-]{1,4}\Z")  # between the words of one name
_HANDLE = re.compile(r"[@#]([\w.]+)")


@dataclass(frozen=True, slots=True)
class HiddenNames:
    """Whole names to hide in any text.

    Args:
        by_first: The words of names by their first word, longest first.
        joined: Initials by the words written as one.
        heads: Initials by the beginning of a handle: first word and four letters of the second.
        single: Words of four letters or more that the names are made of.
    """

    by_first: Mapping[str, tuple[Words, ...]] = field(default_factory=dict)
    joined: Mapping[str, Words] = field(default_factory=dict)
    heads: Mapping[str, Words] = field(default_factory=dict)
    single: frozenset[str] = frozenset()

    def find(self, text: str, spared: Collection[Words] = ()) -> list[tuple[int, int, str]]:
        """Return (start, end, initials) of every name in a text, in order.

        Args:
            text: Anything that is shown.
            spared: Names that this text may tell, as `name_words` makes them.
        """
        if not self.by_first:
            return []
        known = distinct(text)
        if self.by_first.keys().isdisjoint(known) and self.joined.keys().isdisjoint(known) and not _signs(text):
            return []
        found, end = [], 0
        for start, stop, name in sorted((*self._names(text), *self._handles(text)), key=lambda one: (one[0], -one[1])):
            if start >= end and name not in spared:
                found.append((start, stop, short(name)))
                end = stop
        return found

    def _names(self, text: str) -> Iterator[tuple[int, int, Words]]:
        told = words(text)
        for index, word in enumerate(told):
            if word.folded in self.joined:
                yield word.start, word.end, self.joined[word.folded]
            for name in self.by_first.get(word.folded, ()):
                last = told[index + len(name) - 1] if index + len(name) <= len(told) else None
                if last is not None and _stands(text, told[index : index + len(name)], name):
                    yield word.start, last.end, name

    def _handles(self, text: str) -> Iterator[tuple[int, int, Words]]:
        for sign in _HANDLE.finditer(text) if _signs(text) else ():
            plain = "".join(re.findall(r"[^\W_]+", sign[1])).casefold()
            for size in range(2 * LEAST, len(plain) + 1):
                if plain[:size] in self.heads:
                    yield sign.start(1), sign.end(1), self.heads[plain[:size]]
                    break


def _signs(text: str) -> bool:
    return "@" in text or "#" in text


def _stands(text: str, told: list[Word], name: Words) -> bool:
    if tuple(word.folded for word in told) != name:
        return False
    return all(_GAP.match(text[left.end : right.start]) for left, right in pairwise(told))


def short(name: Words) -> str:
    """Return the initials of a name: `B.S.`."""
    return "".join(f"{word[0].upper()}." for word in name)


def name_words(name: str) -> Words:
    """Return the words of a name as they are compared, without ranks and forms of address."""
    return tuple(fold_name(" ".join(fold(name))).split())


def index_of(names: Iterable[Words]) -> HiddenNames:
    """Return the index of names; those that are no whole name are left out."""
    by_first: dict[str, list[Words]] = {}
    joined: dict[str, Words] = {}
    heads: dict[str, Words] = {}
    single: set[str] = set()
    known = set(names)
    known |= {name[1:] for name in known if name and len(name[0]) < LEAST}  # `H.` is haji as often as an initial
    for name in sorted({name for name in known if is_whole(name)}, key=lambda name: (-len(name), name)):
        by_first.setdefault(name[0], []).append(name)
        joined["".join(name)] = name
        single.update(word for word in name if len(word) > LEAST)
        if len(name[0]) >= LEAST and len(name[1]) >= LEAST:
            heads[name[0] + name[1][:HEAD]] = name
    return HiddenNames({first: tuple(some) for first, some in by_first.items()}, joined, heads, frozenset(single))


def is_whole(name: Words) -> bool:
    """Tell whether a name tells a person apart wherever it stands."""
    return sum(len(word) >= LEAST for word in name) > 1


@dataclass(slots=True)
class _Kept:
    """What is known of one archive.

    Args:
        state: By which a change of any case is seen.
        cases: Stamp and names to hide, by case.
        index: Made of them.
    """

    state: tuple[Any, ...] = ()
    cases: dict[int, tuple[Any, frozenset[Words]]] = field(default_factory=dict)
    index: HiddenNames = field(default_factory=HiddenNames)


_known: WeakKeyDictionary[Engine, _Kept] = WeakKeyDictionary()
_lock = Lock()


def hidden_everywhere(connection: Connection) -> HiddenNames:
    """Return the names that no text may show at present; read anew only for cases that changed.

    Args:
        connection: Reading.
    """
    changed, event = select(func.max(incident.c.changed_at)), select(func.max(incident_event.c.id))
    number = select(func.count()).select_from(incident)
    state = tuple(connection.execute(query).scalar() for query in (changed, event, number))
    with _lock:
        kept = _known.setdefault(connection.engine, _Kept())
        if kept.state != state:
            _refresh(connection, kept)
            kept.state = state
        return kept.index


def _refresh(connection: Connection, kept: _Kept) -> None:
    stamps = select(incident.c.id, incident.c.changed_at, func.length(incident.c.record), incident.c.names_removed_at)
    living = {row[0]: tuple(row[1:]) for row in connection.execute(stamps.where(incident.c.merged_into.is_(None)))}
    stale = [key for key, stamp in living.items() if key not in kept.cases or kept.cases[key][0] != stamp]
    cases = {key: told for key, told in kept.cases.items() if key in living}
    for start in range(0, len(stale), BATCH):
        some = stale[start : start + BATCH]
        printed = _printed(connection, some)
        columns = (incident.c[name] for name in ("id", "discipline_stage", "criminal_stage", "end_stage", "record"))
        query = select(*columns).where(incident.c.id.in_(bindparam("ids", expanding=True)))
        for row in connection.execute(query, {"ids": some}):
            cases[row.id] = (living[row.id], _of_case(row, printed.get(row.id, ())))
    kept.cases = cases
    kept.index = index_of({name for _, names in cases.values() for name in names})


def _printed(connection: Connection, cases: list[int]) -> dict[int, list[str]]:
    """Return the names of the alleged as each article of a case prints them."""
    query = (
        select(incident_article.c.incident_id, article_facet.c.value)
        .join(article_facet, article_facet.c.article_id == incident_article.c.article_id)
        .where(article_facet.c.field == "name", incident_article.c.incident_id.in_(bindparam("ids", expanding=True)))
        .distinct()
    )
    found: dict[int, list[str]] = {}
    for key, name in connection.execute(query, {"ids": cases}):
        found.setdefault(key, []).append(name)
    return found


def _of_case(row: Row[Any], printed: Iterable[str]) -> frozenset[Words]:
    """Return the names that a case hides, by the rule of `names.hides_names`; never those of its candidates."""
    found = row.discipline_stage == Stage.S7 or row.criminal_stage == Stage.P4
    if found and row.end_stage is None:
        return frozenset()
    record = json.loads(row.record)
    actors = [one for one in record.get("actors", ()) if one.get("name") and not initials(one["name"])]
    high = [one["name"] for one in actors if not is_low_rank(one.get("role"))]
    low = [name for one in actors if is_low_rank(one.get("role")) for name in (one["name"], *one.get("aliases", ()))]
    low += [name for name in printed if not any(compare(name, other) in {"same", "likely"} for other in high)]
    running = " ".join(f" {fold_name(label)} " for label in record.get("candidates", ()))
    names = {name_words(name) for name in low}
    return frozenset(name for name in names if f" {' '.join(name)} " not in running)
