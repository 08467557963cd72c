"""What the address of a call asks for and we do not understand: days that are none, parameters nobody declared.

Silence would look like an answer: `?since=2024-99-99` or `?limt=5` would show everything. The API refuses such a call,
a page says above its facts what it left aside. Which parameters there are is read from the route, so that no route has
a list of its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from difflib import get_close_matches

from fastapi.routing import APIRoute
from starlette.requests import Request

from base.catalogue import Catalogue

FIRST_YEAR, LAST_YEAR = 1900, 2200  # a day beyond them has no midnight in every zone
DAYS = frozenset({"since", "until", "sampai"})
EVERYWHERE = frozenset({"bahasa"})  # the language, which every page takes
# Mail programs and social networks append these to every link; they ask nothing of us.
TRACKERS = ("utm_", "fbclid", "gclid", "igshid", "mc_")
SHOWN = 40  # characters of what was typed


def day(text: str) -> date | None:
    """Return the day a form field holds; None for an empty or unreadable one, or one of no century we know."""
    try:
        found = date.fromisoformat(text) if text else None
    except ValueError:
        return None
    return found if found is not None and FIRST_YEAR <= found.year <= LAST_YEAR else None


def misunderstood(request: Request, t: Catalogue) -> tuple[str, ...]:
    """Return a sentence for each parameter of the address that was left aside, in the reader's language.

    Args:
        request: Whose route has been found.
        t: Texts of the reader.
    """
    route = request.scope.get("route")
    if not isinstance(route, APIRoute):
        return ()
    known = [one.alias for one in route.dependant.query_params]
    return tuple(problems(request.query_params.multi_items(), known, t))


def problems(pairs: Sequence[tuple[str, str]], known: Iterable[str], t: Catalogue) -> Iterator[str]:
    """Yield what is wrong with the parameters of an address.

    Args:
        pairs: Names and values, as sent.
        known: Names that the route declares.
        t: Texts of the reader.
    """
    declared = sorted({*known})
    for name, value in dict(pairs).items():
        if name in declared and name in DAYS and value and day(value) is None:
            yield t("{name}: '{value}' is no day. Write it as 2024-10-31.", name=name, value=_short(value))
        elif name not in declared and name not in EVERYWHERE and not name.startswith(TRACKERS):
            yield _unknown(name, declared, t)
    since, until = (day(dict(pairs).get(name, "")) for name in ("since", "until"))
    if since and until and since > until and {"since", "until"} <= {*declared}:
        yield t("since, until: the period ends before it begins.")


def _unknown(name: str, declared: list[str], t: Catalogue) -> str:
    told = t("There is no parameter '{name}' here.", name=_short(name))
    near = get_close_matches(name.lower(), declared, n=1)
    if near:
        return told + " " + t("Did you mean '{near}'?", near=near[0])
    return told + " " + t("Known: {known}.", known=", ".join(declared)) if declared else told


def _short(text: str) -> str:
    plain = text.encode("utf-8", "replace").decode()
    return plain if len(plain) <= SHOWN else f"{plain[:SHOWN]}…"
