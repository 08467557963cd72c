"""Sends mail through a server of the organisation (RFC 5321), one connection a message."""

import ssl
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

import aiosmtplib

from alerts.channels.headers import is_plain
from alerts.channels.mail import compose
from alerts.model import Delivery, Message, Outcome, Receipt, Refused, Retryable
from alerts.wording import clean_line
from base.said import Said, said

TIMEOUT = 30.0
CHANNEL: Literal["channel"] = "channel"
RECIPIENT: Literal["recipient"] = "recipient"
GREYLIST = timedelta(minutes=5)  # a temporary 450/451 is mostly greylisting, which lets in after some minutes
NO_SUCH_USER = frozenset({550, 551, 553, 556})
"""Answers to RCPT that mean nobody is there (RFC 5321 4.2.3, RFC 7505)."""
NOT_WELCOME = frozenset({530, 534, 535, 538})
"""Answers that mean our credentials or encryption are wrong (RFC 4954)."""


@dataclass(frozen=True)
class SmtpChannel:
    """E-mail.

    Args:
        sender: Our address.
        username: None: the server asks for none.
        security: `starttls`, `tls` from the first byte, or `none` (a server on the same machine).
        tls: Certificates to trust; None: the system's.
    """

    host: str
    port: int
    sender: str
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    security: Literal["starttls", "tls", "none"] = "starttls"
    sender_name: str = "Pantau"
    tls: ssl.SSLContext | None = None

    async def send(self, message: Message, delivery: Delivery) -> Outcome:
        """Send one mail; the server's answers decide."""
        _ = delivery
        for address, scope in ((self.sender, CHANNEL), (message.recipient, RECIPIENT)):
            if not is_plain(address):
                return Refused(said("{recipient!r} is no mail address", recipient=address), scope)
        mail = compose(message, self.sender, self.sender_name)
        server = aiosmtplib.SMTP(
            hostname=self.host,
            port=self.port,
            username=self.username,
            password=self.password,
            use_tls=self.security == "tls",
            start_tls=self.security == "starttls",
            tls_context=self.tls,
            timeout=TIMEOUT,
        )
        try:
            async with server:
                _, answer = await server.sendmail(self.sender, message.recipient, mail.as_bytes())
        except aiosmtplib.SMTPRecipientsRefused as error:
            return _refused_recipient(error.recipients[0])
        except aiosmtplib.SMTPResponseException as error:
            return _answered(error.code, error.message)
        except (aiosmtplib.SMTPException, OSError) as error:
            if "STARTTLS extension not supported" in str(error):  # aiosmtplib has no class of its own for it
                return Retryable(no_starttls(self.host, self.port), everyone=True)
            told = said(
                "no mail could be handed to {host}:{port}: {error}",
                host=self.host, port=self.port, error=_short(str(error)) or type(error).__name__,
            )  # fmt: skip
            return Retryable(told, everyone=True)
        return Receipt(ref=str(mail["Message-ID"]), detail=_short(answer))


def no_starttls(host: str, port: int) -> Said:
    """Return what is told of a server that does not encrypt when we ask it to (RFC 3207)."""
    return said(
        "{host}:{port} offers no encryption by STARTTLS. In [mail] set security to tls (mostly port 465), or to none "
        "for a server on this machine",
        host=host,
        port=port,
    )


def _refused_recipient(error: aiosmtplib.SMTPRecipientRefused) -> Outcome:
    if error.code in NO_SUCH_USER:
        return Refused(f"{error.code} {_short(error.message)}", "recipient")
    return _answered(error.code, error.message)


def _answered(code: int, text: str) -> Outcome:
    reason = f"{code} {_short(text)}"
    if code == 421:  # noqa: PLR2004 - the server closes: nobody gets anything now (RFC 5321 3.8)
        return Retryable(reason, everyone=True)
    if 400 <= code < 500:  # noqa: PLR2004 - transient negative completion
        return Retryable(reason, after=GREYLIST)
    if code in NOT_WELCOME:
        return Refused(reason, "channel")
    # 552 and the like concern this message (too big, mailbox full, content), not the recipient as such.
    return Refused(reason, "message")


def _short(text: str) -> str:
    return clean_line(text, 200)
