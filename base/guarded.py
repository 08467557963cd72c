"""HTTP clients that reach public addresses only: webhooks, probes, `pantau read`, time-stamp authorities.

The guard sits where the connection is made, after the name has been resolved: a redirect, a literal in an odd notation
or a name that answers differently the second time all end there. The address that was checked is the one connected to.
"""

import socket
import ssl
from collections.abc import Iterable
from typing import Any

import httpcore
import httpx

from base.address import IPNetwork, check_url, is_allowed
from base.errors import AddressRefusedError
from base.said import said

TIMEOUT = httpx.Timeout(20.0, connect=10.0)
MOST_REDIRECTS = 5


def _checked(host: str, port: int, allow: tuple[IPNetwork, ...]) -> str:
    """Resolve a host and return the first address, when all of its addresses are allowed."""
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise httpcore.ConnectError(f"{host} cannot be resolved: {error}") from error
    addresses = [str(answer[4][0]) for answer in answers]
    for address in addresses:
        if not is_allowed(address, allow):
            raise AddressRefusedError(
                said(
                    "{host} resolves to {address}, which is not public; it is not contacted", host=host, address=address
                )
            )
    return addresses[0]


class _Backend(httpcore.SyncBackend):
    def __init__(self, allow: tuple[IPNetwork, ...]) -> None:
        self._allow = allow

    def connect_tcp(self, host: str, port: int, *args: Any, **kwargs: Any) -> httpcore.NetworkStream:
        return super().connect_tcp(_checked(host, port, self._allow), port, *args, **kwargs)


class _AsyncBackend(httpcore.AnyIOBackend):
    def __init__(self, allow: tuple[IPNetwork, ...]) -> None:
        self._allow = allow

    async def connect_tcp(self, host: str, port: int, *args: Any, **kwargs: Any) -> httpcore.AsyncNetworkStream:
        import anyio.to_thread

        address = await anyio.to_thread.run_sync(_checked, host, port, self._allow)
        return await super().connect_tcp(address, port, *args, **kwargs)


class _Transport(httpx.HTTPTransport):
    def __init__(self, allow: tuple[IPNetwork, ...], context: ssl.SSLContext) -> None:
        super().__init__(verify=context)
        # httpx offers no argument for httpcore's network backend; the pool is httpcore's public class.
        self._pool = httpcore.ConnectionPool(ssl_context=context, network_backend=_Backend(allow))


class _AsyncTransport(httpx.AsyncHTTPTransport):
    def __init__(self, allow: tuple[IPNetwork, ...], context: ssl.SSLContext) -> None:
        super().__init__(verify=context)
        self._pool = httpcore.AsyncConnectionPool(ssl_context=context, network_backend=_AsyncBackend(allow))


def guarded_client(allow: Iterable[IPNetwork] = (), **options: Any) -> httpx.Client:
    """Return a client that refuses private addresses but those in `allow`.

    Args:
        allow: Networks permitted although they are not public.
        options: Passed to `httpx.Client` (headers, timeout ...).
    """
    networks = tuple(allow)
    options.setdefault("timeout", TIMEOUT)
    hooks = {"request": [lambda request: _check(request, networks)]}
    transport = _Transport(networks, ssl.create_default_context())
    return httpx.Client(
        transport=transport, event_hooks=hooks, max_redirects=MOST_REDIRECTS, trust_env=False, **options
    )


def guarded_async_client(allow: Iterable[IPNetwork] = (), **options: Any) -> httpx.AsyncClient:
    """Return the asynchronous twin of `guarded_client`."""
    networks = tuple(allow)
    options.setdefault("timeout", TIMEOUT)

    async def check(request: httpx.Request) -> None:
        _check(request, networks)

    transport = _AsyncTransport(networks, ssl.create_default_context())
    return httpx.AsyncClient(
        transport=transport, event_hooks={"request": [check]}, max_redirects=MOST_REDIRECTS, trust_env=False, **options
    )


def _check(request: httpx.Request, allow: tuple[IPNetwork, ...]) -> None:
    check_url(str(request.url), allow)
