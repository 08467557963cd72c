r"""The grammar, in Lark, and the checks that keep a hostile query cheap: everything is bounded before it is parsed.

camat AND dukungan            both (a space means AND; DAN)
camat OR lurah                one of them (ATAU)
camat -imbauan                not (NOT, BUKAN)
"pegawai negeri"              these words in this order
"camat bawaslu"~5             in any order, at most 5 words between
camat NEAR/5 bawaslu          the same (DEKAT/5), with word forms
kampany*                      words that begin so
=camat                        this word alone, without its forms
wilayah:63.72 jenis:(incident OR follow_up) tanggal:2024-10..2024-11 severity:>=40
"""

from functools import cache

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedEOF, UnexpectedToken

from archive.query.messages import Say
from base.errors import QueryError

MAX_LENGTH = 2_000  # characters: saved searches of the field's tools stay below 1,000
MAX_TERMS = 100
MAX_DEPTH = 12

GRAMMAR = r"""
    start: either?
    either: all (_OR all)*
    all: single (_AND? single)*
    ?single: NOT single -> negated
           | near
    ?near: atom (NEAR atom)*
    ?atom: FIELD value -> field
         | value
    ?value: "(" either ")" -> group
          | PHRASE
          | WORD

    _OR.4: /(OR|ATAU)(?=[\s("“]|$)/
    _AND.4: /(AND|DAN)(?=[\s("“]|$)/
    NOT.4: /(NOT|BUKAN)(?=[\s("“]|$)|-(?=[^\s-])/
    NEAR.4: /(NEAR|DEKAT)(\/\d+)?(?=[\s(="“]|$)/
    FIELD.3: /[^\W\d][\w-]*:(?!\/\/)/
    PHRASE.2: /["“”][^"“”]*["“”](~\d+)?/
    WORD.1: /[^\s()"“”]+/
    %ignore /\s+/
"""


@cache
def _parser() -> Lark:
    return Lark(GRAMMAR, parser="lalr", lexer="contextual", propagate_positions=True, maybe_placeholders=False)


def tree(text: str, say: Say) -> Tree[Token]:
    """Return the parse tree of a query.

    Args:
        text: What the reader typed.
        say: Texts in the reader's language.

    Raises:
        QueryError: With the column, in the reader's language.
    """
    _bound(text, say)
    try:
        return _parser().parse(text)
    except UnexpectedEOF as error:
        raise QueryError(say("The query ends too early."), len(text) + 1) from error
    except UnexpectedCharacters as error:
        place = int(error.pos_in_stream or 0)
        raise QueryError(_odd(text, place, say), place + 1) from error
    except UnexpectedToken as error:
        place = int(error.token.start_pos or 0)
        if error.token.type == "$END":
            raise QueryError(say("The query ends too early."), len(text) + 1) from error
        raise QueryError(_odd(text, place, say), place + 1) from error


def _odd(text: str, place: int, say: Say) -> str:
    found = text[place : place + 20].split(maxsplit=1)[0] if text[place:].strip() else text[place:]
    if found[:1] in {'"', "“", "”"}:
        return say("A quotation mark is not closed.")
    return say("'{found}' cannot stand here.", found=found)


def _bound(text: str, say: Say) -> None:
    if len(text) > MAX_LENGTH:
        raise QueryError(say("A query has at most {most} characters.", most=MAX_LENGTH), MAX_LENGTH + 1)
    control = next((place for place, char in enumerate(text) if ord(char) < 32 and char not in "\t\n\r"), None)  # noqa: PLR2004 - below the space
    if control is not None:
        raise QueryError(say("The query holds a control character."), control + 1)
    depth, quoted = 0, False
    for place, char in enumerate(text):
        if char in '"“”':
            quoted = not quoted
        elif char == "(" and not quoted:
            depth += 1
            if depth > MAX_DEPTH:
                raise QueryError(say("Brackets may be nested {most} deep.", most=MAX_DEPTH), place + 1)
        elif char == ")" and not quoted:
            depth -= 1
    if len(text.split()) > 2 * MAX_TERMS:
        raise QueryError(say("A query has at most {most} terms.", most=MAX_TERMS), len(text))
