"""The roles of the hardening guide, made by its own statements, may do what they are for and nothing more."""

import re
import uuid
from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from archive.database import migrate, open_database, pending, read, write
from base.errors import ArchiveError
from pantau.settings import ROOT

GUIDE = ROOT / "docs" / "how-to" / "harden.md"


@pytest.fixture
def roles(postgres_server: str) -> Iterator[dict[str, str]]:
    """The addresses of migrate, crawl and read in a database of their own."""
    prefix = f"r{uuid.uuid4().hex[:8]}"
    block = re.search(r"( {7}CREATE ROLE .*?)\n\n {3}Use", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None
    sql = re.sub(r"--.*", "", block[1]).replace("'...'", "'pw'").replace("pantau", prefix)
    before, after = re.split(rf"\\c {prefix}\s", sql)
    admin = create_engine(postgres_server, isolation_level="AUTOCOMMIT")
    inside = create_engine(make_url(postgres_server).set(database=prefix), isolation_level="AUTOCOMMIT")
    for engine, part in ((admin, before), (inside, after)):
        with engine.connect() as connection:
            for statement in filter(str.strip, part.split(";")):
                connection.execute(text(statement))
    base = make_url(postgres_server).set(database=prefix, password="pw")
    names = ("migrate", "crawl", "read")
    yield {name: base.set(username=f"{prefix}_{name}").render_as_string(hide_password=False) for name in names}
    inside.dispose()
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {prefix} WITH (FORCE)"))
        for name in ("crawl", "read", "migrate", "owner"):
            connection.execute(text(f"DROP ROLE {prefix}_{name}"))
    admin.dispose()


def test_each_role_does_its_work_and_no_other(roles, store) -> None:
    migrating, crawling, reading = (open_database(roles[name]) for name in ("migrate", "crawl", "read"))
    with pytest.raises(ArchiveError):
        migrate(crawling)
    migrate(migrating)
    assert pending(crawling) == ()
    store(crawling, 1)
    with pytest.raises(DBAPIError), write(crawling) as connection:
        connection.execute(text("DROP TABLE incident CASCADE"))
    with read(reading) as connection:
        assert connection.execute(text("SELECT count(*) FROM article")).scalar_one() == 1
    with pytest.raises(ArchiveError), write(reading) as connection:
        connection.execute(text("DELETE FROM audit"))
    for engine in (migrating, crawling, reading):
        engine.dispose()
