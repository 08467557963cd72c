import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from aiosmtpd.smtp import SMTP

from alerts.channels.smtp import SmtpChannel
from alerts.model import Delivery, Message, Outcome, Receipt, Refused, Retryable
from base.said import retold

NOW = datetime(2024, 11, 1, 5, tzinfo=UTC)
MESSAGE = Message("k", "instant", "petugas@warta.example", "kalsel", "Kalsel", "Perihal", "Isi\n.\nBaris titik\n", NOW)


class Server:
    """A real SMTP server that answers what it is told to."""

    def __init__(self, rcpt: str = "250 OK", data: str = "250 OK") -> None:
        self.rcpt, self.data, self.got = rcpt, data, []

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 - aiosmtpd's name
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd's name
        if self.data.startswith("250"):
            self.got.append(envelope.content)
        return self.data


def send(handler: Server, message: Message = MESSAGE, *, closed: bool = False, **settings: object) -> Outcome:
    async def talk() -> Outcome:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: SMTP(handler, loop=loop), "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        if closed:
            server.close()
        channel = SmtpChannel("127.0.0.1", port, "pantau@warta.example", **({"security": "none"} | settings))
        try:
            return await channel.send(message, Delivery(NOW))
        finally:
            server.close()

    return asyncio.run(talk())


def test_a_mail_that_is_taken_gives_a_receipt_with_its_message_id():
    server = Server()
    outcome = send(server)
    assert isinstance(outcome, Receipt)
    assert outcome.ref.endswith("@warta.example>")
    assert b"Baris titik" in server.got[0]


@pytest.mark.parametrize(
    ("answers", "kind", "about"),
    [
        ({"rcpt": "450 busy"}, Retryable, False),
        ({"rcpt": "451 greylisted"}, Retryable, False),
        ({"rcpt": "550 no such user"}, Refused, "recipient"),
        ({"rcpt": "551 moved"}, Refused, "recipient"),
        ({"rcpt": "552 mailbox full"}, Refused, "message"),
        ({"data": "421 closing"}, Retryable, True),
        ({"data": "451 local error"}, Retryable, False),
        ({"data": "552 too big"}, Refused, "message"),
        ({"data": "554 looks like spam"}, Refused, "message"),
    ],
)
def test_the_servers_answer_decides(answers, kind, about):
    outcome = send(Server(**answers))
    assert isinstance(outcome, kind)
    assert (outcome.everyone if kind is Retryable else outcome.scope) == about
    assert next(iter(answers.values()))[:3] in outcome.reason


def test_a_server_without_starttls_is_told_with_what_to_set():
    outcome = send(Server(), security="starttls")
    assert isinstance(outcome, Retryable)
    assert outcome.everyone
    assert "set security to tls" in outcome.reason
    assert "isi security dengan tls" in retold(str(outcome.reason), "id")


@pytest.mark.parametrize(
    "address", ["pétugas@warta.example", "a b@warta.example", "a@b@warta.example", "x@y\r\nBcc: z@y"]
)
def test_an_address_that_cannot_be_written_is_refused_at_once(address):
    outcome = send(Server(), replace(MESSAGE, recipient=address))
    assert isinstance(outcome, Refused)
    assert outcome.scope == "recipient"


def test_what_a_server_answers_cannot_paint_the_terminal():
    outcome = send(Server(data="554 \x1b[31mspam\x1b[0m"))
    assert "\x1b" not in outcome.reason


def test_a_server_without_encryption_says_so():
    channel_says = send(Server(), security="starttls")
    assert isinstance(channel_says, Retryable)
    assert "STARTTLS" in channel_says.reason


def test_no_server_is_a_fault_for_everyone():
    outcome = send(Server(), closed=True)
    assert isinstance(outcome, Retryable)
    assert outcome.everyone


def test_a_server_that_knows_no_login_refuses_the_channel_or_waits():
    outcome = send(Server(), username="pantau", password="geheim")
    assert isinstance(outcome, Retryable | Refused)
    assert "geheim" not in outcome.reason


def test_the_password_is_not_shown():
    assert "geheim" not in repr(SmtpChannel("h", 25, "a@b.example", "u", "geheim"))


def test_a_hostile_subject_reaches_nobody_else():
    server = Server()
    send(server, replace(MESSAGE, subject="=?utf-8?q?=0d=0aBcc:_musuh=40example.com?= \r\nBcc: musuh@example.com"))
    head = server.got[0].split(b"\r\n\r\n")[0]
    assert not any(line.lower().startswith(b"bcc") for line in head.split(b"\r\n"))
