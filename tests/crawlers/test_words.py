import ast
import inspect

import crawlers.health
from base.catalogue import catalogue
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
    assert reason_in("the site does not answer (no connection)", "id") == "situs tidak menjawab (no connection)"
