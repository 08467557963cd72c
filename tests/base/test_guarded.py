import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpx
import pytest

from base.address import parse_networks
from base.errors import AddressRefusedError
from base.guarded import guarded_async_client, guarded_client


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "http://10.0.0.1/secret")
            self.end_headers()
            return
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"halo")

    def log_message(self, *args: object) -> None: ...


@pytest.fixture
def address() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_name_that_resolves_to_loopback_is_refused(address: str) -> None:
    with guarded_client() as client, pytest.raises(AddressRefusedError):
        client.get(address)


def test_an_allowed_network_is_reached(address: str) -> None:
    with guarded_client(parse_networks(["127.0.0.0/8", "::1/128"])) as client:
        assert client.get(address).text == "halo"


def test_a_redirect_to_a_private_address_is_refused(address: str) -> None:
    with (
        guarded_client(parse_networks(["127.0.0.0/8", "::1/128"]), follow_redirects=True) as client,
        pytest.raises(AddressRefusedError),
    ):
        client.get(f"{address}/away")


async def _get(address: str, allow: list[str]) -> httpx.Response:
    async with guarded_async_client(parse_networks(allow)) as client:
        return await client.get(address)


def test_the_asynchronous_client_keeps_the_same_rules(address: str) -> None:
    import asyncio

    assert asyncio.run(_get(address, ["127.0.0.0/8", "::1/128"])).text == "halo"
    with pytest.raises(AddressRefusedError):
        asyncio.run(_get(address, []))
