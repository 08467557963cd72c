import asyncio
import base64
import hashlib
import hmac
import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest

from alerts.channels.feed import ATOM, FeedChannel
from alerts.channels.file import FileChannel
from alerts.channels.telegram import TelegramChannel
from alerts.channels.webhook import WebhookChannel
from alerts.channels.whatsapp import WhatsAppChannel
from alerts.model import Delivery, Message, Receipt, Refused, Retryable
from alerts.outbox import message_id
from alerts.parts import MOST, pack, parts_of
from base.address import parse_networks

NOW = datetime(2024, 11, 1, 5, tzinfo=UTC)
MESSAGE = Message(
    key="instant:x:2024-0001:1", form="instant", recipient="4711", subscription_id="kalsel", subscription="Kalsel",
    subject="TINGGI: Camat & kades <diduga>", text="Isi pertama\n\nIsi kedua", made_at=NOW,
    summary="Ringkas\n  sekali\t!",
    link="https://pantau.example/incidents/2024-0001", data={"type": "case.opened", "code": "2024-0001"},
)  # fmt: skip
LOOPBACK = parse_networks(["127.0.0.0/8"])


def send(channel, message=MESSAGE, delivery=None):
    return asyncio.run(channel.send(message, delivery or Delivery(NOW)))


def taken(number: int) -> tuple[int, dict[str, str], object]:
    return (200, {}, {"ok": True, "result": {"message_id": number}})


# Telegram


@pytest.fixture
def telegram(fake_server):
    fake_server.usual = taken(41)
    return TelegramChannel("123:geheim", fake_server.url)


def test_telegram_gets_escaped_html_and_answers_with_a_reference(telegram, fake_server):
    assert send(telegram, delivery=Delivery(NOW, reply_to="7")) == Receipt(ref="41", detail="1 part(s)")
    (request,) = fake_server.requests
    assert request.path == "/bot123:geheim/sendMessage"
    assert request.json["chat_id"] == "4711"
    assert "Camat &amp; kades &lt;diduga&gt;" in request.json["text"]
    assert request.json["reply_parameters"] == {"message_id": 7, "allow_sending_without_reply": True}


def test_telegrams_wish_to_wait_is_kept(telegram, fake_server):
    fake_server.answers = [
        (429, {}, {"ok": False, "description": "Too Many Requests", "parameters": {"retry_after": 33}})
    ]
    outcome = send(telegram)
    assert isinstance(outcome, Retryable)
    assert (outcome.after, outcome.everyone) == (timedelta(seconds=33), True)


@pytest.mark.parametrize(
    ("status", "description", "scope"),
    [
        (403, "Forbidden: bot was blocked by the user", "recipient"),
        (400, "Bad Request: chat not found", "recipient"),
        (400, "Bad Request: message is too long", "message"),
        (401, "Unauthorized", "channel"),
        (404, "Not Found", "channel"),
    ],
)
def test_telegrams_refusals_tell_who_is_meant(telegram, fake_server, status, description, scope):
    fake_server.answers = [(status, {}, {"ok": False, "description": description})]
    outcome = send(telegram)
    assert isinstance(outcome, Refused)
    assert outcome.scope == scope


def test_broken_markup_is_sent_again_as_plain_text(telegram, fake_server):
    fake_server.answers = [(400, {}, {"ok": False, "description": "Bad Request: can't parse entities: x"})]
    assert isinstance(send(telegram, replace(MESSAGE, parts=("<b>a &amp; b</b>",))), Receipt)
    assert fake_server.requests[1].json["text"] == "a & b"
    assert "parse_mode" not in fake_server.requests[1].json


def test_parts_that_were_sent_are_not_sent_again(telegram, fake_server):
    parts = replace(MESSAGE, parts=("satu", "dua", "tiga"))
    fake_server.answers = [taken(1), (502, {}, b"<html>bad gateway</html>")]
    outcome = send(telegram, parts)
    assert isinstance(outcome, Retryable)
    assert (outcome.done, outcome.first_ref) == (1, "1")
    again = send(telegram, parts, Delivery(NOW, done=outcome.done, first_ref=outcome.first_ref))
    assert again == Receipt(ref="1", detail="3 part(s)")
    assert [request.json["text"] for request in fake_server.requests] == ["satu", "dua", "dua", "tiga"]


def test_the_token_stands_in_no_log_and_no_text(telegram, fake_server, caplog):
    caplog.set_level(logging.DEBUG)
    fake_server.answers = [(500, {}, b"oops")]
    outcome = send(telegram)
    assert "geheim" not in caplog.text + repr(telegram) + outcome.reason


# WhatsApp


@pytest.fixture
def whatsapp(fake_server):
    fake_server.usual = (200, {}, {"messages": [{"id": "wamid.1"}]})
    return WhatsAppChannel("99", "pantau_alert", "geheim", fake_server.url)


def test_whatsapp_gets_a_template_with_clean_parameters(whatsapp, fake_server):
    assert send(whatsapp, replace(MESSAGE, recipient="+62811")) == Receipt(ref="wamid.1")
    (request,) = fake_server.requests
    assert request.headers["authorization"] == "Bearer geheim"
    assert request.json["to"] == "62811"
    template = request.json["template"]
    assert (template["name"], template["language"]) == ("pantau_alert", {"code": "id"})
    texts = [parameter["text"] for parameter in template["components"][0]["parameters"]]
    assert texts[1] == "Ringkas sekali ! https://pantau.example/incidents/2024-0001"


@pytest.mark.parametrize(
    ("status", "code", "kind", "about"),
    [
        (429, 130429, Retryable, True),
        (400, 131056, Retryable, False),
        (400, 131026, Refused, "recipient"),
        (401, 190, Refused, "channel"),
        (404, 132001, Refused, "channel"),
        (400, 131008, Refused, "message"),
        (503, 2, Retryable, False),
    ],
)
def test_whatsapps_error_codes_decide(whatsapp, fake_server, status, code, kind, about):
    fake_server.answers = [(status, {}, {"error": {"code": code, "message": "why"}})]
    outcome = send(whatsapp)
    assert isinstance(outcome, kind)
    assert (outcome.everyone if kind is Retryable else outcome.scope) == about


# Webhook


@pytest.fixture
def webhook():
    secret = "whsec_" + base64.b64encode(b"geheim-geheim").decode()
    return WebhookChannel({"*": secret}, LOOPBACK)


def to(server, path: str = "/hook") -> Message:
    return replace(MESSAGE, recipient=server.url + path)


def test_a_webhook_is_signed_as_the_standard_says(webhook, fake_server):
    assert isinstance(send(webhook, to(fake_server)), Receipt)
    (request,) = fake_server.requests
    head = request.headers
    told = f"{head['webhook-id']}.{head['webhook-timestamp']}.".encode() + request.body
    wanted = base64.b64encode(hmac.new(b"geheim-geheim", told, hashlib.sha256).digest()).decode()
    assert head["webhook-signature"] == f"v1,{wanted}"
    assert head["webhook-id"] == message_id(MESSAGE.key)
    assert head["host"] == fake_server.url.removeprefix("http://")
    assert request.json["type"] == "case.opened"
    assert request.json["data"]["code"] == "2024-0001"


@pytest.mark.parametrize(
    ("status", "headers", "kind", "about"),
    [
        (410, {}, Refused, "recipient"),
        (429, {"retry-after": "120"}, Retryable, timedelta(minutes=2)),
        (503, {"retry-after": "Fri, 01 Nov 2024 05:10:00 GMT"}, Retryable, timedelta(minutes=10)),
        (500, {}, Retryable, None),
        (302, {"location": "http://127.0.0.1/other"}, Retryable, None),
    ],
)
def test_a_webhooks_answer_decides(webhook, fake_server, status, headers, kind, about):
    fake_server.answers = [(status, headers, b"")]
    outcome = send(webhook, to(fake_server))
    assert isinstance(outcome, kind)
    assert (outcome.after if kind is Retryable else outcome.scope) == about
    assert len(fake_server.requests) == 1


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254"])
def test_a_webhook_reaches_no_private_address(fake_server, host):
    guarded = WebhookChannel({"*": "s"})
    port = fake_server.server.server_port
    outcome = send(guarded, replace(MESSAGE, recipient=f"http://{host}:{port}/hook"))
    assert isinstance(outcome, Refused)
    assert fake_server.requests == []


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://warta.example/", "http://u:p@warta.example/", "warta"])
def test_only_plain_web_addresses_are_called(webhook, url):
    assert isinstance(send(webhook, replace(MESSAGE, recipient=url)), Refused)


def test_a_secret_or_host_that_cannot_be_is_refused(fake_server):
    spoilt = send(WebhookChannel({"*": "whsec_abc"}, LOOPBACK), replace(MESSAGE, recipient=fake_server.url))
    assert isinstance(spoilt, Refused)
    assert spoilt.scope == "channel"
    nowhere = replace(MESSAGE, recipient=f"http://{'a' * 70}.example/")
    outcome = send(WebhookChannel({"*": "s"}, LOOPBACK), nowhere)
    assert isinstance(outcome, Refused)
    assert outcome.scope == "recipient"


def test_an_answer_of_another_form_is_tried_again(telegram, whatsapp, fake_server):
    fake_server.answers = [(200, {}, [1]), (200, {}, [1])]
    for channel in (telegram, whatsapp):
        assert isinstance(send(channel), Retryable)


def test_an_unsigned_webhook_is_never_sent(fake_server):
    outcome = send(WebhookChannel({}, LOOPBACK), to(fake_server))
    assert isinstance(outcome, Refused)
    assert outcome.scope == "channel"
    assert fake_server.requests == []


# Files and feeds


def test_files_of_a_message_are_written_once_and_named_after_it(tmp_path):
    told = []
    channel = FileChannel(tmp_path, told.append)
    page = replace(MESSAGE, recipient="outbox", html="<p>é</p>")
    assert send(channel, page) == send(channel, page)
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".html", ".txt"]
    assert next(tmp_path.glob("*.html")).read_text(encoding="utf-8") == "<p>é</p>"
    assert MESSAGE.subject in told[0]


@pytest.mark.parametrize("recipient", ["../../etc", "/etc", "a/b", "..", "a\x00b"])
def test_a_recipient_leads_out_of_no_folder(tmp_path, recipient):
    send(FileChannel(tmp_path / "outbox"), replace(MESSAGE, recipient=recipient))
    assert {path.name for path in tmp_path.iterdir()} <= {"outbox"}


def test_a_feed_has_a_secret_name_and_each_message_once(tmp_path):
    channel = FeedChannel(tmp_path, b"key", "https://pantau.example")
    for subject in ("satu \x00\ud800<b>", "dua", "dua"):
        assert isinstance(send(channel, replace(MESSAGE, key=subject, subject=subject)), Receipt)
    (path,) = tmp_path.iterdir()
    assert path.name == channel.name("kalsel")
    assert channel.name("kalsel") != FeedChannel(tmp_path, b"other").name("kalsel")
    root = ET.parse(path).getroot()  # noqa: S314 - our own file
    titles = [entry.findtext(f"{{{ATOM}}}title") for entry in root.iter(f"{{{ATOM}}}entry")]
    assert titles == ["dua", "satu <b>"]
    for needed in ("id", "title", "updated"):
        assert len(root.findall(f"{{{ATOM}}}{needed}")) == 1


# Parts


def test_parts_are_cut_between_items_and_never_too_long():
    items = [f"kasus {number} " + "x" * (number % 900) for number in range(300)]
    parts = pack(items)
    assert all(len(part) <= MOST for part in parts)
    assert "\n\n".join(parts).split("\n\n") == items


def test_an_item_that_is_too_long_is_cut_outside_of_markup():
    (first, *_), long = pack(["<a href='x'>" + "kata " * 2000 + "</a>"]), "y" * 9000
    assert len(first) <= MOST
    assert "<a" not in first or "</a>" in first
    assert all(len(part) <= MOST for part in pack([long]))


def test_a_message_without_parts_is_cut_from_its_text():
    assert parts_of(MESSAGE) == ("TINGGI: Camat &amp; kades &lt;diduga&gt;\n\nIsi pertama\n\nIsi kedua",)
