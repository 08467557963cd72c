"""An Atom feed for each subscription under a secret name, as files that the pages (or any web server) serve."""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from xml.etree import ElementTree as ET

from alerts.channels.file import write_whole
from alerts.model import Delivery, Message, Outcome, Receipt, Retryable
from alerts.outbox import message_id
from alerts.wording import clean_line

ATOM = "http://www.w3.org/2005/Atom"
MOST_ENTRIES = 100
ET.register_namespace("", ATOM)


@dataclass(frozen=True)
class FeedChannel:
    """Feeds as files `<secret>.atom`.

    Args:
        folder: Where the files lie.
        key: Makes the secret names; the same key gives the same addresses.
        public_url: Where the pages serve them, below `/feeds/`; None: only files.
    """

    folder: Path
    key: bytes = field(repr=False)
    public_url: str | None = None

    def name(self, subscription: str) -> str:
        """Return the secret file name of a subscription's feed."""
        return hmac.new(self.key, f"feed:{subscription}".encode(), hashlib.sha256).hexdigest()[:40] + ".atom"

    def begin(self, subscription: str, title: str, messages: Iterable[Message], now: datetime) -> None:
        """Write the feed of a new subscription, so that its address holds from the start.

        Args:
            subscription: Its id.
            title: Of the feed.
            messages: What stands in it already, oldest first.
            now: The present.

        Raises:
            OSError: The folder cannot be written.
        """
        path = self.folder / self.name(subscription)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, self.text(subscription, title, messages, now))

    def text(self, subscription: str, title: str, messages: Iterable[Message], since: datetime) -> str:
        """Return the feed of a subscription that was told nothing but `messages`, as `begin` writes it."""
        address = self.address(subscription)
        feed = _new(subscription, title)
        _head(feed, _stamp(since), address)
        for message in messages:
            _put(feed, message, _identity(message), address)
        return ET.tostring(feed, encoding="unicode", xml_declaration=True)

    def end(self, subscription: str) -> None:
        """Remove the feed of a subscription that is no more; nothing happens when there is none."""
        (self.folder / self.name(subscription)).unlink(missing_ok=True)

    async def send(self, message: Message, delivery: Delivery) -> Outcome:
        """Put the message on top of the feed; one that stands there already is left as it is."""
        _ = delivery
        path = self.folder / self.name(message.subscription_id)
        identity = _identity(message)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            feed = _read(path, message)
            if identity not in {entry.findtext(f"{{{ATOM}}}id") for entry in feed.iter(f"{{{ATOM}}}entry")}:
                _put(feed, message, identity, self.address(message.subscription_id))
                write_whole(path, ET.tostring(feed, encoding="unicode", xml_declaration=True))
        except OSError as error:
            return Retryable(f"cannot write {path.parent}: {error.strerror}", everyone=True)
        return Receipt(ref=identity, detail=path.name[:6] + "….atom")

    def address(self, subscription: str) -> str | None:
        """Return where the pages serve a subscription's feed; None: only its file is known."""
        return None if self.public_url is None else f"{self.public_url.rstrip('/')}/feeds/{self.name(subscription)}"


def _read(path: Path, message: Message) -> ET.Element:
    if path.exists():
        try:
            return ET.parse(path).getroot()  # noqa: S314 - our own file
        except ET.ParseError:
            pass  # damaged from outside: begun anew below
    return _new(message.subscription_id, message.subscription)


def _new(subscription: str, title: str) -> ET.Element:
    feed = ET.Element(f"{{{ATOM}}}feed")
    _text(feed, "id", f"urn:sha256:{message_id(f'feed:{subscription}')}")
    _text(feed, "title", clean_line(title))
    return feed


def _identity(message: Message) -> str:
    return f"urn:sha256:{message_id(message.key)}"


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _head(feed: ET.Element, stamp: str, address: str | None) -> None:
    for old in [
        *feed.findall(f"{{{ATOM}}}updated"),
        *feed.findall(f"{{{ATOM}}}link"),
        *feed.findall(f"{{{ATOM}}}author"),
    ]:
        feed.remove(old)
    _text(feed, "updated", stamp)
    ET.SubElement(ET.SubElement(feed, f"{{{ATOM}}}author"), f"{{{ATOM}}}name").text = "Pantau"
    if address is not None:
        ET.SubElement(feed, f"{{{ATOM}}}link", {"rel": "self", "href": address})


def _put(feed: ET.Element, message: Message, identity: str, address: str | None) -> None:
    stamp = _stamp(message.made_at)
    _head(feed, stamp, address)
    entries = feed.findall(f"{{{ATOM}}}entry")
    for entry in entries:
        feed.remove(entry)
    new = ET.SubElement(feed, f"{{{ATOM}}}entry")
    _text(new, "id", identity)
    _text(new, "title", clean_line(message.subject))
    _text(new, "updated", stamp)
    if message.link is not None:
        ET.SubElement(new, f"{{{ATOM}}}link", {"href": message.link})
    content = ET.SubElement(new, f"{{{ATOM}}}content", {"type": "html"})
    content.text = _valid(message.html or f"<pre>{escape(message.text)}</pre>")
    feed.extend(entries[: MOST_ENTRIES - 1])


def _text(parent: ET.Element, name: str, value: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}{name}").text = _valid(value)


def _valid(text: str) -> str:
    """Return the text without characters that XML 1.0 does not allow."""
    return "".join(
        c for c in text if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )
