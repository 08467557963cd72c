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
    command.options_metavar = t(command.options_metavar or "")
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            _name_value(parameter, t)
            parameter.help = _say(parameter.help, t)
            if isinstance(parameter.show_default, str):
                parameter.show_default = t(parameter.show_default)
    if isinstance(command, click.Group):
        command.subcommand_metavar = t(command.subcommand_metavar or "")
        for part in command.commands.values():
            say_help(part, language)


def _name_value(option: click.Option, t: Catalogue) -> None:
    """Say what kind of value an option takes, where the library would say it in English."""
    kind = option.type.name.removesuffix(" range").upper()
    if option.metavar is None and not option.is_flag and not option.count and option.nargs == 1 and t(kind) != kind:
        option.metavar = t(kind)


def _say(text: str | None, t: Catalogue) -> str | None:
    """Translate paragraph by paragraph."""
    return None if text is None else "\n\n".join(_paragraph(one, t) for one in inspect.cleandoc(text).split("\n\n"))


def _paragraph(text: str, t: Catalogue) -> str:
    mark = AS_IS if text.startswith(AS_IS) else ""
    return mark + t(text.removeprefix(AS_IS))
