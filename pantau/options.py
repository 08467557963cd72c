"""What commands share: the settings of this call, the archive, the terminal, texts in the user's language."""

import json
import sys
from collections.abc import Callable
from functools import update_wrapper
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console

from base.catalogue import Catalogue, catalogue
from pantau.settings import Settings, load_settings

R = TypeVar("R")


def with_settings(function: Callable[..., R]) -> Callable[..., R]:
    """Give a command the settings of this call as its first argument."""

    @click.pass_context
    def wrapper(ctx: click.Context, /, *args: Any, **kwargs: Any) -> R:
        settings = ctx.obj if isinstance(ctx.obj, Settings) else load_settings(ctx.obj)
        return ctx.invoke(function, settings, *args, **kwargs)

    return update_wrapper(wrapper, function)


def json_option(function: Callable[..., R]) -> Callable[..., R]:
    """Add `--json`: one JSON document on standard output and nothing else."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON and nothing else.")(function)


NO_CONTACT = (
    "No newsroom can see whom to ask about our visits. Name an address: pantau setup --contact redaksi@example.org"
)


def warn_without_contact(settings: Settings) -> None:
    """Say on standard error that the User-Agent names no address, when it does not."""
    if not settings.crawl.contact:
        terminal(errors=True).print(texts(settings)(NO_CONTACT), style="yellow", markup=False, soft_wrap=True)


def print_json(document: Any) -> None:
    """Print one JSON document."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2, default=str) + "\n")


def terminal(*, errors: bool = False) -> Console:
    """Return the console for people; colours only on a terminal."""
    return Console(stderr=errors, highlight=False, soft_wrap=False)


def texts(settings: Settings) -> Catalogue:
    """Return the texts of this room in the user's language."""
    return catalogue(Path(__file__).parent, settings.language)
