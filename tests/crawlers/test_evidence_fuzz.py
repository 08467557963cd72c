"""What strangers send must come back as it was sent, and made-up bytes must end in a stated refusal."""

import gzip
import json
from datetime import UTC, datetime
from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from crawlers.evidence.authority import StampError, check_token, load_roots
from crawlers.evidence.cdx import index, key
from crawlers.evidence.chain import CHAIN, parse
from crawlers.evidence.der import sort_certificates
from crawlers.evidence.record import to_warc
from crawlers.evidence.seal import seal, unseal
from crawlers.evidence.verify import check
from crawlers.job import Exchange

FEW = settings(max_examples=25, deadline=None)
AT = datetime(2024, 11, 5, tzinfo=UTC)
NAMES = st.from_regex(r"[A-Za-z][A-Za-z0-9-]{0,20}", fullmatch=True).filter(
    lambda name: name.lower() not in {"content-length", "transfer-encoding", "content-encoding"}
)
VALUES = st.text(st.characters(min_codepoint=0x21, max_codepoint=0xFF, exclude_characters="\x7f\x85\xa0"), max_size=40)
KEY = bytes(range(32))


@FEW
@given(st.lists(st.tuples(NAMES, VALUES), max_size=8), st.binary(max_size=400), st.booleans(), st.text(max_size=30))
@example([("X", "WARC/1.1")], b"\r\n\r\nWARC/1.1\r\n", True, "\r\n\r\n")  # noqa: FBT003 - chunked
def test_any_exchange_comes_back_as_it_was(headers, body, chunked, tail):
    how = ("Transfer-Encoding", "chunked") if chunked else ("Content-Length", str(len(body)))
    sent = Exchange(f"https://satu.example.com/{tail}", AT, (("Accept", "*/*"),), 200, (*headers, how), body)
    data = to_warc(sent, 1, None)
    opened = unseal(
        seal(data, KEY, url=sent.url, at="x", article_id=1, name="<urn:x>"), KEY, url=sent.url, at="x", article_id=1
    )
    assert opened == data
    response, request = [
        (found.rec_type, found.http_headers, found.content_stream().read())
        for found in ArchiveIterator(BytesIO(data), check_digests="raise")
    ]
    assert (response[0], request[0]) == ("response", "request")
    assert response[2] == body
    wire = "".join(f"{name}: {value}\r\n" for name, value in (*headers, how)).encode("latin-1")
    assert b"HTTP/1.1 200 OK\r\n" + wire + b"\r\n" in gzip.decompress(data)
    (line,) = index(BytesIO(data), "a.warc.gz")
    assert json.loads(line.split(" ", 2)[2])["offset"] == "0"


@FEW
@given(st.binary(max_size=300))
def test_made_up_bytes_are_no_sealed_record(data):
    for wrapped in (data, gzip.compress(data), gzip.compress(b"WARC/1.1\r\n" + data)):
        assert unseal(wrapped, KEY, url="https://a.example/", at="x", article_id=1) is None


@FEW
@given(
    st.binary(max_size=200)
    | st.recursive(
        st.none() | st.integers() | st.text(max_size=9),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["number", "file", "url", "at", "x"]), inner, max_size=4)
        ),
    )
)
def test_a_line_is_read_or_refused(made):
    line = made if isinstance(made, bytes) else json.dumps(made).encode()
    with pytest.raises(ValueError):  # noqa: PT011 - any of its kinds
        parse(line)


@FEW
@given(st.binary(max_size=300))
def test_a_chain_of_made_up_bytes_is_told_to_be_unreadable(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("evidence")
    (folder / CHAIN).write_bytes(data + b"\n")
    assert check(folder).problems


@FEW
@given(st.binary(max_size=300))
@example(bytes.fromhex("3003020100"))
@example(b"\x30\x84\xff\xff\xff\xff")
def test_a_made_up_answer_of_an_authority_is_refused(data):
    assert len(sort_certificates(data)) == len(data)
    with pytest.raises(StampError):
        check_token(data, "00" * 32, ROOTS)


ROOTS = load_roots(None)[:1]


@FEW
@given(st.text(max_size=40))
@example("https://[/")
@example("https://a.example:99999999/")
def test_every_address_has_a_key(text):
    assert " " not in key(f"https://{text}")
    assert "\n" not in key(text)


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://www.Satu.example.com/A/b/", "com,example,satu)/a/b"),
        ("http://satu.example.com:80", "com,example,satu)/"),
        ("http://satu.example.com:8080/?b=2&a=1&&a=0", "com,example,satu:8080)/?a=0&a=1&b=2"),
        ("https://satu.example.com//x//y?PHPSESSID=1&id=3", "com,example,satu)/x/y?id=3"),
    ],
)
def test_keys_are_those_that_replay_tools_look_up(url, wanted):
    assert key(url) == wanted
