"""Time stamps by a local authority: OpenSSL behind HTTP on loopback, and as a program."""

import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from archive.database import open_database, read, write
from archive.store.evidence import Head
from archive.store.evidence_stamps import Stamp, stamps
from archive.tables.evidence import evidence_line, evidence_stamp
from base.address import parse_networks
from base.errors import ConfigError
from crawlers.evidence.authority import CommandAuthority, HttpAuthority, StampError, check_token, load_roots
from crawlers.evidence.book import EvidenceBook, book_of, entries
from crawlers.evidence.stamping import check_stamps, decide, next_try, stamp_round
from crawlers.evidence.witness import Witness
from crawlers.job import Exchange

NOW = datetime(2024, 11, 5, 4, 0, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
LOOPBACK = parse_networks(["127.0.0.0/8"])
OPENSSL = shutil.which("openssl")
pytestmark = pytest.mark.skipif(OPENSSL is None, reason="the local authority is OpenSSL's")

CONFIG = """
[tsa]
default_tsa = main
[main]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
certs = {folder}/ca.pem
"""
PROGRAM = """
import subprocess, sys, tempfile
with tempfile.NamedTemporaryFile() as asked:
    asked.write(sys.stdin.buffer.read()); asked.flush()
    sys.stdout.buffer.write(subprocess.run({command} + ["-queryfile", asked.name], capture_output=True).stdout)
"""


def openssl(*arguments, folder):
    subprocess.run([OPENSSL, *arguments], cwd=folder, check=True, capture_output=True)


def make_authority(folder, name="Otoritas Uji"):
    """Make a certificate authority, a stamping key below it, and the command that answers a query."""
    folder.mkdir()
    new = ("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    openssl(*new, "-x509", "-days", "30", "-subj", f"/CN={name}", "-keyout", "ca.key", "-out", "ca.pem", folder=folder)
    openssl(*new, "-subj", f"/CN=Cap {name}", "-keyout", "tsa.key", "-out", "tsa.csr", folder=folder)
    (folder / "ext").write_text("extendedKeyUsage = critical,timeStamping\nkeyUsage = critical,digitalSignature\n")
    sign = ("x509", "-req", "-in", "tsa.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "30")
    openssl(*sign, "-extfile", "ext", "-out", "tsa.pem", folder=folder)
    (folder / "serial").write_text("01\n")
    (folder / "tsa.cnf").write_text(CONFIG.format(folder=folder))
    return [
        OPENSSL,
        "ts",
        "-reply",
        "-config",
        str(folder / "tsa.cnf"),
        "-signer",
        str(folder / "tsa.pem"),
        "-inkey",
        str(folder / "tsa.key"),
    ]


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tsa") / "a"
    return folder, make_authority(folder)


@pytest.fixture
def roots(authority):
    return load_roots(authority[0] / "ca.pem")


@pytest.fixture
def stamper(authority, make_site, tmp_path):
    """Serve the authority on loopback; `pages` may be changed to make it fail."""

    def answer(handler):
        asked = tmp_path / "query.tsq"
        asked.write_bytes(handler.rfile.read(int(handler.headers["Content-Length"])))
        reply = subprocess.run([*authority[1], "-queryfile", str(asked)], capture_output=True, check=True).stdout
        return 200, {"Content-Type": "application/timestamp-reply"}, reply

    return make_site({"/tsa": answer})


@pytest.fixture
def engine(plain_url):
    engine = open_database(plain_url)
    yield engine
    engine.dispose()


@pytest.fixture
def book(tmp_path, engine):
    book = EvidenceBook(tmp_path / "evidence", Witness(engine))
    book.write(exchange(1), 1)
    return book


def exchange(n, at=NOW):
    return Exchange(f"https://satu.example.com/{n}", at, (), 200, (("Content-Type", "text/html"),), b"<p>%d</p>" % n)


def kept(engine):
    with read(engine) as connection:
        return stamps(connection)


def held(engine, tmp_path, roots):
    with read(engine) as connection:
        return check_stamps(connection, book_of(tmp_path / "evidence"), roots)


def test_the_head_of_the_chain_is_stamped_and_the_token_verifies(book, engine, stamper, roots, tmp_path, authority):
    http = HttpAuthority(f"{stamper.home}tsa", LOOPBACK)
    assert stamp_round(engine, http, roots, NOW, HOUR).stamped == {book_of(tmp_path / "evidence"): 1}
    (one,) = kept(engine)
    assert abs(one.stamped_at - datetime.now(tz=UTC)) < timedelta(minutes=5)
    assert held(engine, tmp_path, roots) == (1, [])
    (tmp_path / "token.tsr").write_bytes(one.token)
    line = entries(tmp_path / "evidence")[0].hash
    check = ["ts", "-verify", "-digest", line, "-in", str(tmp_path / "token.tsr"), "-CAfile", "ca.pem"]
    openssl(*check, folder=authority[0])  # without anything of ours
    assert stamp_round(engine, http, roots, NOW + HOUR, HOUR).stamped == {}  # nothing new
    book.write(exchange(2), 2)
    assert stamp_round(engine, http, roots, NOW + HOUR / 2, HOUR).stamped == {}  # too soon
    assert list(stamp_round(engine, http, roots, NOW + HOUR, HOUR).stamped.values()) == [2]


def test_a_program_may_be_the_authority(book, engine, authority, roots, tmp_path):
    program = CommandAuthority([sys.executable, "-c", PROGRAM.format(command=authority[1])])
    stamp_round(engine, program, roots, NOW, HOUR)
    assert held(engine, tmp_path, roots) == (1, [])


def test_an_authority_that_fails_is_asked_again_later_for_the_newest_line(book, engine, stamper, roots, tmp_path):
    http = HttpAuthority(f"{stamper.home}tsa", LOOPBACK)
    works, stamper.pages["/tsa"] = stamper.pages["/tsa"], (503, {}, b"")
    assert list(stamp_round(engine, http, roots, NOW, HOUR).failed.values()) == ["HTTP 503"]
    book.write(exchange(2), 2)
    stamper.pages["/tsa"] = works
    assert stamp_round(engine, http, roots, NOW + timedelta(minutes=1), HOUR).stamped == {}
    assert list(stamp_round(engine, http, roots, NOW + timedelta(minutes=6), HOUR).stamped.values()) == [2]
    (one,) = kept(engine)
    assert (one.tries, one.problem, one.number) == (1, "", 2)


@pytest.mark.parametrize(
    "answer",
    [
        (200, {}, b"<html>not a token"),
        (200, {}, b""),
        (302, {"Location": "http://127.0.0.1/"}, b""),
        (200, {}, b"x" * 200_000),
        None,
    ],
)
def test_an_answer_that_is_none_is_refused(book, engine, stamper, roots, answer):
    stamper.pages["/tsa"] = (lambda _: None) if answer is None else answer
    assert stamp_round(engine, HttpAuthority(f"{stamper.home}tsa", LOOPBACK), roots, NOW, HOUR).failed
    assert kept(engine)[0].token is None


def test_a_token_for_another_question_is_refused(book, engine, stamper, roots):
    """An old answer played again: its nonce and its digest are not those of the request."""
    http = HttpAuthority(f"{stamper.home}tsa", LOOPBACK)
    stamp_round(engine, http, roots, NOW, HOUR)
    stamper.pages["/tsa"] = (200, {}, kept(engine)[0].token)
    book.write(exchange(2), 2)
    assert stamp_round(engine, http, roots, NOW + HOUR, HOUR).failed


def test_an_authority_that_nobody_trusts_is_refused(book, engine, stamper, tmp_path):
    make_authority(tmp_path / "other", "Orang Lain")
    others = load_roots(tmp_path / "other" / "ca.pem")
    assert stamp_round(engine, HttpAuthority(f"{stamper.home}tsa", LOOPBACK), others, NOW, HOUR).failed


def test_certificates_are_read_one_by_one(tmp_path, authority):
    whole = (authority[0] / "ca.pem").read_text()
    (tmp_path / "some.pem").write_text(whole.replace("MII", "AAA") + whole)
    assert len(load_roots(tmp_path / "some.pem")) == 1
    (tmp_path / "empty.pem").write_text("")
    for name in ("none.pem", "empty.pem"):
        with pytest.raises(ConfigError, match="be read"):
            load_roots(tmp_path / name)
    assert len(load_roots(None)) > 50  # those of web servers


def test_an_authority_in_a_private_network_is_reached_only_where_it_is_allowed(book, engine, stamper, roots):
    (problem,) = stamp_round(engine, HttpAuthority(f"{stamper.home}tsa"), roots, NOW, HOUR).failed.values()
    assert "timestamp_allow_network" in problem
    assert stamper.hits == {}


def test_a_program_that_fails_or_is_missing_is_told(book, engine, roots):
    for command in (["/no/such/program"], [sys.executable, "-c", "raise SystemExit(3)"]):
        with pytest.raises(StampError):
            CommandAuthority(command).ask(b"")


def test_a_stamp_shows_that_a_chain_was_made_anew(book, engine, stamper, roots, tmp_path):
    stamp_round(engine, HttpAuthority(f"{stamper.home}tsa", LOOPBACK), roots, NOW, HOUR)
    with write(engine) as connection:
        connection.execute(update(evidence_line).values(url="https://lain.example.com/"))
    good, problems = held(engine, tmp_path, roots)
    assert (good, len(problems)) == (0, 1)


def test_a_changed_token_is_found(book, engine, stamper, roots, tmp_path):
    stamp_round(engine, HttpAuthority(f"{stamper.home}tsa", LOOPBACK), roots, NOW, HOUR)
    token = kept(engine)[0].token
    for at in (len(token) // 3, len(token) - 5):
        harmed = token[:at] + bytes([token[at] ^ 1]) + token[at + 1 :]
        with write(engine) as connection:
            connection.execute(update(evidence_stamp).values(token=harmed))
        assert held(engine, tmp_path, roots)[0] == 0
    with pytest.raises(StampError):
        check_token(token, "00" * 32, roots)


def test_what_is_queued_when():
    waiting = Stamp(1, "b", 3, "h", NOW, NOW, 0, "", "", None, None)
    done = Stamp(1, "b", 3, "h", NOW, None, 0, "", "a", NOW, b"t")
    assert decide(Head(1, "h"), None, NOW, HOUR) == "queue"
    assert decide(Head(3, "h"), waiting, NOW + 9 * HOUR, HOUR) is None
    assert decide(Head(4, "h"), waiting, NOW, HOUR) == "renew"
    assert decide(Head(3, "h"), done, NOW + 9 * HOUR, HOUR) is None
    assert decide(Head(4, "h"), done, NOW + HOUR / 2, HOUR) is None
    assert decide(Head(4, "h"), done, NOW + HOUR, HOUR) == "queue"
    assert [next_try(n, NOW) - NOW for n in (1, 2, 3, 99)] == [
        timedelta(minutes=5),
        timedelta(minutes=10),
        timedelta(minutes=20),
        timedelta(hours=6),
    ]
