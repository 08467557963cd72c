"""`pantau user`: who may use the pages."""

import getpass

import click
from rich.table import Table

from archive.database import read, write
from archive.store.audit import record_act
from pantau.bootstrap import Application
from pantau.options import json_option, print_json, terminal, texts, with_settings
from pantau.secrets import installation_key
from pantau.settings import Settings

ROLES = ["reader", "officer", "admin"]


@click.group("user")
def command() -> None:
    """Users of the pages: add, list, remove, password."""


@command.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), default="officer", show_default=True)
@click.password_option(help="At least 12 characters; asked for when it is not given.")
@with_settings
def add(settings: Settings, name: str, role: str, password: str) -> None:
    """Add NAME. A reader reads, an officer reviews cases, an admin does everything."""
    from web.security.people import add_user

    application = Application(settings)
    now = application.clock.now()
    with write(application.engine) as connection:
        add_user(connection, name, role, password, now)  # type: ignore[arg-type]  # click checked it
        record_act(connection, now=now, by=getpass.getuser(), act="user add", target=f"user:{name}")
    terminal().print(texts(settings)("{name} may log in now.", name=name), markup=False)


@command.command("list")
@json_option
@with_settings
def list_(settings: Settings, *, as_json: bool) -> None:
    """List the users."""
    from web.security.people import users

    with read(Application(settings).engine) as connection:
        found = users(connection)
    if as_json:
        print_json([{"name": user.name, "role": user.role, "created_at": user.created_at} for user in found])
        return
    table = Table(box=None, pad_edge=False, show_header=False)
    for user in found:
        table.add_row(user.name, user.role, f"{user.created_at.astimezone(settings.zone):%Y-%m-%d}")
    terminal().print(table)


@command.command("remove")
@click.argument("name")
@with_settings
def remove(settings: Settings, name: str) -> None:
    """Remove NAME with sessions, tokens, saved searches, their feeds and mails; what NAME decided stays."""
    from alerts.channels.feed import FeedChannel
    from web.security.people import remove_user

    application = Application(settings)
    with write(application.engine) as connection:
        ended = remove_user(connection, name)
        record_act(
            connection, now=application.clock.now(), by=getpass.getuser(), act="user remove", target=f"user:{name}"
        )
    feeds = FeedChannel(settings.var / "feeds", installation_key(settings.var))
    for feed in ended:
        feeds.end(feed)
    terminal().print(texts(settings)("{name} is removed.", name=name), markup=False)


@command.command("password")
@click.argument("name")
@click.password_option()
@with_settings
def password(settings: Settings, name: str, password: str) -> None:
    """Change the password of NAME; open sessions end."""
    from web.security.people import set_password

    with write(Application(settings).engine) as connection:
        set_password(connection, name, password)
    terminal().print(texts(settings)("The password of {name} is changed.", name=name), markup=False)
