"""The address guard: what an outward request may reach (outlets, webhooks, probes, time-stamp authorities).

Private, loopback, link-local, multicast, reserved and documentation networks are refused in every notation, unless the
caller names a network that is allowed. The check is made on resolved addresses, at connection time, so that a name that
changes its answer (DNS rebinding) gains nothing.
"""

import ipaddress
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from base.errors import AddressRefusedError
from base.said import said

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
IPNetwork = ipaddress.IPv4Network | ipaddress.IPv6Network

CREDENTIALS = re.compile(r"//[^/?#]*@")
SCHEMES = frozenset({"http", "https"})
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: carries an IPv4 address in its last 32 bits
SIX_TO_FOUR = ipaddress.IPv6Network("2002::/16")  # RFC 3056: carries an IPv4 address in bits 16..48


def parse_networks(names: Iterable[str]) -> tuple[IPNetwork, ...]:
    """Return networks from CIDR text.

    Raises:
        ValueError: A text is not a network; the message names it.
    """
    return tuple(ipaddress.ip_network(name, strict=False) for name in names)


def embedded(address: IPAddress) -> IPAddress:
    """Return the IPv4 address that an IPv6 address carries (mapped, NAT64, 6to4, Teredo), else the address itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if address in SIX_TO_FOUR and address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    return address


def is_allowed(address: str, allow: Iterable[IPNetwork] = ()) -> bool:
    """Tell whether a resolved address may be connected to.

    Args:
        address: An IP address as the resolver gives it (a zone id such as `%eth0` is cut off).
        allow: Networks that are allowed although they are not public.
    """
    try:
        found = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    carried = embedded(found)
    if any(carried in network for network in allow if network.version == carried.version):
        return True
    return carried.is_global and not carried.is_multicast and not carried.is_reserved


def literal_address(host: str) -> IPAddress | None:
    """Return the address a host name spells out, in any notation a resolver accepts; None for a real name.

    Covers dotted, decimal, hexadecimal and octal IPv4 (`2130706433`, `0x7f.1`, `0177.0.0.1`) and bracketed IPv6.
    """
    bare = host.strip("[]").split("%", 1)[0]
    try:
        return ipaddress.ip_address(bare)
    except ValueError:
        return _legacy_ipv4(bare)


def _legacy_ipv4(host: str) -> ipaddress.IPv4Address | None:
    parts = host.rstrip(".").split(".")
    if not 1 <= len(parts) <= 4:  # noqa: PLR2004 - inet_aton takes one to four parts
        return None
    try:
        numbers = [_number(part) for part in parts]
    except ValueError:
        return None
    *heads, last = numbers
    if any(head > 0xFF for head in heads) or last >= 256 ** (5 - len(parts)):  # noqa: PLR2004 - a byte each
        return None
    value = last
    for index, head in enumerate(heads):
        value |= head << (24 - 8 * index)
    return ipaddress.IPv4Address(value)


def _number(part: str) -> int:
    lowered = part.lower()
    if lowered.startswith("0x"):
        return int(lowered[2:] or "0", 16)
    if len(lowered) > 1 and lowered.startswith("0"):
        return int(lowered, 8)
    if not lowered.isascii() or not lowered.isdigit():
        raise ValueError(part)
    return int(lowered)


def check_url(url: str, allow: Iterable[IPNetwork] = ()) -> str:
    """Return the URL when its scheme and, where it is spelled as a literal, its address may be fetched.

    A host name passes here and is checked again when it has been resolved.

    Raises:
        AddressRefusedError: Another scheme than http(s), no host, credentials in the URL, or a refused literal.
    """
    shown = CREDENTIALS.sub("//***@", url)  # a refusal goes to logs, pages and terminals
    try:
        parts = urlsplit(url)
        host = parts.hostname
        _ = parts.port
    except ValueError as error:
        raise AddressRefusedError(said("{url!r} is not an address: {error}", url=shown, error=error)) from error
    if parts.scheme.lower() not in SCHEMES:
        raise AddressRefusedError(said("{url!r}: only http and https are fetched", url=shown))
    if not host:
        raise AddressRefusedError(said("{url!r} names no host", url=shown))
    if parts.username is not None:
        raise AddressRefusedError(said("{url!r} carries credentials; remove them", url=shown))
    literal = literal_address(host)
    if literal is not None and not is_allowed(str(literal), allow):
        raise AddressRefusedError(
            said("{url!r} is not a public address; name its network in allow_network to permit it", url=shown)
        )
    return url
