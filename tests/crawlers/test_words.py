import ast
import inspect
from pathlib import Path

from scrapy.exceptions import DownloadFailedError

import crawlers.health
from base.catalogue import catalogue
from crawlers.failures import explain
from crawlers.health import Alarm
from crawlers.words import alarm_text, reason_in


def test_reasons_are_told_in_indonesian_with_their_address():
    assert reason_in("feed /feed/: no answer in time", "id") == "feed /feed/: tidak ada jawaban pada waktunya"
    assert reason_in("no connection", "id") == "tidak ada sambungan"
    assert reason_in("no connection", "en") == "no connection"
    assert reason_in("HTTP 418", "id") == "HTTP 418"


def test_every_alarm_has_an_indonesian_sentence():
    tree = ast.parse(inspect.getsource(crawlers.health))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Alarm"]
    reasons = {call.args[1].value for call in calls}
    assert len(reasons) >= 8
    texts = catalogue(__import__("pathlib").Path(crawlers.health.__file__).parent, "id").texts
    assert reasons <= set(texts)
    assert alarm_text(
        Alarm("few", "{count} articles a day where at least {least} are normal", (("count", 2), ("least", 5))), "id"
    )


def test_numbers_and_names_inside_a_reason_stay():
    assert reason_in("the limit of 200 pages was reached; the rest waits for the next crawl", "id").startswith(
        "batas 200 halaman"
    )
    assert (
        reason_in("feed /feed/: Cloudflare asks for a browser check", "id")
        == "feed /feed/: Cloudflare meminta pemeriksaan peramban"
    )
    assert reason_in("the site does not answer (no connection)", "id") == "situs tidak menjawab (tidak ada sambungan)"


WHERE = {"note": 0, "GivenUpError": 1, "Wall": 1, "Alarm": 1, "CrawlReport": 4}
"""Which argument of these calls a person reads."""


def clauses(path):
    """Yield what a module says to people, with 7 in the place of values."""
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        found = [keyword.value for keyword in node.keywords if keyword.arg == "problem"]
        found += [node.args[WHERE[name]]] if len(node.args) > WHERE.get(name, 99) else []
        for part in (
            half for one in found for half in ([one.body, one.orelse] if isinstance(one, ast.IfExp) else [one])
        ):
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield part.value
            elif isinstance(part, ast.JoinedStr):
                yield "".join(str(p.value) if isinstance(p, ast.Constant) else "7" for p in part.values)


def test_everything_that_crawls_say_is_said_in_indonesian():
    room = Path(crawlers.health.__file__).parent
    said = {clause for path in room.rglob("*.py") for clause in clauses(path)}
    assert len(said) > 40
    same = {"7 7: 7", "robots.txt: 7", "HTTP 7", "the page is gone (HTTP 7)", ""}  # made of parts that are told
    assert {clause for clause in said if reason_in(clause, "id") == clause} <= same


def test_what_a_library_says_of_a_broken_answer_is_told_in_our_words():
    error = DownloadFailedError("400, message='Too many headers received', url='https://warta.example/'")
    assert explain(error) == ("failed", "the answer is no proper HTTP")
    assert reason_in(explain(error)[1], "id") == "jawaban bukan HTTP yang benar"
