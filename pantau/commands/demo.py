"""`pantau demo`: the whole job over a newsroom of our own, without internet."""

from datetime import datetime
from pathlib import Path

import click

from pantau.demo.clock import DAY, morning
from pantau.logs import set_up
from pantau.options import json_option, print_json, terminal, with_settings
from pantau.settings import Settings


@click.command("demo")
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), default=DAY, show_default=True, help="Day the demo takes place."
)
@click.option(
    "--keep",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of archive and outbox (default: var/demo/).",
)
@json_option
@with_settings
def command(settings: Settings, as_of: datetime, keep: Path | None, *, as_json: bool) -> None:
    """Show the whole job without internet: crawl invented outlets, find cases, alert, write a digest."""
    from pantau.demo.play import play
    from pantau.demo.show import day_in_words, demo_texts, document, opening, show

    set_up("error", settings.log_format)
    present = morning(as_of)
    folder = keep or settings.var / "demo" / f"{as_of:%Y-%m-%d}"
    t = demo_texts(settings.language)
    console = terminal()
    if as_json:
        print_json(document(play(settings, folder, present, lambda *_: None)))
        return
    console.print(opening(t, day_in_words(present, settings.language)), markup=False, soft_wrap=True)
    with console.status(t("Opening the newsroom ...")) as status:

        def say(outlet: str, done: int, total: int) -> None:
            status.update(t("Crawled {outlet} ({done} of {total})", outlet=outlet, done=done, total=total))

        result = play(settings, folder, present, say)
    show(console, settings, result)
