"""`pantau bench`: runs benchmarks and holds them against their floors."""

import click
from rich.markup import escape
from rich.table import Table

from pantau.benching import benchmarks, load_floors, misses, run
from pantau.options import json_option, print_json, terminal, texts, with_settings
from pantau.settings import Settings


@click.command("bench", context_settings={"ignore_unknown_options": True})
@click.argument("name")
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@json_option
@with_settings
def command(settings: Settings, name: str, arguments: tuple[str, ...], *, as_json: bool) -> None:
    """Run benchmark NAME (or all) from the checkout; further ARGUMENTS are its own.

    Fails when a figure misses its floor in benchmarks/floors.json.
    """
    t = texts(settings)
    chosen = benchmarks() if name == "all" else [name]
    floors = load_floors()
    found = {one: run(one, arguments if name != "all" else ()) for one in chosen}
    missed = [miss for one in chosen for miss in misses(one, found[one], floors)]
    if as_json:
        print_json(found if name == "all" else found[name])
    else:
        table = Table(box=None, header_style="dim")
        for column in ("Benchmark", "Figure", "Value"):
            table.add_column(t(column), overflow="fold")
        for one in chosen:
            for figure, value in found[one].items():
                table.add_row(escape(one), escape(figure), escape(str(value)))
        terminal().print(table)
    for miss in missed:
        terminal(errors=True).print(
            t("{name} is {found}; its floor is {bound}", name=miss.name, found=miss.found, bound=miss.bound),
            style="red",
            markup=False,
        )
    if missed:
        raise click.exceptions.Exit(1)
