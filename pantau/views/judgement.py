"""What was understood of an article, claim by claim, with evidence: part of `pantau read` and `pantau show`."""

from collections.abc import Iterable, Iterator

from alerts.wording import LEVEL_NAMES
from alerts.wording import words as alert_words
from archive.records.analysis import Act, Analysis, Mention, Quote, Sanction, SeverityPart, Stage
from archive.records.span import Span
from base.catalogue import Catalogue
from pantau.views.names import act_name, kind_name, stage_name
from pipeline.judge.telling import tell
from pipeline.linking.label import ROLES, role_name
from pipeline.linking.severity import CLEARED_CAP, level

EVIDENCE = 90  # characters of one piece of evidence on the terminal
_QUOTES = 4
_ENDED = {Stage.X1, Stage.X2}


def evidence(spans: tuple[Span, ...]) -> str:
    """Return the first piece of evidence, shortened; empty when there is none."""
    if not spans:
        return ""
    text = " ".join(spans[0].text.split())
    return f"«{text[:EVIDENCE]}{'…' if len(text) > EVIDENCE else ''}»"


def judgement_rows(t: Catalogue, analysis: Analysis, joins: str | None) -> Iterator[tuple[str, str]]:
    """Yield name and value of each claim.

    Args:
        t: Texts of the command line.
        analysis: What was understood.
        joins: The case it would join, or stands in; None when none.
    """
    yield t("Kind"), f"{kind_name(t, analysis.kind)} ({analysis.kind_confidence:.0%})"
    yield t("Relevant"), f"{t('yes') if analysis.relevant else t('no')} ({analysis.relevance:.0%})"
    yield t("Stage"), "\n".join([_furthest(t, analysis), *_steps(t, analysis)])
    yield t("Acts"), "\n".join(_act(t, act) for act in analysis.acts)
    rules = [f"{rule.code}: {tell(rule.reason, t.language)}" for rule in analysis.rules]
    yield t("Rules"), "\n".join(rules or [tell(analysis.rules_note, t.language)])
    places = [f"{place.code} {place.name} ({t(place.part)}, {place.confidence:.0%})" for place in analysis.places]
    yield t("Places"), "\n".join(places)
    yield t("Date of the act"), _day(t, analysis)
    yield (
        t("Laws"),
        "\n".join(f"{law.whole}{f' – {tell(law.note, t.language)}' if law.note else ''}" for law in analysis.laws),
    )
    yield t("Institutions"), ", ".join(found.label for found in analysis.institutions)
    named = (*analysis.parties, *analysis.candidates)
    yield t("Parties, candidates"), ", ".join(found.label for found in named)
    yield t("Sanctions"), "\n".join(_sanction(t, one) for one in analysis.sanctions)
    yield from _where_told(t, analysis)
    for secondary in analysis.secondary:
        yield t("Told in passing"), f"{tell(secondary.summary, t.language)} {evidence(secondary.spans)}"
    if analysis.severity:
        yield t("Severity"), "\n".join([_score(t, analysis), *(_part(t, part) for part in analysis.severity)])
    yield t("Case"), joins or t("joins none")


def _act(t: Catalogue, act: Act) -> str:
    return f"{act.code} {act_name(t, act.code)} ({act.confidence:.0%}) {evidence(act.spans)}"


def _furthest(t: Catalogue, analysis: Analysis) -> str:
    if analysis.stage is None or any(step.stage is analysis.stage for step in analysis.steps):
        return stage_name(t, analysis.stage)
    return f"{stage_name(t, analysis.stage)} ({t('no step is told, so it is taken for an allegation')})"


def _day(t: Catalogue, analysis: Analysis) -> str:
    found = analysis.event_date
    if found is None:
        return "-"
    remark = f" – {tell(found.note, t.language)}" if found.note else ""
    return f"{found.day} ({found.confidence:.0%}){remark} {evidence(found.spans)}"


def _where_told(t: Catalogue, analysis: Analysis) -> Iterator[tuple[str, str]]:
    """Yield what only some articles tell: denials, quotes, numbers, means; nothing where there is none."""
    if analysis.denials:
        yield t("Denied or cleared"), "\n".join(evidence((span,)) for span in analysis.denials)
    if analysis.quotes:
        yield t("Quotes"), "\n".join(_quote(t, one) for one in analysis.quotes[:_QUOTES])
    if analysis.persons:
        yield t("Persons involved"), str(analysis.persons)
    for name, found in (
        (t("Platforms"), analysis.platforms),
        (t("State means named"), analysis.facilities),
        (t("Amounts"), analysis.amounts),
        (t("Report number"), analysis.case_numbers),
    ):
        if found:
            yield name, _labels(found)


def _labels(found: Iterable[Mention]) -> str:
    return ", ".join(dict.fromkeys(one.label for one in found))


def _quote(t: Catalogue, one: Quote) -> str:
    return f"{one.speaker or t('speaker not told')}: {evidence((one.span,))}"


def _sanction(t: Catalogue, one: Sanction) -> str:
    return f"{one.label} ({t('imposed') if one.imposed else t('recommended')}) {evidence(one.spans)}"


def _score(t: Catalogue, analysis: Analysis) -> str:
    """Return the article's own score with its level; the case adds attention and what takes off."""
    total = sum(part.points for part in analysis.severity)
    ended = analysis.stage in _ENDED
    score = min(total, CLEARED_CAP) if ended else total
    told = f"{score} ({alert_words(t.language)(LEVEL_NAMES[level(score)])})"
    if not ended:
        return told
    return f"{told} – {t('cleared or withdrawn: at most {cap}, not {total}', cap=CLEARED_CAP, total=total)}"


def _part(t: Catalogue, part: SeverityPart) -> str:
    return f"  {tell(part.name, t.language)} {part.points}/{part.most}: {_because(t, part.reason)}"


def _because(t: Catalogue, reason: str) -> str:
    """Return why a part is what it is: acts and roles by their names, sentences in the reader's language."""
    role = reason.replace(" ", "_")
    if role in ROLES:
        return role_name(role, t.language)
    return f"{reason} {act_name(t, reason)}" if act_name(t, reason) else tell(reason, t.language)


def _steps(t: Catalogue, analysis: Analysis) -> Iterator[str]:
    """Yield the steps told, each with how sure it is and the words it rests on, the furthest first."""
    for step in sorted(analysis.steps, key=lambda one: one.stage is not analysis.stage):
        yield f"  {stage_name(t, step.stage)} ({step.confidence:.0%}) {evidence(step.spans)}"
