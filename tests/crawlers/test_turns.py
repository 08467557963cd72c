from dataclasses import dataclass, field

from tests.crawlers.conftest import feed, outlet_of, run


@dataclass
class Noted:
    """Turns that only remember who asked."""

    taken: list[tuple[str, float]] = field(default_factory=list)
    rested: list[str] = field(default_factory=list)

    async def take(self, host, delay) -> None:
        self.taken.append((host, delay.total_seconds()))

    async def rest(self, host, _until) -> None:
        self.rested.append(host)


def test_every_request_takes_its_turn_with_the_hosts_delay(site) -> None:
    site.pages |= {"/feed/": feed(site, "/a/1", "/a/2"), "/a/1": b"<p>x</p>", "/a/2": b"<p>y</p>"}
    turns = Noted()
    run(outlet_of(site, delay=0.01), turns=turns)
    host = f"127.0.0.1:{site.port}"
    asked = [path for path, _ in site.log]
    assert {"/feed/", "/a/1", "/a/2"} <= set(asked)
    assert turns.taken.count((host, 0.01)) >= 3


def test_a_host_that_asks_to_wait_is_left_alone_by_all(site) -> None:
    site.pages |= {"/feed/": (429, {"Retry-After": "600"}, b"")}
    turns = Noted()
    run(outlet_of(site), turns=turns)
    assert turns.rested == [f"127.0.0.1:{site.port}"]
