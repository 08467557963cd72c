"""The command line. Each command is a module of `pantau.commands` that exports a click command named `command`."""

# ruff: noqa: E402 - what follows takes seconds to load on a small machine, and may be interrupted
import sys
from types import TracebackType


def _quiet_at_interrupt(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None, told: object = sys.excepthook
) -> None:
    """Tell of an uncaught error as ever, but of Ctrl-C nothing."""
    if not issubclass(kind, KeyboardInterrupt) and callable(told):
        told(kind, error, trace)


sys.excepthook = _quiet_at_interrupt

import importlib
import logging
import os
import pkgutil
from pathlib import Path

import click
from rich.console import Console

from base.errors import PantauError, UsageError
from base.said import Said, said
from pantau import __version__, commands
from pantau.help import say_help
from pantau.help.library import speak
from pantau.logs import set_up
from pantau.misnamed import misnamed, sentence
from pantau.settings import reader_language


class _Commands(click.Group):
    """Finds commands by the names of their modules and imports only the one that is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        _ = ctx
        return sorted(
            _shown(module.name) for module in pkgutil.iter_modules(commands.__path__) if module.name[0] != "_"
        )

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        names = {_shown(module.name): module.name for module in pkgutil.iter_modules(commands.__path__)}
        module = importlib.import_module(f"pantau.commands.{names[cmd_name]}")
        found: click.Command = module.command
        say_help(found, reader_language(ctx.params.get("config")))
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            import difflib

            near = difflib.get_close_matches(args[0], self.list_commands(ctx), n=1)
            if near:
                raise UsageError(
                    said("There is no command '{name}'. Did you mean '{near}'?", name=args[0], near=near[0])
                )
            raise UsageError(said("There is no command '{name}'. See 'pantau --help'.", name=args[0]))
        return super().resolve_command(ctx, args)


def _shown(module: str) -> str:
    return module.rstrip("_").replace("_", "-")


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="pantau")
@click.option(
    "--config",
    type=click.Path(path_type=Path, file_okay=False),
    is_eager=True,  # before --help, which is told in the language that the folder says
    help="Folder of the configuration (default: PANTAU_CONFIG or the checkout's config/). The archive stays where "
    "`var` in its pantau.toml or PANTAU_VAR says (default: var/ of the checkout).",
)
@click.pass_context
def cli(ctx: click.Context, config: Path | None) -> None:
    """Watch regional news for breaches of ASN neutrality in elections.

    Start with 'pantau demo' (no internet needed), then 'pantau setup' and 'pantau run'.
    """
    ctx.obj = config


def main() -> None:
    """Run the command line; an error is one line that says what to do, a traceback goes into the debug log."""
    language = reader_language(_folder(sys.argv))
    speak(language)
    say_help(cli, language)
    for name, near in misnamed(os.environ):
        sys.stderr.write(f"pantau: {sentence(name, near).tell(language)}\n")
    set_up("warning", "auto")  # a library's default would log to standard output, where --json is read from
    os.umask(0o077)  # archive, outbox and backups hold names of the accused: for their owner only
    try:
        code = cli(standalone_mode=False)  # a command that asks to leave with a number is not left by click then
        if isinstance(code, int):
            sys.exit(code)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except PantauError as error:
        _tell(error.tell(language), error)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)  # 128 + SIGPIPE, as the shell reports it
    except OSError as error:
        _tell(_place(error).tell(language), error)
        sys.exit(1)
    except OverflowError as error:
        _tell(said("a number or a date is out of range: {error}", error=error).tell(language), error)
        sys.exit(2)


def _place(error: OSError) -> Said:
    return said(
        "{about}: {problem}. Check that the place exists, has room and belongs to you, or name another",
        about=error.filename or "",
        problem=error,
    )


def _folder(arguments: list[str]) -> Path | None:
    """Return what `--config` says, before the command line is parsed."""
    for place, argument in enumerate(arguments[:-1]):
        if argument == "--config":
            return Path(arguments[place + 1])
    stated = [argument for argument in arguments if argument.startswith("--config=")]
    return Path(stated[0].removeprefix("--config=")) if stated else None


def _tell(text: str, error: Exception) -> None:
    from rich.markup import escape

    Console(stderr=True, soft_wrap=True, highlight=False).print(f"[bold red]pantau:[/] {escape(text)}")
    if os.environ.get("PANTAU_LOG_LEVEL") == "debug":
        logging.getLogger("pantau").error("error", exc_info=error)
