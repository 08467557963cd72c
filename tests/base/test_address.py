import pytest

from base.address import check_url, is_allowed, literal_address, parse_networks
from base.errors import AddressRefusedError


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[64:ff9b::a00:1]/",
        "http://[2002:a00:1::]/",
        "http://169.254.169.254/latest/meta-data",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
        "http://224.0.0.1/",
        "http://[fe80::1%25eth0]/",
        "file:///etc/passwd",
        "ftp://example.org/",
        "http:///nohost",
        "http://user:secret@example.org/",
        "http://[::1",
        "http://example.org:99999/",
        "javascript:alert(1)",
    ],
)
def test_private_and_odd_addresses_are_refused(url: str) -> None:
    with pytest.raises(AddressRefusedError):
        check_url(url)


@pytest.mark.parametrize(
    "url", ["https://example.org/a?b=c", "http://8.8.8.8/", "http://[2606:4700::1111]/", "http://kab.go.id:8080/"]
)
def test_public_addresses_pass(url: str) -> None:
    assert check_url(url) == url


def test_a_named_network_is_allowed_and_its_neighbours_are_not() -> None:
    allow = parse_networks(["127.0.0.0/8"])
    assert check_url("http://127.0.0.9:8000/", allow)
    assert is_allowed("::ffff:127.0.0.1", allow)
    assert not is_allowed("10.0.0.1", allow)
    assert not is_allowed("not an address", allow)


def test_a_host_name_is_no_literal() -> None:
    assert literal_address("kalteng.example") is None
    assert literal_address("1.2.3.4.5") is None
    assert literal_address("0x") is not None


@pytest.mark.parametrize("scheme", ["https", "ftp"])
def test_a_refused_address_tells_no_password(scheme: str) -> None:
    with pytest.raises(AddressRefusedError) as caught:
        check_url(f"{scheme}://rina:rahasia@warta.example/x")
    assert "rahasia" not in caught.value.tell("id") + str(caught.value)
    assert "warta.example" in str(caught.value)
