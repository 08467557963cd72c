"""Turns a template and facts into an answer. Everything foreign is escaped: there is no way round in templates."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlencode, urlsplit

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.requests import Request

from alerts import wording
from alerts.wording import ZONES
from archive.finding.highlight import shortened
from base.catalogue import Language
from crawlers.words import reason_in
from pipeline.judge.telling import tell
from pipeline.linking.label import role_name
from web import words as names
from web.asked import misunderstood
from web.data.laws import Law
from web.visit import TONGUE, Visit, language_of
from web.words import words

ROOM = Path(__file__).parent
YEAR = 365 * 24 * 3600


@cache
def environment() -> Environment:
    """Return the templates, made once."""
    made = Environment(
        loader=FileSystemLoader(ROOM / "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["web_address"] = web_address
    made.globals["names"] = names
    made.globals["shortened"] = shortened
    return made


def web_address(url: str) -> str:
    """Return the address when it may stand in a link, else an empty string: `javascript:` never does."""
    parts = urlsplit_safe(url)
    return url if parts and parts.scheme.lower() in {"http", "https"} else ""


def urlsplit_safe(url: str) -> SplitResult | None:
    """Return the parts of an address; None when it cannot be read."""
    try:
        return urlsplit(url)
    except ValueError:
        return None


class Shown:
    """How values are shown to one reader.

    Args:
        language: Of words, days and figures.
        zone: Of times.
    """

    def __init__(self, language: Language, zone: Any) -> None:
        self.language, self.zone = language, zone
        self.told = wording.words(language)

    def day(self, value: date | datetime | None) -> str:
        """Return `4 Okt 2024`; a dash for None."""
        if value is None:
            return "–"
        local = value.astimezone(self.zone).date() if isinstance(value, datetime) else value
        return str(format_date(local, "d MMM y", locale=self.language))

    def month(self, value: str) -> str:
        """Return `Okt 2024` for `2024-10`."""
        return str(format_date(date.fromisoformat(f"{value}-01"), "MMM y", locale=self.language))

    def long_day(self, value: datetime) -> str:
        """Return `Jumat, 4 Oktober 2024`."""
        return str(format_date(value.astimezone(self.zone).date(), "EEEE, d MMMM y", locale=self.language))

    def time(self, value: datetime | None) -> str:
        """Return `4 Okt 2024 07.05 WIB`; a dash for None."""
        if value is None:
            return "–"
        local = value.astimezone(self.zone)
        offset = local.utcoffset()
        zone = ZONES.get(int(offset.total_seconds() // 3600) if offset else 0, local.tzname() or "")
        return f"{format_datetime(local, 'd MMM y HH.mm', locale=self.language)} {zone}"

    def number(self, value: float) -> str:
        """Return `1.234`."""
        return str(format_decimal(value, locale=self.language))

    def level(self, level: str) -> str:
        """Return the name of a level."""
        return wording.level_name(level, self.told)

    def reason(self, stored: str) -> str:
        """Return a stored reason of a crawl, or several, in the reader's language."""
        return "; ".join(reason_in(part, self.language) for part in stored.split("; "))

    def act(self, code: str) -> str:
        """Return the short name of a form of breach; the code itself for an unknown one."""
        return self.told(wording.ACTS[code]) if code in wording.ACTS else code

    def stage(self, code: Any) -> str:
        """Return the short name of a step."""
        value = str(getattr(code, "value", code))
        return self.told(wording.STAGES[value]) if value in wording.STAGES else value

    def because(self, part: Any) -> str:
        """Return why a part of a severity has its points: codes by their names, sentences in the reader's language."""
        if part.reason in wording.ACTS:
            return self.act(part.reason)
        if part.name == "jabatan":
            return self.role(part.reason) if part.reason.isidentifier() else self.judged(part.reason)
        number = part.reason.split(" ")[0]
        if part.name == "sorotan" and number.isdigit():
            return words(self.language)("{n} newsrooms of their own", n=number)
        return self.judged(part.reason)

    def bases(self, rules: Iterable[Any], laws: Mapping[str, Law]) -> str:
        """Return where rules stand, each law once; the code of a rule that is known no more."""
        return "; ".join(dict.fromkeys(laws[rule.code].basis if rule.code in laws else rule.code for rule in rules))

    def ruled(self, sentence: str | None) -> str:
        """Return why a rule follows, the act by its name."""
        told = self.judged(sentence)
        code, space, rest = told.partition(" ")
        return f"{self.act(code)}{space}{rest}" if code in wording.ACTS else told

    def judged(self, sentence: str | None) -> str:
        """Return a sentence of the judgement, which is kept in Bahasa Indonesia, in the reader's language."""
        return tell(sentence, self.language)

    def role(self, role: str) -> str:
        """Return the name of a position."""
        return role_name(role, self.language)

    def decided(self, payload: Mapping[str, Any]) -> str:
        """Return what an officer decided, of the fields and values of an event."""
        t, field, value = words(self.language), str(payload.get("field")), str(payload.get("value") or "–")
        told = {
            "review": lambda: t(names.REVIEWS.get(value, value)),
            "followed": lambda: t("yes" if value == "yes" else "no"),
            "kind": lambda: t(names.KINDS.get(value, value)),
            "act": lambda: ", ".join(self.act(code) for code in value.split(",")),
            "stage": lambda: self.stage(value),
        }
        return f"{t(names.FIELDS.get(field, field))}: {told[field]() if field in told else value}"

    def limit(self, clock: Any) -> str:
        """Return what a time limit is for."""
        return wording.limit_name(clock, self.told)

    def left(self, clock: Any) -> str:
        """Return what is left of a time limit."""
        return wording.limit_left(clock, self.told)

    def stalled(self, found: Any) -> str:
        """Return why a case stands still."""
        return wording.stall_text(found, self.told)

    def label(self, case: Any) -> str:
        """Return a case in words, which hold `diduga` until a competent body decided."""
        return wording.label(case, self.language)

    def status(self, case: Any) -> str:
        """Return where a case stands."""
        return wording.stage_text(case, self.told)


def page(visit: Visit, template: str, *, status: int = 200, **facts: Any) -> HTMLResponse:
    """Return a page of the visit."""
    options = visit.house.options
    shown = Shown(visit.language, options.zone)
    body = environment().get_template(template).render(
        t=visit.t, shown=shown, visit=visit, language=visit.language, path=visit.request.url.path,
        other=_other(visit.request, visit.language), ignored=misunderstood(visit.request, visit.t), **facts,
    )  # fmt: skip
    return _answer(body, visit.request, status, secure=options.secure)


def bare(request: Request, template: str, *, status: int = 200, **facts: Any) -> HTMLResponse:
    """Return a page for somebody we do not know: login, errors, links in messages."""
    language = language_of(request)
    options = request.app.state.house.options
    body = environment().get_template(template).render(
        t=words(language), shown=Shown(language, options.zone), visit=None, language=language,
        path=request.url.path, other=_other(request, language), ignored=(), **facts,
    )  # fmt: skip
    return _answer(body, request, status, secure=options.secure)


def _answer(body: str, request: Request, status: int, *, secure: bool) -> HTMLResponse:
    answer = HTMLResponse(body, status_code=status)
    wish = request.query_params.get(TONGUE)
    if wish in {"id", "en"}:
        answer.set_cookie(TONGUE, str(wish), max_age=YEAR, httponly=True, samesite="lax", secure=secure)
    return answer


def _other(request: Request, language: Language) -> str:
    pairs = [(key, value) for key, value in request.query_params.multi_items() if key != TONGUE]
    return "?" + urlencode([*pairs, (TONGUE, "en" if language == "id" else "id")])


def query(values: Mapping[str, Any]) -> str:
    """Return `?a=1&b=2` of what has a value; lists give several."""
    pairs = [(k, v) for k, many in values.items() for v in (many if isinstance(many, list | tuple) else [many])]
    told = urlencode([(key, value) for key, value in pairs if value not in {None, ""}])
    return f"?{told}" if told else ""
