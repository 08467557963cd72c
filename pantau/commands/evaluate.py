"""`pantau evaluate FILE.jsonl`: measures the installed pipeline on labelled articles."""

import json
from pathlib import Path

import click
from rich.console import Console

from pantau.options import with_settings
from pantau.settings import Settings


@click.command("evaluate")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--negatives", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Articles without cases."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
@click.option("--errors", is_flag=True, help="List each wrong article with the evidence used.")
@with_settings
def command(settings: Settings, file: Path, negatives: Path | None, *, as_json: bool, errors: bool) -> None:
    """Judge the articles of FILE without their labels, then compare."""
    from pantau.evaluation import report
    from pantau.evaluation.gold import load
    from pantau.evaluation.incidents import cluster
    from pantau.evaluation.run import judge, measure
    from pipeline.analyse import Analyser

    analyser = Analyser.load(settings.config)
    judged = judge(load(file), analyser.analyse)
    others = judge(load(negatives), analyser.analyse) if negatives else []
    result = measure(judged, others, cluster)
    if as_json:
        click.echo(json.dumps(result, ensure_ascii=False, indent=1))
        return
    console = Console(soft_wrap=True, highlight=False)
    console.print(report.table(result))
    if errors:
        for block in report.errors([*judged, *others]):
            console.print(block, markup=False)
