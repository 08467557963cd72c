"""Stands in for Apprise: takes the same calls and connects as its services do, in all the ways that they have."""

import http.client
import os
import socket
import subprocess
import threading
import urllib.request
from urllib.parse import urlsplit


class Apprise:
    """Sends by the scheme of the address."""

    def add(self, address: str) -> bool:
        self._address = urlsplit(address)
        return self._address.scheme in WAYS

    def notify(self, *, body: str, title: str) -> bool:
        told: list[bool] = []

        def run() -> None:
            try:
                told.append(WAYS[self._address.scheme](self._address, f"{title}\n{body}".encode()))
            except OSError:
                told.append(False)

        thread = threading.Thread(target=run)
        thread.start()
        thread.join()
        return told[0]


def post(address, body: bytes) -> bool:
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=300)
    connection.request("POST", address.path or "/", body)
    return connection.getresponse().status == 200


def follow(address, _body: bytes) -> bool:
    with urllib.request.urlopen(f"http://{address.netloc}{address.path}", timeout=300) as answer:
        return answer.status == 200


def datagram(address, body: bytes) -> bool:
    with socket.socket(type=socket.SOCK_DGRAM) as sender:
        return sender.sendto(body, (address.hostname, address.port)) > 0


def program(_address, _body: bytes) -> bool:
    return subprocess.run(["true"], check=False).returncode == 0


def unsecret(_address, _body: bytes) -> bool:
    return not any(name.startswith("PANTAU_") or name.lower().endswith("_proxy") for name in os.environ)


WAYS = {"json": post, "follow": follow, "syslog": datagram, "program": program, "unsecret": unsecret}
