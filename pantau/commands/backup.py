"""`pantau backup`: saves everything into one file while the monitor runs."""

from pathlib import Path

import click

from pantau.bootstrap import Application
from pantau.expiry import note_backup
from pantau.operations.backup import back_up
from pantau.operations.words import words
from pantau.options import json_option, print_json, terminal, with_settings
from pantau.settings import Settings


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help="Overwrite FILE.")
@json_option
@with_settings
def command(settings: Settings, file: Path, *, force: bool, as_json: bool) -> None:
    """Save archive, evidence, configuration and key into FILE (.tar.gz) as of one moment, and read it back.

    The monitor may go on. FILE holds names of persons and the key of links: keep it where only you can read it.

    The monitor deletes FILE after `backup_days` (30).
    """
    now = Application(settings).clock.now()
    manifest = back_up(settings, file, now, force=force)
    note_backup(settings.var, file, now)
    rows = {name: table.rows for name, table in manifest.tables.items()}
    size = file.stat().st_size
    if as_json:
        print_json({"file": str(file), "bytes": size, "files": len(manifest.files), "rows": rows})
        return
    told = words(settings.language)(
        "Saved {articles} articles, {cases} cases and {files} files in {file} ({size} MB); read back and found whole.",
        articles=f"{rows.get('article', 0):,}",
        cases=f"{rows.get('incident', 0):,}",
        files=len(manifest.files),
        file=file,
        size=f"{size / 1e6:,.1f}",
    )
    terminal().print(told, markup=False, soft_wrap=True)
