"""`pantau forget`: serves a takedown request."""

import getpass

import click

from archive.database import write
from pantau.bootstrap import Application
from pantau.incidents.words import words
from pantau.options import terminal, with_settings
from pantau.settings import Settings
from pipeline.linking.decide import Officer
from pipeline.linking.retention import forget


@click.command("forget")
@click.argument("article", type=int)
@click.option("--reason", required=True, help="Who asked, and why; kept in the audit.")
@click.option("--by", default=getpass.getuser, show_default="your login", help="Who serves the request.")
@with_settings
def command(settings: Settings, article: int, *, reason: str, by: str) -> None:
    """Remove what ARTICLE (id) said from archive, search and its case; only its address stays, as a mark."""
    application = Application(settings)
    officer = Officer(by, application.clock.now())
    with write(application.engine) as connection:
        code = forget(connection, article, officer, reason=reason)
    t = words(settings.language)
    terminal().print(t("Article {id} is forgotten.", id=article))
    if code:
        terminal().print(t("It was told in case {code}, which was made anew without it.", code=code))
