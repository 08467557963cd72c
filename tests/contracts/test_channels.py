"""What every channel promises its caller, one test for all: an outcome and no exception, and no secret told."""

import asyncio
import io
import os
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP

from alerts.channels.apprise import AppriseChannel
from alerts.channels.feed import FeedChannel
from alerts.channels.file import FileChannel
from alerts.channels.make import Bot, Business, MailServer, make_channels
from alerts.channels.smtp import SmtpChannel
from alerts.channels.stdout import StdoutChannel
from alerts.channels.telegram import TelegramChannel
from alerts.channels.webhook import WebhookChannel
from alerts.channels.whatsapp import WhatsAppChannel
from alerts.deliver import Channel
from alerts.model import Delivery, Message, Outcome, Receipt, Refused, Retryable
from alerts.subscriptions import CHANNELS
from base.address import parse_networks

NOW = datetime(2024, 11, 1, 5, tzinfo=UTC)
SECRET = "rahasia-besar"
LOOPBACK = parse_networks(["127.0.0.0/8"])
HOSTILE = "=?utf-8?q?=0d=0aBcc:_x=40y.example?= \r\n\x00\u202e<b>&\ud800"


def message(recipient: str) -> Message:
    return Message("k", "instant", recipient, "kalsel", "Kalsel", "Perihal", "Isi", NOW, html="<p>Isi</p>", summary="s")


@dataclass(frozen=True)
class Case:
    """A channel whose far end works, and the same one with nobody there."""

    working: Callable[[Path, int], tuple[Channel, str]]
    broken: Callable[[Path, int], tuple[Channel, str]]


def url(port: int) -> str:
    return f"http://127.0.0.1:{port}"


def smtp(_: Path, port: int) -> tuple[Channel, str]:
    return SmtpChannel("127.0.0.1", port, "pantau@warta.example", security="none"), "p@warta.example"


def telegram(_: Path, port: int) -> tuple[Channel, str]:
    return TelegramChannel(SECRET, url(port)), "1"


def whatsapp(_: Path, port: int) -> tuple[Channel, str]:
    return WhatsAppChannel("1", "t", SECRET, url(port)), "62811"


def webhook(_: Path, port: int) -> tuple[Channel, str]:
    return WebhookChannel({"*": SECRET}, LOOPBACK), url(port)


def file(folder: Path, _: int) -> tuple[Channel, str]:
    return FileChannel(folder), "outbox"


def feed(folder: Path, _: int) -> tuple[Channel, str]:
    return FeedChannel(folder, SECRET.encode()), "feed"


def blocked(made: Callable[[Path, int], tuple[Channel, str]]) -> Callable[[Path, int], tuple[Channel, str]]:
    def make(folder: Path, port: int) -> tuple[Channel, str]:
        (folder / "file").write_text("not a folder")
        return made(folder / "file" / "inside", port)

    return make


def closed_stream() -> StdoutChannel:
    stream = io.StringIO()
    stream.close()
    return StdoutChannel(stream)


STAND_IN = os.pathsep.join([str(Path(__file__).parent / "stand_in"), *sys.path])


def apprise(_: Path, port: int) -> tuple[Channel, str]:
    return AppriseChannel(LOOPBACK, STAND_IN), f"json://127.0.0.1:{port}/x"


CASES = {
    "file": Case(file, blocked(file)),
    "stdout": Case(lambda *_: (StdoutChannel(io.StringIO()), "x"), lambda *_: (closed_stream(), "x")),
    "email": Case(smtp, smtp),
    "telegram": Case(telegram, telegram),
    "whatsapp": Case(whatsapp, whatsapp),
    "webhook": Case(webhook, webhook),
    "feed": Case(feed, blocked(feed)),
    "apprise": Case(apprise, apprise),
}


class Taker:
    """Takes every mail."""

    async def handle_DATA(self, _server, _session, _envelope):  # noqa: N802 - aiosmtpd's name
        return "250 OK"


async def answer_http(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    body = b'{"ok": true, "result": {"message_id": 5}, "messages": [{"id": "w"}]}'
    writer.write(b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: %d\r\n\r\n%s" % (len(body), body))
    await writer.drain()
    writer.close()


def exchange(name: str, folder: Path, told: Message) -> tuple[Channel, Outcome, Outcome]:
    async def talk() -> tuple[Channel, Outcome, Outcome]:
        loop = asyncio.get_running_loop()
        if name == "email":
            server = await loop.create_server(lambda: SMTP(Taker(), loop=loop), "127.0.0.1", 0)
        else:
            server = await asyncio.start_server(answer_http, "127.0.0.1", 0)
        channel, recipient = CASES[name].working(folder, server.sockets[0].getsockname()[1])
        mine = replace(told, recipient=recipient)
        first = await channel.send(mine, Delivery(NOW))
        second = await channel.send(mine, Delivery(NOW))
        server.close()
        return channel, first, second

    return asyncio.run(talk())


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def test_every_channel_of_the_configuration_keeps_the_contract():
    assert set(CASES) == set(CHANNELS)


@pytest.mark.parametrize("name", CASES)
def test_a_message_is_taken_and_taken_again(name, tmp_path):
    _, first, second = exchange(name, tmp_path, message(""))
    assert isinstance(first, Receipt)
    assert isinstance(second, Receipt)


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_headline_is_taken_too(name, tmp_path):
    if name == "stdout":
        pytest.skip("StringIO takes what a terminal would not")
    _, first, _ = exchange(name, tmp_path, replace(message(""), subject=HOSTILE, summary=HOSTILE, subscription=HOSTILE))
    assert isinstance(first, Receipt)


@pytest.mark.parametrize("name", CASES)
def test_a_far_end_that_is_not_there_is_a_value_and_no_exception(name, tmp_path):
    channel, recipient = CASES[name].broken(tmp_path, free_port())
    outcome = asyncio.run(channel.send(message(recipient), Delivery(NOW)))
    assert isinstance(outcome, Retryable)
    assert SECRET not in outcome.reason
    assert SECRET not in repr(channel)


def test_a_missing_apprise_says_how_to_get_it(tmp_path):
    (tmp_path / "apprise.py").write_text("raise ImportError")
    channel = AppriseChannel(path=os.pathsep.join([str(tmp_path), *sys.path]))
    outcome = asyncio.run(channel.send(message("json://x"), Delivery(NOW)))
    assert isinstance(outcome, Refused)
    assert "pip install apprise" in outcome.reason


def test_channels_without_settings_are_left_out(tmp_path):
    assert set(make_channels(folder=tmp_path)) == {"file", "stdout", "webhook", "apprise"}
    everything = make_channels(
        folder=tmp_path, mail=MailServer("h", "a@b.example"), telegram=Bot("t"), whatsapp=Business("1", "t", "x"),
        feed_folder=tmp_path, key=b"k",
    )  # fmt: skip
    assert set(everything) == set(CHANNELS)
