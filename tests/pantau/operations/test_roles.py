"""The roles of `deploy/`, made by its own statements, may do what they are for and nothing more."""

import re
import uuid
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from archive.database import migrate, open_database, pending, read, write
from archive.store.audit import record_act
from archive.store.evidence_keys import key_of
from archive.store.incident_privacy import blank_audit
from base.errors import ArchiveError, UsageError
from pantau.operations import rights
from pantau.operations.backup import back_up
from pantau.operations.restore import Place, restore
from pantau.settings import ROOT, Settings
from pantau.sharing.engine import ensure_tables
from pantau.sharing.failing import check_rights
from pipeline.linking.decide import Officer, review
from tests.pantau.operations.conftest import NOW
from web.security.people import add_ticket

ROLES = ("migrate", "crawl", "web", "read", "backup")


def statements(file: str, prefix: str) -> str:
    sql = (ROOT / "deploy" / file).read_text(encoding="utf-8")
    return re.sub(r"--.*", "", sql).replace("'...'", "'pw'").replace("pantau", prefix)


def run(engine: Engine, sql: str) -> None:
    with engine.connect() as connection:
        for statement in filter(str.strip, sql.split(";")):
            connection.execute(text(statement))


@pytest.fixture(scope="module")
def prefix() -> str:
    return f"r{uuid.uuid4().hex[:8]}"


@pytest.fixture(scope="module")
def roles(postgres_server: str, prefix: str) -> Iterator[dict[str, Engine]]:
    """Each role's engine on a migrated database of their own."""
    before, after = re.split(rf"\\c {prefix}\s", statements("roles.sql", prefix))
    admin = create_engine(postgres_server, isolation_level="AUTOCOMMIT")
    inside = create_engine(make_url(postgres_server).set(database=prefix), isolation_level="AUTOCOMMIT")
    run(admin, before)
    run(inside, after)
    base = make_url(postgres_server).set(database=prefix, password="pw")
    found = {
        name: open_database(base.set(username=f"{prefix}_{name}").render_as_string(hide_password=False))
        for name in ROLES
    }
    with pytest.raises(ArchiveError):
        migrate(found["crawl"])
    migrate(found["migrate"])
    ensure_tables(found["migrate"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rights, "PREFIX", prefix)
        assert rights.grant(found["migrate"]) == ()
        yield found
    for engine in (*found.values(), inside):
        engine.dispose()
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {prefix} WITH (FORCE)"))
        for name in (*ROLES, "owner"):
            connection.execute(text(f"DROP ROLE {prefix}_{name}"))
    admin.dispose()


def refused(engine: Engine, statement: str) -> bool:
    try:
        with write(engine) as connection:
            connection.execute(text(statement))
    except (ArchiveError, DBAPIError) as error:
        return any(word in str(error) for word in ("cannot be written", "must be owner", "permission denied"))
    return False


def test_each_role_does_its_work_and_no_other(roles, store) -> None:
    assert pending(roles["crawl"]) == ()
    store(roles["crawl"], 1)
    assert not ensure_tables(roles["crawl"])
    with write(roles["crawl"]) as connection:
        connection.execute(
            text("INSERT INTO procrastinate_jobs (task_name, queue_name, args) VALUES ('crawl', 'crawl', '{}')")
        )
    assert refused(roles["crawl"], "DROP TABLE incident CASCADE")
    with write(roles["web"]) as connection:
        code = connection.execute(text("SELECT code FROM incident")).scalar_one()
        review(connection, code, "verified", Officer("petugas", NOW), reason="cocok")
        add_ticket(connection, "setup", NOW)
    with read(roles["read"]) as connection:
        assert connection.execute(text("SELECT count(*) FROM article")).scalar_one() == 1


@pytest.mark.parametrize(
    ("role", "statement"),
    [
        ("web", "UPDATE article SET title = 'palsu'"),
        ("web", "DELETE FROM article_version"),
        ("web", "UPDATE outbox SET recipient = 'x'"),
        ("web", "INSERT INTO procrastinate_jobs (task_name, queue_name, args) VALUES ('crawl', 'crawl', '{}')"),
        ("web", "DROP TABLE web_session"),
        ("web", "UPDATE audit SET by = 'lain'"),
        ("web", "DELETE FROM audit"),
        ("web", "UPDATE alembic_version SET version_num = '0001'"),
        ("crawl", "UPDATE alembic_version SET version_num = '0001'"),
        ("crawl", "DELETE FROM alembic_version"),
        ("crawl", "UPDATE web_user SET role = 'admin'"),
        ("crawl", "INSERT INTO web_user (name) VALUES ('penyusup')"),
        ("crawl", "INSERT INTO api_token DEFAULT VALUES"),
        ("crawl", "DELETE FROM audit"),
        ("crawl", "UPDATE audit SET by = 'lain'"),
        ("backup", "DELETE FROM article"),
        ("backup", "INSERT INTO incident (code) VALUES ('x')"),
        ("read", "DELETE FROM audit"),
        ("read", "SELECT hash FROM web_session"),
    ],
)
def test_what_a_role_must_not_do_is_refused(roles, role: str, statement: str) -> None:
    assert refused(roles[role], statement), statement


def test_the_chain_of_the_evidence_only_grows_and_its_keys_are_for_who_crawls(roles) -> None:
    from archive.store.evidence import add_lines
    from archive.store.evidence_keys import destroy_keys

    line = {"book": "b", "number": 1, "at": "", "url": "", "article_id": 1, "file": "", "start": 0, "length": 0}
    line |= {"sha256": "", "payload": "", "previous": "", "plain": None, "hash": ""}
    with write(roles["crawl"]) as connection:
        add_lines(connection, [line, line])
        assert key_of(connection, 1, NOW) is not None
        destroy_keys(connection, [1], NOW)
    for role in ("crawl", "web", "read"):
        assert refused(roles[role], "UPDATE evidence_line SET url = 'x'")
        assert refused(roles[role], "DELETE FROM evidence_line")
    for role in ("web", "read"):
        assert refused(roles[role], "SELECT key FROM evidence_key")


@pytest.mark.usefixtures("tools")
def test_rights_are_as_before_after_a_restore_and_a_role_for_backups_may_make_them(
    roles, settings: Settings, store, tmp_path
) -> None:
    with write(roles["crawl"]) as connection:
        key_of(connection, 1, NOW)
    config = tmp_path / "config"
    config.mkdir()

    def url(role: str) -> str:
        return roles[role].url.render_as_string(hide_password=False)

    mine = settings.model_copy(update={"database_url": url("backup"), "config": config})
    mine.var.mkdir()
    saved = back_up(mine, tmp_path / "one.tar.gz", NOW)
    assert saved.manifest.tables["evidence_key"].rows
    restore(tmp_path / "one.tar.gz", Place(url("migrate"), tmp_path / "new" / "var", None), NOW, force=True)
    for table in ("evidence_key", "web_user", "web_session"):
        assert refused(roles["read"], "TABLE " + table), table
    assert refused(roles["crawl"], "DELETE FROM evidence_line")
    assert refused(roles["web"], "DELETE FROM article")
    store(roles["crawl"], 2)
    with write(roles["web"]) as connection:
        add_ticket(connection, "after", NOW)
        record_act(connection, now=NOW, by="petugas", act="export", target="incident:1")
    with write(roles["crawl"]) as connection:
        blank_audit(connection, "incident:1", ["Badu"])
    with write(roles["crawl"]) as connection:
        connection.execute(
            text("INSERT INTO procrastinate_jobs (task_name, queue_name, args) VALUES ('crawl', 'crawl', '{}')")
        )


def test_each_statement_of_the_grants_names_one_role() -> None:
    sql = re.sub(r"--.*", "", rights.GRANTS.read_text(encoding="utf-8"))
    assert len(rights.statements("pantau")) == len([one for one in sql.split(";") if one.strip()])
    assert {role for _, role in rights.statements("pantau")} == {
        f"pantau_{name}" for name in ROLES if name != "migrate"
    }


def test_a_worker_whose_role_may_not_work_is_told_role_and_right(roles, prefix) -> None:
    check_rights(roles["crawl"])
    with pytest.raises(UsageError, match=f"{prefix}_web may not do a worker's work.* INSERT procrastinate_jobs"):
        check_rights(roles["web"])
