"""The lexicon as data: groups of terms and frames (which groups must stand together for a claim).

`config/lexicon/*.yaml` (the files named in `FILES`) hold both; each entry carries examples that are its tests. A slot
of a frame is the name of a group, several names joined by `|`, or a list of terms of its own.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from base.datafile import KeyPath, Located, read_yaml
from base.listed import entries, refuse_unknown, words
from base.said import said
from pipeline.text.automaton import Automaton, TermError
from pipeline.text.lexicon_files import FILES, OFFICES, list_of, refuse_unread, section_of, version_of
from pipeline.text.offices import load_offices

STATUS_GROUPS = {
    "asn": "office_asn",
    "desa": "office_desa",
    "other": "office_desa",
    "non_asn": "office_nonasn",
    "bumd": "office_nonasn",
    "tni": "office_apparat",
    "polri": "office_apparat",
    "pj": "office_pj",
}
CLAIM = re.compile(
    r"^(act:A(0[1-9]|1[0-9])|step:(S[1-7]|P[1-4]|X[12])|sanction:[\w %]+|cue:\w+|deny|clear|acquitted|actor:\w+)$"
)
_GROUP_KEYS = frozenset({"terms", "includes", "solid", "examples", "counter"})
_FRAME_KEYS = frozenset(
    {"claim", "name", "need", "within", "ordered", "unless", "weight", "severity", "always", "examples", "counter"}
)
WITHIN = 10  # words between the first and the last word of a frame, where the entry says nothing
_MOST_WITHIN = 60
"""A sentence has hardly more words, and what stands farther apart says nothing of one another: ours use at most 30."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A claim that holds where all its slots are filled near each other in one sentence.

    Args:
        claim: `act:A07`, `step:S4`, `sanction:teguran tertulis`, `cue:appeal`, `deny`, `clear` ...
        name: Unique name.
        slots: For each slot the groups that fill it.
        masks: The same as bit masks.
        within: Most words between the first and the last word.
        ordered: True when the slots must come in order.
        unless: Mask of groups that forbid it in the same sentence.
        weight: 0..1, how sure the claim is.
        severity: Of a sanction; empty otherwise.
        always: True when even the intention tells that the step was reached (`akan dilakukan kajian awal`).
    """

    claim: str
    name: str
    slots: tuple[tuple[int, ...], ...]
    masks: tuple[int, ...]
    within: int
    ordered: bool
    unless: int
    weight: float
    severity: str = ""
    always: bool = False


@dataclass(frozen=True, slots=True)
class Sample:
    """An example sentence of an entry and what must or must not be found in it."""

    text: str
    target: str
    wanted: bool
    file: str
    line: int | None


@dataclass(eq=False)
class Lexicon:
    """Groups by name, the automaton of all terms, the frames, and the examples; equal to itself alone."""

    groups: dict[str, int] = field(default_factory=dict)
    automaton: Automaton = field(default_factory=Automaton)
    frames: list[Frame] = field(default_factory=list)
    samples: list[Sample] = field(default_factory=list)
    version: str = ""
    _masks: dict[tuple[str, ...], int] = field(default_factory=dict, repr=False)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Return the names of all groups by number, once a lexicon is loaded."""
        return tuple(self.groups)

    def number(self, name: str) -> int:
        """Return the number of a group; -1 when the lexicon has no such group."""
        return self.groups.get(name, -1)

    def mask(self, *names: str) -> int:
        """Return the bit mask of groups, once a lexicon is loaded."""
        known = self._masks.get(names)
        if known is None:
            known = self._masks[names] = sum(1 << self.groups[name] for name in set(names) if name in self.groups)
        return known


def load_lexicon(config: Path) -> Lexicon:
    """Read the lexicon files under `config/lexicon`.

    Raises:
        ConfigError: An entry is wrong, with file and line.
    """
    refuse_unread(config / "lexicon")
    lexicon, sources = Lexicon(), [read_yaml(config / "lexicon" / name) for name in FILES]
    places: dict[str, str] = {}
    for source in sources:
        _declare(source, lexicon, places)
    closure = _closure(sources, lexicon)
    for source in sources:
        _fill(source, lexicon, closure)
    _offices(config, lexicon, closure)
    for source in sources:
        _frames(source, lexicon)
    lexicon.automaton.freeze()
    lexicon.version = version_of(config)
    return lexicon


def _offices(config: Path, lexicon: Lexicon, closure: dict[str, set[int]]) -> None:
    """Add the offices of `roles.yaml` that the neutrality rules bind, so that each office is written down once."""
    source, named = read_yaml(config / "lexicon" / OFFICES), load_offices(config)
    for index, entry in enumerate(entries(source, (), "role", "status", "side", "terms", "examples")):
        group = STATUS_GROUPS.get(entry.get("status", ""))
        if entry.get("side") != "bound" or group not in closure:
            continue
        name = "asn_word" if entry.get("weight", 1) < 0.75 and group == "office_asn" else group  # noqa: PLR2004 - any employee
        for number in range(len(words(source, (index, "terms")))):
            for form, _own in named.forms_at(source, (index, "terms", number)):
                _add(source, lexicon, form.replace(".", " "), closure[name], (index, "terms", number))


def _declare(source: Located, lexicon: Lexicon, places: dict[str, str]) -> None:
    for name, entry in section_of(source, "groups", dict).items():
        path: KeyPath = ("groups", name)
        if not re.fullmatch(r"[a-z_0-9]+", str(name)):
            raise source.error(said("group name '{name}'", name=name), path, allowed="small letters, digits and _")
        if name in lexicon.groups:
            problem = said("group '{name}' stands twice, in {place} first", name=name, place=places[name])
            raise source.error(problem, path, allowed=said("one group of a name; add the terms to the first"))
        places[name] = f"{source.file}:{source.line(path)}"
        refuse_unknown(source, path, sorted(_GROUP_KEYS))
        lexicon.groups[name] = len(lexicon.groups)
        if entry.get("solid"):
            lexicon.automaton.solid.add(lexicon.groups[name])


def _closure(sources: list[Located], lexicon: Lexicon) -> dict[str, set[int]]:
    """Return for each group the numbers of itself and of all groups that include it."""
    parents: dict[str, set[str]] = {name: set() for name in lexicon.groups}
    for source in sources:
        for name, entry in section_of(source, "groups", dict).items():
            for index, part in enumerate(list_of(source, entry, "includes", ("groups", name))):
                if part not in parents:
                    raise source.error(
                        said("group '{part}' is not known", part=part), ("groups", name, "includes", index)
                    )
                parents[part].add(name)
    closure: dict[str, set[int]] = {}
    for name in parents:
        seen, todo = {name}, [name]
        while todo:
            fresh = parents[todo.pop()] - seen
            seen |= fresh
            todo.extend(fresh)
        closure[name] = {lexicon.groups[item] for item in seen}
    for source in sources:
        _refuse_circles(source, lexicon, closure)
    return closure


def _refuse_circles(source: Located, lexicon: Lexicon, closure: dict[str, set[int]]) -> None:
    """Refuse groups that include each other: all would mean the same, and nobody means that."""
    for name, entry in section_of(source, "groups", dict).items():
        for index, part in enumerate(list_of(source, entry, "includes", ("groups", name))):
            if lexicon.groups[part] in closure[name]:
                problem = said("group '{name}' includes '{part}', which includes it in turn", name=name, part=part)
                allowed = said("one of them may include the other; take it out here or there")
                raise source.error(problem, ("groups", name, "includes", index), allowed=allowed)


def _fill(source: Located, lexicon: Lexicon, closure: dict[str, set[int]]) -> None:
    for name, entry in section_of(source, "groups", dict).items():
        for index, term in enumerate(list_of(source, entry, "terms", ("groups", name))):
            _add(source, lexicon, term, closure[name], ("groups", name, "terms", index))
        _samples(source, lexicon, entry, f"group:{name}", ("groups", name))


def _add(source: Located, lexicon: Lexicon, term: Any, groups: set[int], path: KeyPath) -> None:
    try:
        lexicon.automaton.add("" if term is None else str(term), sorted(groups))
    except TermError as error:
        raise source.error(error.args[0], path) from error


def _samples(source: Located, lexicon: Lexicon, entry: dict[str, Any], target: str, path: KeyPath) -> None:
    for key, wanted in (("examples", True), ("counter", False)):
        for index, text in enumerate(list_of(source, entry, key, path)):
            line = source.line((*path, key, index))
            lexicon.samples.append(Sample(str(text), target, wanted, source.file, line))


def _frames(source: Located, lexicon: Lexicon) -> None:
    known = {frame.name for frame in lexicon.frames}
    for index, entry in enumerate(section_of(source, "frames", list)):
        path: KeyPath = ("frames", index)
        frame = _frame(source, lexicon, entry, path)
        if frame.name in known:
            raise source.error(said("frame '{name}' stands twice", name=frame.name), path)
        if not entry.get("examples"):
            raise source.error(said("frame '{name}' has no examples; each entry needs one", name=frame.name), path)
        known.add(frame.name)
        lexicon.frames.append(frame)
        _samples(source, lexicon, entry, f"frame:{frame.name}", path)


def _frame(source: Located, lexicon: Lexicon, entry: Any, path: KeyPath) -> Frame:
    refuse_unknown(source, path, sorted(_FRAME_KEYS))
    claim, name = str(entry.get("claim", "")), str(entry.get("name", ""))
    if not CLAIM.match(claim):
        raise source.error(
            said("claim '{claim}'", claim=claim),
            (*path, "claim"),
            allowed="act:A01..A19, step:S1.., sanction:.., cue:..",
        )
    if not name or not isinstance(entry.get("need"), list) or not all([entry["need"], *entry["need"]]):
        raise source.error(said("a frame needs a name and a list 'need' with something in each place"), path)
    slots = tuple(_slot(source, lexicon, slot, (*path, "need", i), name) for i, slot in enumerate(entry["need"]))
    weight = entry.get("weight", 0.8)
    if not isinstance(weight, (int, float)) or not 0 < weight <= 1:
        raise source.error(
            said("weight of '{name}'", name=name), (*path, "weight"), allowed=said("a number above 0, at most 1")
        )
    return Frame(
        claim=claim,
        name=name,
        slots=slots,
        masks=tuple(sum(1 << group for group in slot) for slot in slots),
        within=_words(source, entry, path),
        ordered=_flag(source, entry, "ordered", path),
        unless=sum(
            1 << _group(source, lexicon, group, (*path, "unless")) for group in list_of(source, entry, "unless", path)
        ),
        weight=float(weight),
        severity=str(entry.get("severity", "")),
        always=_flag(source, entry, "always", path),
    )


def _words(source: Located, entry: dict[str, Any], path: KeyPath) -> int:
    within = entry.get("within", WITHIN)
    if isinstance(within, bool) or not isinstance(within, int) or not 1 <= within <= _MOST_WITHIN:
        raise source.error(
            said("'{key}' of '{name}'", key="within", name=entry.get("name")),
            (*path, "within"),
            allowed=said("a whole number of words, 1 to {most}", most=_MOST_WITHIN),
        )
    return within


def _flag(source: Located, entry: dict[str, Any], key: str, path: KeyPath) -> bool:
    told = entry.get(key, False)
    if not isinstance(told, bool):
        problem = said("'{key}' of '{name}'", key=key, name=entry.get("name"))
        raise source.error(problem, (*path, key), allowed="true, false")
    return told


def _group(source: Located, lexicon: Lexicon, name: str, path: KeyPath) -> int:
    if name not in lexicon.groups:
        raise source.error(said("group '{name}' is not known", name=name), path)
    return lexicon.groups[name]


def _slot(source: Located, lexicon: Lexicon, slot: Any, path: KeyPath, frame: str) -> tuple[int, ...]:
    if isinstance(slot, list):
        name = f"_{frame}_{path[-1]}"
        lexicon.groups[name] = len(lexicon.groups)
        for index, term in enumerate(slot):
            _add(source, lexicon, term, {lexicon.groups[name]}, (*path, index))
        return (lexicon.groups[name],)
    return tuple(_group(source, lexicon, name.strip(), path) for name in str(slot).split("|"))
