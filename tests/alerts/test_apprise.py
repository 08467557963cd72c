"""Whatever Apprise does with an address, it reaches what webhooks reach and nothing else."""

import asyncio
import os
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from alerts.channels.apprise import AppriseChannel
from alerts.channels.make import make_channels
from alerts.model import Delivery, Message, Outcome, Receipt, Refused
from base.address import parse_networks

NOW = datetime(2024, 11, 1, 5, tzinfo=UTC)
STAND_IN = os.pathsep.join([str(Path(__file__).parent.parent / "contracts" / "stand_in"), *sys.path])
HERE = parse_networks(["127.0.0.1/32"])


@pytest.fixture
def inside() -> Iterator[tuple[int, list[str]]]:
    """A server that nobody is to reach: on every loopback address, with what it was asked."""
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(302 if self.path == "/away" else 200)
            self.send_header("Location", f"http://127.0.0.2:{server.server_port}/secret")
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    server = HTTPServer(("0.0.0.0", 0), Answer)  # noqa: S104 - 127.0.0.1 and 127.0.0.2
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield server.server_port, asked
    server.shutdown()
    server.server_close()


def sent(recipient: str, channel: AppriseChannel) -> Outcome:
    message = Message("k", "instant", recipient, "kalsel", "Kalsel", "Perihal", "Isi", NOW, html="", summary="s")
    return asyncio.run(channel.send(message, Delivery(NOW)))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]"])
def test_apprise_reaches_no_private_address(inside, host) -> None:
    port, asked = inside
    outcome = sent(f"json://{host}:{port}/x", AppriseChannel(path=STAND_IN))
    assert isinstance(outcome, Refused)
    assert "not a public address" in outcome.reason
    assert asked == []


def test_apprise_follows_no_redirect_to_a_private_address(inside) -> None:
    port, asked = inside
    outcome = sent(f"follow://127.0.0.1:{port}/away", AppriseChannel(HERE, STAND_IN))
    assert isinstance(outcome, Refused)
    assert "127.0.0.2" in outcome.reason
    assert asked == ["/away"]


def test_apprise_sends_no_datagram_inside_and_starts_no_program() -> None:
    for recipient in ("syslog://127.0.0.1:9/", "syslog://localhost:9/", "program://x"):
        assert isinstance(sent(recipient, AppriseChannel(path=STAND_IN)), Refused)


def test_apprise_reaches_a_network_that_is_named_and_is_told_no_secret(inside, monkeypatch) -> None:
    port, asked = inside
    monkeypatch.setenv("PANTAU_MAIL__PASSWORD", "rahasia")
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    channel = AppriseChannel(HERE, STAND_IN)
    assert isinstance(sent(f"json://127.0.0.1:{port}/x", channel), Receipt)
    assert asked == ["/x"]
    assert isinstance(sent("unsecret://x", channel), Receipt)


def test_apprise_has_the_networks_of_the_webhooks(tmp_path) -> None:
    channel = make_channels(folder=tmp_path, allow_networks=("127.0.0.1/32",))["apprise"]
    assert channel == AppriseChannel(HERE)
