"""The help of the commands in the reader's language. Commands say it in English beside their code."""

import inspect
from pathlib import Path

import click

from base.catalogue import Catalogue, Language, catalogue

AS_IS = "\b\n"
"""Click's mark before a paragraph that is not to be wrapped."""


def say_help(command: click.Command, language: Language) -> None:
    """Put the help of a command, its options and its subcommands into a language, in place."""
    t = catalogue(Path(__file__).parent, language)
    command.help = _say(command.help, t)
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            parameter.help = _say(parameter.help, t)
            if isinstance(parameter.show_default, str):
                parameter.show_default = t(parameter.show_default)
    if isinstance(command, click.Group):
        for part in command.commands.values():
            say_help(part, language)


def _say(text: str | None, t: Catalogue) -> str | None:
    """Translate paragraph by paragraph."""
    return None if text is None else "\n\n".join(_paragraph(one, t) for one in inspect.cleandoc(text).split("\n\n"))


def _paragraph(text: str, t: Catalogue) -> str:
    mark = AS_IS if text.startswith(AS_IS) else ""
    return mark + t(text.removeprefix(AS_IS))
