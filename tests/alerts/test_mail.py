import email
import email.policy
import random
import re
from dataclasses import replace
from datetime import UTC, datetime
from email.header import decode_header, make_header

import pytest

from alerts.channels.headers import encode_phrase, encode_text, mailbox
from alerts.channels.mail import compose
from alerts.model import Message
from alerts.wording import clean_line

NOW = datetime(2024, 11, 1, 5, tzinfo=UTC)
MESSAGE = Message(
    key="instant:x:2024-0001:1",
    form="instant",
    recipient="petugas@warta.example",
    subscription_id="kalsel",
    subscription="Petugas Kalsel",
    subject="TINGGI: Camat diduga memakai mobil dinas [2024-0001]",
    text="Isi – “kutipan”\n",
    html="<p>Isi – “kutipan”</p>",
    made_at=NOW,
    unsubscribe="https://pantau.example/unsubscribe/kalsel?t=abc",
    thread="case:2024-0001",
    level="Tinggi",
)
PIECES = (
    "\r\nBcc: musuh@example.com",
    "\n\n<script>",
    "=?utf-8?q?=0d=0aBcc:_musuh=40example.com?=",
    "=?utf-8?b?DQpCY2M6?=",
    *("\u202e", "\u2028", "\x00", "\ud800", "\x85", "\u0301", "\ufeff", "é", "한국어", "🤷🏽\u200d♀\ufe0f", "“Netral”"),
    *(" ", "\t", "?=", "=?", '"', "<>", ",", ";", "\\", "(x", "@", "ASN", "camat", "a" * 80, "a" * 74 + "é"),
)


def hostile(number: int) -> list[str]:
    chance = random.Random(7)
    return ["".join(chance.choices(PIECES, k=chance.randrange(1, 9))) for _ in range(number)]


def read(mail) -> email.message.EmailMessage:
    return email.message_from_bytes(mail.as_bytes(), policy=email.policy.default)


def phrase(raw: bytes) -> str:
    """The display name of From; Python's newer parser puts spaces between adjacent encoded words."""
    words = str(email.message_from_bytes(raw)["From"]).rsplit("<", 1)[0]
    return str(make_header(decode_header(words.strip()))).strip()


def check_headlines(number: int) -> None:
    plain = set(compose(MESSAGE, "pantau@warta.example").keys())
    for headline in hostile(number):
        mail = compose(replace(MESSAGE, subject=headline, subscription=headline), "pantau@warta.example", headline)
        raw = mail.as_bytes()
        head = raw.split(b"\r\n\r\n", 1)[0]
        names = [line.split(b":")[0].decode() for line in head.split(b"\r\n") if line[:1] not in {b" ", b"\t"}]
        assert set(names) - {"Content-Type", "MIME-Version"} <= plain | {"Content-Type"}, headline
        assert all(len(line) <= 998 for line in head.split(b"\r\n"))
        found = read(mail)
        assert str(found["Subject"]) == clean_line(headline), headline
        assert found["From"].addresses[0].addr_spec == "pantau@warta.example"
        assert phrase(raw) == clean_line(headline, 120), headline
        assert [a.addr_spec for a in found["To"].addresses] == ["petugas@warta.example"]
        assert str(found["List-Id"]).endswith("<kalsel.pantau.warta.example>")


def test_hostile_headlines_arrive_as_they_stand_and_start_no_header():
    check_headlines(300)


@pytest.mark.slow
def test_ten_thousand_hostile_headlines_arrive_as_they_stand():
    check_headlines(10_000)


def test_the_mail_carries_what_lists_and_threads_need():
    found = read(compose(MESSAGE, "pantau@warta.example"))
    assert found["Auto-Submitted"] == "auto-generated"
    assert found["List-Unsubscribe"] == "<https://pantau.example/unsubscribe/kalsel?t=abc>"
    assert found["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert re.fullmatch(r"<[0-9a-f]{40}@warta\.example>", found["Message-ID"])
    assert found["References"] == found["In-Reply-To"]
    assert found["Importance"] == "high"
    assert found["Content-Language"] == "id"


def test_a_plain_mail_names_its_language_too():
    assert read(compose(replace(MESSAGE, html=None, language="en"), "pantau@warta.example"))["Content-Language"] == "en"


def test_the_same_message_has_the_same_id_and_a_thread_one_root():
    first = read(compose(MESSAGE, "pantau@warta.example"))
    later = read(compose(replace(MESSAGE, key="instant:x:2024-0001:2", subject="Perkembangan"), "pantau@warta.example"))
    other = read(compose(replace(MESSAGE, thread="case:2024-0002"), "pantau@warta.example"))
    assert first["Message-ID"] == read(compose(MESSAGE, "pantau@warta.example"))["Message-ID"]
    assert first["Message-ID"] != later["Message-ID"]
    assert first["References"] == later["References"] != other["References"]


def test_text_and_html_arrive_whole():
    found = read(compose(MESSAGE, "pantau@warta.example"))
    assert found.get_body(("plain",)).get_content().replace("\r\n", "\n") == MESSAGE.text
    assert found.get_body(("html",)).get_content().strip() == MESSAGE.html


def test_without_a_public_address_there_is_no_unsubscribe_header():
    found = read(compose(replace(MESSAGE, unsubscribe=None), "pantau@warta.example"))
    assert found["List-Unsubscribe"] is None


@pytest.mark.parametrize(
    "address", ["a@b.example\nBcc: c@d.example", "a b@c.example", "a,b@c.example", "<a@b.example>"]
)
def test_an_address_that_is_more_than_an_address_is_refused(address):
    with pytest.raises(ValueError, match="plain mail address"):
        mailbox("Petugas", address)


def test_encoded_words_are_short_and_ascii():
    value = encode_text("é" * 200)
    assert all(len(line) <= 76 for line in value.split("\n"))
    assert value.isascii()
    assert encode_phrase('a"b').isascii()


def test_a_hand_made_header_cannot_start_another():
    mail = compose(MESSAGE, "pantau@warta.example")
    with pytest.raises(ValueError, match="header X-Test"):
        mail["X-Test"] = "a\nBcc: b"
