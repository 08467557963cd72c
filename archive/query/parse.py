"""Makes the tree of a query from its parse: fields are known, values are read, every mistake has its column."""

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from lark import Token, Tree

from archive.query.ast import And, Everything, Field, Near, Node, Not, Or, Phrase, Word, leaves
from archive.query.closed import CLOSED, Sources, closed_values
from archive.query.fields import BY_NAME, CHOICE_ALIASES, FIELDS, FieldKind, choices
from archive.query.grammar import MAX_TERMS, tree
from archive.query.holds import Holds
from archive.query.messages import Say, texts
from archive.query.regions import RegionNames
from archive.query.values import Typed, day_range, number_range, shown
from archive.store.facets import fold_name
from archive.words import words
from base.catalogue import Language
from base.errors import QueryError

NEAR_DEFAULT = 10  # words between, as in SQLite and Sphinx
NEAR_MOST = 50  # each is a case of its own on PostgreSQL
PREFIX_LEAST = 3  # letters: shorter beginnings match most of the archive
PREFIX_MOST = 10  # in a query: each reads every word of the archive that begins so
PHRASE_MOST = 30


def parse(
    text: str,
    *,
    language: Language = "id",
    regions: RegionNames | None = None,
    holds: Holds | None = None,
    strict: bool = True,
) -> Node:
    """Return the tree of a query; an empty one matches everything.

    Args:
        text: What the reader typed.
        language: Of errors.
        regions: To understand region names, and values of other closed lists; None understands codes only.
        holds: To know the archive's outlets, cases and older values; None: outlets and cases unknown to us may exist.
        strict: False: a value that no list holds stays as typed; for queries that were checked when they were kept.

    Raises:
        QueryError: It cannot be understood; with its column, in the reader's language.
    """
    known = regions or _codes_only()
    return _Builder(texts(language), known, Sources(known.folder, holds, strict)).build(text)


@cache
def _codes_only() -> RegionNames:
    return RegionNames()


@dataclass(frozen=True, slots=True)
class _Builder:
    say: Say
    regions: RegionNames
    sources: Sources

    def build(self, text: str) -> Node:
        found = tree(text, self.say)
        if not found.children:
            return Everything()
        node = self._node(found.children[0], None)
        found_leaves = list(leaves(node))
        beginnings = [leaf for leaf in found_leaves if isinstance(leaf, Word) and leaf.match == "prefix"]
        if len(beginnings) > PREFIX_MOST:
            problem = self.say("A query has at most {most} words with *.", most=PREFIX_MOST)
            raise QueryError(problem, beginnings[PREFIX_MOST].column)
        if len(found_leaves) > MAX_TERMS:
            raise QueryError(self.say("A query has at most {most} terms.", most=MAX_TERMS), len(text))
        return node

    def _node(self, part: Tree[Token] | Token, field: FieldKind | None) -> Node:  # noqa: PLR0911 - one case a rule
        if isinstance(part, Token):
            return self._leaf(part, field)
        kind = part.data
        if kind in {"either", "all"}:
            parts = tuple(self._node(child, field) for child in part.children)
            if len(parts) == 1:
                return parts[0]
            return Or(parts) if kind == "either" else And(parts)
        if kind == "negated":
            inner = self._node(part.children[1], field)
            return inner.part if isinstance(inner, Not) else Not(inner)
        if kind == "group":
            return self._node(part.children[0], field)
        if kind == "field":
            return self._field(part, field)
        return self._near(part, field)

    def _field(self, part: Tree[Token], outer: FieldKind | None) -> Node:
        name, value = part.children
        column = _column(name)
        if outer is not None:
            raise QueryError(self.say("A field cannot stand inside another."), column)
        typed = str(name)[:-1].lower()
        field = BY_NAME.get(typed)
        if field is None:
            near = get_close_matches(typed, BY_NAME, n=1)
            known = ", ".join(kind.aliases[0] if self.say.language == "id" else kind.name for kind in FIELDS)
            hint = (
                self.say("Did you mean '{near}'?", near=near[0]) if near else self.say("Fields: {known}", known=known)
            )
            problem = self.say("There is no field '{name}'.", name=shown(typed))
            raise QueryError(f"{problem} {hint}", column)
        return self._node(value, field)

    def _near(self, part: Tree[Token], field: FieldKind | None) -> Node:
        operands = [self._node(child, field) for child in part.children[::2]]
        pairs = []
        for index, sign in enumerate(part.children[1::2]):
            left, right = operands[index], operands[index + 1]
            if not isinstance(left, Word) or not isinstance(right, Word):
                raise QueryError(self.say("NEAR stands between two single words."), _column(sign))
            gap = int(str(sign).partition("/")[2] or NEAR_DEFAULT)
            if gap > NEAR_MOST:
                raise QueryError(self.say("NEAR reaches at most {most} words.", most=NEAR_MOST), _column(sign))
            pairs.append(Near(left, right, gap))
        return pairs[0] if len(pairs) == 1 else And(tuple(pairs))

    def _leaf(self, token: Token, field: FieldKind | None) -> Node:
        text, column, slop = str(token), _column(token), None
        quoted = token.type == "PHRASE"
        if quoted:
            text, distance = _unquoted(text)
            slop = int(distance) if distance else None
        if field is not None and field.takes != "title":
            return self._value(field, Typed(text.strip(), column))
        title = field is not None
        return self._phrase(text, column, slop, title=title) if quoted else self._word(text, column, title=title)

    def _phrase(self, text: str, column: int, slop: int | None, *, title: bool) -> Node:
        found = tuple(word.folded for word in words(text))
        if not found:
            raise QueryError(self.say("There is no word between the quotation marks."), column)
        if len(found) > PHRASE_MOST:
            raise QueryError(self.say("A phrase has at most {most} words.", most=PHRASE_MOST), column)
        if slop is not None and slop > NEAR_MOST:
            raise QueryError(self.say("NEAR reaches at most {most} words.", most=NEAR_MOST), column)
        if len(found) == 1:
            return Word(found[0], "exact", column, title)
        return Phrase(found, slop, title)

    def _word(self, text: str, column: int, *, title: bool) -> Node:
        exact, prefix = text.startswith("="), text.endswith("*")
        found = [word.folded for word in words(text)]
        if not found:
            raise QueryError(self.say("'{found}' holds no letter or digit to look for.", found=shown(text)), column)
        if "*" in text[:-1] or (exact and prefix):
            raise QueryError(self.say("* may only end a word."), column)
        if prefix and len(found) == 1 and len(found[0]) < PREFIX_LEAST:
            raise QueryError(self.say("Write at least {least} letters before *.", least=PREFIX_LEAST), column)
        if len(found) > 1:
            if prefix:
                raise QueryError(self.say("* may only end a single word."), column)
            return Phrase(tuple(found[:PHRASE_MOST]), None, title)
        return Word(found[0], "exact" if exact else "prefix" if prefix else "forms", column, title)

    def _value(self, field: FieldKind, typed: Typed) -> Node:  # noqa: PLR0911 - one case a kind of value
        if not typed.text:
            raise QueryError(self.say("The field has no value."), typed.column)
        if field.takes == "day":
            return day_range(field.name, typed, self.say)
        if field.takes == "number":
            return number_range(field.name, typed, self.say)
        if field.takes == "region":
            return self._region(typed)
        if field.takes == "choice":
            return self._choice(field, typed)
        if field.name in CLOSED:
            return Field(field.name, closed_values(field, typed, self.sources, self.say))
        if field.takes in {"label", "name"}:
            folded = fold_name(typed.text.replace("_", " "))
            if not folded:
                raise QueryError(
                    self.say("'{found}' holds no letter or digit to look for.", found=shown(typed.text)), typed.column
                )
            return Field(field.name, (folded,))
        return Field(field.name, (typed.text.upper() if field.takes == "code" else typed.text.lower(),))

    def _choice(self, field: FieldKind, typed: Typed) -> Node:
        value = typed.text.lower().replace("-", "_")
        if value not in field.choices:
            value = CHOICE_ALIASES.get(value, value)
        if value not in field.choices:
            named = ", ".join(choices(field, self.say.language))
            raise QueryError(
                self.say("'{found}' is not one of {choices}.", found=shown(typed.text), choices=named), typed.column
            )
        return Field(field.name, (value,))

    def _region(self, typed: Typed) -> Node:
        codes = self.regions.find(typed.text)
        if not codes:
            raise QueryError(
                self.say(
                    "'{found}' is no region. Write a Kemendagri code or an official name.", found=shown(typed.text)
                ),
                typed.column,
            )
        return Field("region", codes)


def _column(token: Token | Tree[Token]) -> int:
    return (token.start_pos or 0) + 1 if isinstance(token, Token) else token.meta.start_pos + 1


def _unquoted(text: str) -> tuple[str, str]:
    if text[-1] in '"“”':
        return text[1:-1], ""
    body, _, distance = text.rpartition("~")
    return body[1:-1], distance
