"""`pantau lexicon`: check, rehearse and train what the judge reads with."""

from pathlib import Path

import click
from rich.console import Console

from pantau.settings import ROOT


@click.group("lexicon")
def command() -> None:
    """Work on the lexicon (config/lexicon) without touching code."""


@command.command("check")
@click.pass_obj
def check(config: Path | None) -> None:
    """Validate the lexicon files and try every example."""
    from base.errors import ConfigError
    from pipeline.judge.rehearsal import failures
    from pipeline.text.lexicon import load_lexicon

    lexicon = load_lexicon(config or ROOT / "config")
    wrong = failures(lexicon)
    for sample in wrong:
        wish = "must be found in" if sample.wanted else "must not be found in"
        click.echo(f"{sample.file}:{sample.line}: {sample.target} {wish} {sample.text!r}")
    if wrong:
        raise ConfigError(f"{len(wrong)} of {len(lexicon.samples)} examples fail; change the entry or the example")
    counts = f"{len(lexicon.groups)} groups, {len(lexicon.frames)} frames, {len(lexicon.samples)} examples"
    click.echo(f"{counts}: all as wanted (version {lexicon.version})")


@command.command("train")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--negatives-half", is_flag=True, help="Use every second negative only, keep the rest for reports.")
@click.option("--output", type=click.Path(path_type=Path), help="Model file (default: model/kinds.json of the config).")
@click.pass_obj
def train(config: Path | None, files: tuple[Path, ...], negatives_half: bool, output: Path | None) -> None:  # noqa: FBT001
    """Fit the models of relevance and kind on labelled FILES; the same files give the same model."""
    from pantau.evaluation.sources import read_rows
    from pantau.evaluation.train import describe_sources, fit, plain_rows
    from pipeline.analyse import MODEL
    from pipeline.judge.reading import Reader
    from pipeline.text.lexicon import load_lexicon

    folder = config or ROOT / "config"
    reader = Reader(load_lexicon(folder))
    every = (2, 0) if negatives_half else (1, 0)
    rows = [row for path in files for row in read_rows(path, reader, every=every)]
    target = output or folder / MODEL
    fit(rows).save(target, made_of=describe_sources(files) + (" (every second negative)" if negatives_half else ""))
    Console().print(f"{target}: fitted on {plain_rows(rows)}", markup=False, soft_wrap=True)
