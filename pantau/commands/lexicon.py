"""`pantau lexicon`: check, rehearse and train what the judge reads with."""

import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from base.catalogue import Catalogue, Language
from base.errors import ConfigError, InputError
from base.said import Said, said
from pantau.options import json_option, print_json, terminal, texts, with_settings
from pantau.settings import Settings
from pantau.views.names import KINDS, kind_name

if TYPE_CHECKING:
    from archive.records.analysis import Analysis
    from archive.records.article import Article
    from pantau.bootstrap import Application
    from pantau.evaluation.rows import ActRow, Row
    from pipeline.judge.rehearsal import Change

SHOWN = 40


@click.group("lexicon")
def command() -> None:
    """Work on the lexicon (config/lexicon) without touching code."""


@command.command("check")
@with_settings
def check(settings: Settings) -> None:
    """Validate the lexicon, rules, calendar and model, and try every example."""
    from pipeline.analyse import MODEL
    from pipeline.entities.accusing import load_accusing
    from pipeline.entities.find import Gazetteers
    from pipeline.judge.calendar import Calendar
    from pipeline.judge.denial_words import load_denial_words
    from pipeline.judge.model import load_model
    from pipeline.judge.rehearsal import failures
    from pipeline.judge.rules import Rulebook
    from pipeline.page.screen_terms import load_terms
    from pipeline.text.lexicon import load_lexicon
    from pipeline.text.satire import load_satire

    t = texts(settings)
    lexicon = load_lexicon(settings.config)
    others = (load_denial_words(settings.config), load_satire(settings.config))
    samples = (*lexicon.samples, *(sample for other in others for sample in other.samples))
    wrong = [*failures(lexicon), *(sample for other in others for sample in other.failures())]
    for sample in wrong:
        wish = t("must be found in") if sample.wanted else t("must not be found in")
        click.echo(f"{sample.file}:{sample.line}: {sample.target} {wish} {sample.text!r}")
    if wrong:
        problem = "{wrong} of {all} examples fail; change the entry or the example"
        raise ConfigError(t(problem, wrong=len(wrong), all=len(samples)))
    Gazetteers.load(settings.config)  # people, roles, places, laws, scenes ...: a wrong entry is told with its line
    Rulebook.load(settings.config)
    Calendar.load(settings.config)
    load_terms(settings.config)
    load_model(settings.config / MODEL)
    load_accusing(settings.config)
    click.echo(
        t(
            "{groups} groups, {frames} frames, {samples} examples: all as wanted (version {version})",
            groups=len(lexicon.groups),
            frames=len(lexicon.frames),
            samples=len(samples),
            version=lexicon.version,
        )
    )


@command.command("rehearse")
@click.option("--with", "folder", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Folder to try.")
@json_option
@with_settings
def rehearse(settings: Settings, folder: Path | None, *, as_json: bool) -> None:
    """Show which articles a changed configuration folder would judge differently; nothing is written.

    Pages that were put aside in the last 30 days are read as well.
    """
    from pantau.bootstrap import Application
    from pipeline.analyse import Analyser
    from pipeline.judge.rehearsal import rehearse as differences

    t = texts(settings)
    application = Application(settings)
    analyser = Analyser.load(folder or settings.config)
    changes = list(
        differences(_stored(application), lambda one: analyser.analyse(one, application.source(one.outlet).region))
    )
    if as_json:
        print_json([_plain(change) for change in changes])
        return
    for change in changes[:SHOWN]:
        click.echo(heading(change))
        told = "; ".join(f"{t(name)}: {_value(t, old)} -> {_value(t, new)}" for name, old, new in change.fields)
        click.echo(f"    {told}")
    if len(changes) > SHOWN:
        click.echo(t("and {count} more (--json shows all)", count=len(changes) - SHOWN))
    cases = Counter(change.alarms for change in changes)[True]
    closing = "{count} articles would change, {cases} of them become or cease to be a case."
    click.echo(t(closing, count=len(changes), cases=cases))
    if folder is None and not changes:
        click.echo(t("That was the configuration in use; name a changed copy of its folder with --with."))


def heading(change: "Change") -> str:
    """Return which article it is: its key, day of publication, outlet and title, as far as they are known."""
    article = change.article
    day = article.published.local_day.isoformat() if article.published else "-"
    return f"{change.key}  {day}  {article.outlet or article.outlet_name or '-'}  {article.title or '-'}"


def _plain(change: "Change") -> dict[str, object]:
    article = change.article
    return {
        "article": change.key,
        "title": article.title,
        "outlet": article.outlet or article.outlet_name,
        "published": article.published.local_day.isoformat() if article.published else None,
        "alarms": change.alarms,
        "fields": change.fields,
    }


def _value(t: Catalogue, value: str) -> str:
    if value in KINDS:
        return kind_name(t, value)
    return t({"True": "yes", "False": "no", "rejected": "put aside"}.get(value, value))


def _stored(application: "Application") -> "Iterator[tuple[str, Article, Analysis | None]]":
    from archive.database import read
    from archive.store.articles import find_article, load_article
    from archive.store.rejected import rejected_pages
    from pantau.reprocessing import stored_ids
    from pipeline.page.extract import extract

    with read(application.engine) as connection:
        for number in list(stored_ids(connection)):
            article, analysis = load_article(connection, number)
            yield str(number), article, analysis
        for key, page, _reason in list(rejected_pages(connection)):
            if find_article(connection, key) is not None:
                continue  # kept meanwhile
            source = application.source(page.outlet)
            article = extract(page, source.outlet, page.fetched_at)
            if article.state != "empty":
                yield page.url, article, None


def _losses(rows: "Sequence[Row]", act_rows: "Sequence[ActRow]") -> Said | None:
    """Return what the model in use would lose by one fitted on these examples; None when nothing."""
    from pantau.evaluation.sources import TARGETS

    if not act_rows:
        return said("no labelled case tells of acts, which the model in use would lose; name another with --output")
    untold = [kind for place, kind in enumerate(TARGETS) if not any(row.target[place] for row in rows)]
    if not untold:
        return None
    return said(
        "no example of {kinds}, which the model would never tell again; name another with --output",
        kinds=", ".join(untold),
    )


def _keep(model: Path, language: Language) -> None:
    """Keep the model in use beside the new one, and say where."""
    if model.exists():
        before = model.with_suffix(".before.json")
        shutil.copyfile(model, before)
        told = said("the model before stays as {path}", path=before).tell(language)
        terminal().print(told, markup=False, soft_wrap=True)


@command.command("train")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--negatives-half", is_flag=True, help="Use every second negative only, keep the rest for reports.")
@click.option("--output", type=click.Path(path_type=Path), help="Model file (default: model/kinds.json of the config).")
@with_settings
def train(settings: Settings, files: tuple[Path, ...], *, negatives_half: bool, output: Path | None) -> None:
    """Fit the models of relevance, kind and acts on labelled FILES; the same files give the same model.

    Articles held out for measuring (even ids of stories_*.jsonl) are left out.
    """
    from pantau.evaluation.sources import read_act_rows, read_rows
    from pantau.evaluation.train import describe_sources, fit, plain_rows
    from pipeline.analyse import MODEL
    from pipeline.judge.reading import Reader
    from pipeline.text.lexicon import load_lexicon

    reader = Reader(load_lexicon(settings.config))
    every = (2, 0) if negatives_half else (1, 0)
    rows = [row for path in files for row in read_rows(path, reader, every=every)]
    act_rows = [row for path in files for row in read_act_rows(path, reader)]
    if not rows:
        raise InputError(said("hold no labelled article, title or digest to fit on"), source=", ".join(map(str, files)))
    lost = _losses(rows, act_rows) if output is None else None
    if lost is not None:
        raise InputError(lost, source=", ".join(map(str, files)))
    target = output or settings.config / MODEL
    half = " (every second negative)" if negatives_half else ""
    fitted = fit(rows, act_rows)
    if output is None:
        _keep(target, settings.language)
    fitted.save(target, made_of=describe_sources(files) + half)
    counts = ", ".join(f"{count} {source}" for source, count in plain_rows(rows).items())
    terminal().print(f"{target}: {counts}", markup=False, soft_wrap=True)
