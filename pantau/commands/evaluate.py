"""`pantau evaluate FILE.jsonl`: measures the installed pipeline on labelled articles."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from base.errors import InputError
from base.said import Said, said
from base.settling import settle
from pantau.options import with_settings
from pantau.settings import Settings

if TYPE_CHECKING:
    from pantau.evaluation.gold import Example


@click.command("evaluate")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--negatives", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Articles without cases."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
@click.option("--errors", is_flag=True, help="List each wrong article with the evidence used.")
@click.option(
    "--errors-page",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a page of all wrong articles with their evidence marked.",
)
@with_settings
def command(
    settings: Settings, file: Path, negatives: Path | None, errors_page: Path | None, *, as_json: bool, errors: bool
) -> None:
    """Judge the articles of FILE without their labels, then compare."""
    from pantau.evaluation import page, report
    from pantau.evaluation.incidents import cluster
    from pantau.evaluation.labels import UNLABELLED
    from pantau.evaluation.run import judge, measure
    from pipeline.analyse import Analyser

    analyser = Analyser.load(settings.config)
    settle()  # as the product's other processes do once they have loaded: lexicon and gazetteers stay for good
    examples = _examples(settings, file)
    if all(example.gold is None for example in examples):
        raise InputError(UNLABELLED, source=str(file))
    judged = judge(examples, analyser.analyse)
    others = judge(_examples(settings, negatives), analyser.analyse) if negatives else []
    result = measure(judged, others, cluster)
    if errors_page:
        errors_page.write_text(page.errors_page([*judged, *others], settings.language), encoding="utf-8")
    if as_json:
        click.echo(json.dumps(result, ensure_ascii=False, indent=1))
        return
    console = Console(soft_wrap=True, highlight=False)
    console.print(report.table(result, settings.language))
    if errors:
        for block in report.errors([*judged, *others], settings.language):
            console.print(block, markup=False)


def _examples(settings: Settings, path: Path) -> "list[Example]":
    from archive.query.regions import load_regions
    from pantau.evaluation.gold import load

    def doubtful(line: int, doubt: Said) -> None:
        told = said("line {n}", n=line).tell(settings.language)
        click.echo(f"{path} ({told}): {doubt.tell(settings.language)}", err=True)

    found = load(path, doubtful, load_regions(settings.config).names)
    if not found:
        raise InputError(said("holds no article; it needs one JSON object a line"), source=str(path))
    return found
