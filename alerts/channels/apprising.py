"""Runs Apprise in a process of its own that connects to allowed addresses only: `python -m alerts.channels.apprising`.

Apprise has some 130 services, of which many take a host from the address (`json://`, `ntfy://`, `mailto://`); they
connect through five libraries, follow redirects and resolve names themselves. The guard therefore sits below all of
them: Python tells an audit hook (PEP 578) of every connection, in every thread, with the address that was resolved. A
hook can neither be narrowed to a thread nor taken back, hence the process. It reads one JSON object and leaves with one
of the numbers below; what it was kept from is the only line it writes.
"""

import importlib
import json
import os
import sys
from collections.abc import Callable, Mapping
from typing import Any

from base.address import IPNetwork, is_allowed, parse_networks

SENT, FAILED, MISSING, UNKNOWN, REFUSED = 0, 10, 11, 12, 13
"""How it leaves: sent; not delivered; Apprise is not installed; no such kind of address; kept from an address."""
CONNECTING = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
STARTING = frozenset(
    {"subprocess.Popen", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.system"}
)


def environment(given: Mapping[str, str], path: str) -> dict[str, str]:
    """Return what the process gets of an environment: none of our secrets, and no proxy that would connect for it.

    Args:
        given: The environment of the caller.
        path: Folders in which modules are looked for.
    """
    kept = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "SSL_CERT_FILE", "SSL_CERT_DIR")
    return {name: given[name] for name in kept if name in given} | {"PYTHONPATH": path}


class Guard:
    """An audit hook.

    Args:
        allow: Networks permitted although they are not public.
        refused: What the process was kept from.
    """

    def __init__(self, allow: tuple[IPNetwork, ...]) -> None:
        self._allow = allow
        self.refused: list[str] = []

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Refuse a connection to an address that is not allowed, and every new process."""
        if event in CONNECTING:
            self._check(arguments[1])
        elif event in STARTING:
            self._refuse(str(arguments[0]) if arguments else event)

    def _check(self, address: Any) -> None:
        # A name is refused, too: whoever connects by one lets the system resolve it after we have looked.
        host = str(address[0]) if isinstance(address, tuple) and address else str(address)
        if not is_allowed(host, self._allow):
            self._refuse(host)

    def _refuse(self, what: str) -> None:
        self.refused.append(what)
        raise PermissionError(f"{what} is not allowed")


def send(asked: Mapping[str, Any], guard: Guard) -> int:
    """Send a message and return how the process is to leave.

    Args:
        asked: `recipient`, `title` and `body`.
        guard: Installed already.
    """
    try:
        apprise = importlib.import_module("apprise")
    except ImportError:
        return MISSING
    service = apprise.Apprise()
    if not service.add(asked["recipient"]):
        return UNKNOWN
    try:
        sent = service.notify(body=asked["body"], title=asked["title"])
    except PermissionError:
        return REFUSED
    return SENT if sent else REFUSED if guard.refused else FAILED


def main(install: Callable[[Guard], None] = sys.addaudithook) -> None:
    """Read what is to be sent from standard input and send it."""
    asked = json.load(sys.stdin)
    guard = Guard(parse_networks(asked["allow"]))
    answers = os.dup(1)
    os.dup2(2, 1)  # libraries may print
    install(guard)
    code = send(asked, guard)
    if code == REFUSED:
        os.write(answers, guard.refused[0].encode(errors="replace")[:200] if guard.refused else b"?")
    sys.stderr.flush()
    os._exit(code)  # a thread of a library keeps nobody waiting


if __name__ == "__main__":
    main()
