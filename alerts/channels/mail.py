"""E-mail: the message as RFC 5322 text. Threads hang on a root that is never sent, so that order does not matter."""

import re
from email.message import EmailMessage
from email.utils import format_datetime

from alerts.channels.headers import encode_phrase, encode_text, mailbox, new_message
from alerts.model import Message
from alerts.outbox import message_id

_WEB = re.compile(r"https?://[!-~]+")


def compose(message: Message, sender: str, sender_name: str = "Pantau") -> EmailMessage:
    """Return the mail of a message.

    Args:
        message: What is sent.
        sender: Plain address; its domain names our Message-IDs.
        sender_name: Shown beside the address.
    """
    domain = sender.rpartition("@")[2]
    mail = new_message()
    mail["From"] = mailbox(sender_name, sender)
    mail["To"] = mailbox("", message.recipient)
    mail["Subject"] = encode_text(message.subject)
    mail["Date"] = format_datetime(message.made_at)
    mail["Message-ID"] = f"<{message_id(message.key)}@{domain}>"
    if message.thread is not None:
        root = f"<{message_id(f'thread:{message.subscription_id}:{message.thread}')}@{domain}>"
        mail["References"] = root
        mail["In-Reply-To"] = root
    mail["List-Id"] = f"{encode_phrase(message.subscription)}\n <{message.subscription_id}.pantau.{domain}>"
    if message.unsubscribe is not None and _WEB.fullmatch(message.unsubscribe):
        mail["List-Unsubscribe"] = f"<{message.unsubscribe}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    if message.level in {"Kritis", "Tinggi"} and message.form == "instant":
        mail["Importance"] = "high"
    mail.set_content(message.text, cte="quoted-printable")
    if message.html is not None:
        mail.add_alternative(message.html, subtype="html", cte="quoted-printable")
    mail["Content-Language"] = message.language  # last: whoever sets the content drops what is said about it
    return mail
