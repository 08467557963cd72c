import json
import re
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.console import Console

from base.errors import InputError
from pantau.cli import cli
from pantau.evaluation.agreement import kappa
from pantau.evaluation.gold import fold_name, load
from pantau.evaluation.measures import b_cubed, binary, micro, pairwise, percentile, within_one
from pantau.evaluation.report import table
from pantau.evaluation.sources import is_held_out

KEYS = {
    *("relevance", "case", "kind", "acts", "rules", "stage", "roles", "names"),
    *("regions", "laws", "sanctioned", "event_date", "incidents", "negatives", "speed"),
}


pytestmark = pytest.mark.usefixtures("loaded")


def test_precision_recall_and_f1_of_a_question():
    said = binary([(True, True), (True, False), (False, True), (True, True)])
    assert (round(said.precision, 3), round(said.recall, 3), round(said.f1, 3)) == (0.667, 0.667, 0.667)


def test_sets_are_counted_before_dividing():
    said = micro([({"a", "b"}, {"a"}), ({"c"}, {"c", "d"})])
    assert (said.precision, said.recall) == (2 / 3, 2 / 3)


def test_nothing_predicted_scores_zero():
    assert micro([({"a"}, set())]).f1 == 0


def test_b_cubed_of_the_example_of_its_authors():
    gold = {str(number): "aaaaabbccccc"[number - 1] for number in range(1, 13)}
    said = {item: ("x" if int(item) <= 5 else "y") for item in gold}
    score = b_cubed(gold, said)
    assert round(score.precision, 2) == 0.76
    assert score.recall == 1


def test_pairs_of_one_cluster_split_in_two():
    score = pairwise({"1": "a", "2": "a", "3": "a"}, {"1": "x", "2": "x", "3": "y"})
    assert (score.precision, round(score.recall, 3)) == (1.0, 0.333)


@pytest.mark.parametrize(
    ("gold", "said", "near"),
    [
        ("S3", "S4", True),
        ("S3", "S5", False),
        ("S4", "P1", False),
        ("X1", "X2", False),
        ("P4", "P3", True),
        ("S1", None, False),
    ],
)
def test_within_one_step_of_the_same_track(gold, said, near):
    assert within_one(gold, said) is near


def test_percentiles_by_nearest_rank():
    assert percentile([3, 1, 2], 0.5) == 2
    assert percentile([], 0.5) == 0


def test_titles_and_degrees_do_not_part_names():
    assert fold_name("Drs. H. Budi Santoso, M.Si") == fold_name("budi santoso")


@pytest.fixture
def files(tmp_path):
    lists = ("acts", "rules", "actors", "regions", "institutions", "laws", "parties", "sanctions")
    gold = {"relevant": True, "kind": "appeal", "event": None, "stage": None, "event_date": None}
    gold |= {name: [] for name in lists}
    case = {**gold, "kind": "incident", "event": "E1", "acts": ["A07"], "stage": "S1", "event_date": "2024-10-13"}
    body = "Sekda mengingatkan seluruh ASN agar menjaga netralitas pada Pilkada 2024."
    told = "Dua kades terekam mengacungkan jari bersama calon bupati, Minggu (13/10/2024). Videonya viral."
    first = {"id": "1", "url": "https://a.example/1", "title": "Sekda Ingatkan ASN Netral", "text": body, "gold": gold}
    second = {"id": "2", "url": "https://a.example/2", "title": "Dua Kades Acungkan Jari Bareng Calon Bupati"}
    second |= {"text": told, "gold": case, "published": "2024-10-15T08:00:00+08:00"}
    rows = [first | {"published": "2024-10-16T08:00:00+07:00"}, second]
    path, other = tmp_path / "set.jsonl", tmp_path / "negatives.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    other.write_text(
        json.dumps({"title": "Harga Cabai Naik", "text": "Harga cabai naik.", "trap": True}), encoding="utf-8"
    )
    return path, other


def test_labels_are_kept_from_the_article(files):
    one = load(files[0])[1]
    assert one.article.published.local_day.isoformat() == "2024-10-15"
    assert one.article.published.at == datetime(2024, 10, 15, 0, tzinfo=UTC)
    assert "A07" not in str(one.article)
    assert one.gold.acts == {"A07"}


def test_a_broken_line_is_named(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_text('{"id": 1}\n', encoding="utf-8")
    with pytest.raises(InputError, match="line 1"):
        load(path)


def test_json_prints_one_object_with_exactly_the_keys(files):
    run = CliRunner().invoke(
        cli, ["evaluate", str(files[0]), "--negatives", str(files[1]), "--json"], catch_exceptions=False
    )
    result = json.loads(run.output)
    assert set(result) == KEYS
    assert set(result["kind"]) == {"accuracy", "macro_f1", "per_kind", "confusion"}
    assert set(result["negatives"]) == {
        "n",
        "relevant_share",
        "case_share",
        "trap_n",
        "trap_relevant_share",
        "trap_case_share",
    }
    assert set(result["incidents"]) == {"b3_precision", "b3_recall", "b3_f1", "pairwise_f1"}
    assert set(result["speed"]) == {"articles_per_s", "ms_p50", "ms_p95"}
    assert result["case"]["f1"] == 1
    assert result["negatives"]["trap_n"] == 1


def test_errors_name_the_article_and_what_differs(files):
    run = CliRunner().invoke(cli, ["evaluate", str(files[0]), "--errors"], catch_exceptions=False)
    assert "aturan: label -" in run.output
    assert not {"None", "True", "False", "['"} & set(run.output.split())
    assert "Dua Kades Acungkan Jari" in run.output


def test_each_difference_stands_beside_what_the_judgement_rests_on(files):
    rows = [json.loads(line) for line in files[0].read_text(encoding="utf-8").splitlines()]
    rows[1]["gold"] |= {"acts": ["A18"], "stage": "P4"}
    files[0].write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    lines = CliRunner().invoke(cli, ["evaluate", str(files[0]), "--errors"], catch_exceptions=False).output.splitlines()
    acts = next(index for index, line in enumerate(lines) if line.startswith("  perbuatan: label A18"))
    assert lines[acts + 1].startswith("    A07 ")
    assert "mengacungkan jari" in lines[acts + 1]
    stage = next(index for index, line in enumerate(lines) if line.startswith("  tahap: label P4"))
    assert lines[stage + 1].startswith("    S")


def test_a_wrong_name_is_listed_with_who_is_accused_instead(files):
    rows = [json.loads(line) for line in files[0].read_text(encoding="utf-8").splitlines()]
    rows[1]["gold"] |= {"actors": [{"name": "Sanusi Balang", "role": "kades", "institution": None}]}
    files[0].write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    output = CliRunner().invoke(cli, ["evaluate", str(files[0]), "--errors"], catch_exceptions=False).output
    assert "nama: label sanusi balang" in output


def test_an_empty_file_is_an_error_that_says_what_is_needed(tmp_path):
    empty = tmp_path / "empty.jsonl"
    empty.write_text("\n", encoding="utf-8")
    run = CliRunner().invoke(cli, ["evaluate", str(empty)])
    assert run.exit_code != 0
    assert isinstance(run.exception, InputError) or "empty.jsonl" in run.output


def test_the_page_of_errors_shows_label_judgement_and_marked_evidence(files, tmp_path):
    rows = [json.loads(line) for line in files[0].read_text(encoding="utf-8").splitlines()]
    rows[1]["gold"]["acts"] = ["A18"]
    rows[1]["text"] += " <script>"
    files[0].write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    page = tmp_path / "wrong.html"
    CliRunner().invoke(cli, ["evaluate", str(files[0]), "--errors-page", str(page)], catch_exceptions=False)
    text = page.read_text(encoding="utf-8")
    assert "A18" in text
    assert "A07" in text
    assert re.search("<mark>[^<]*mengacungkan jari", text)
    assert "<script>" not in text
    assert "1 dari 2 artikel berbeda" in text
    assert "mengapa" in text


def test_two_labellings_are_compared_by_id(files, tmp_path):
    rows = [json.loads(line) for line in files[0].read_text(encoding="utf-8").splitlines()]
    rows[1]["gold"] |= {"kind": "follow_up", "stage": "S2"}
    second = tmp_path / "second.jsonl"
    second.write_text(json.dumps(rows[1]), encoding="utf-8")
    run = CliRunner().invoke(cli, ["corpus", "agreement", str(files[0]), str(second), "--json"], catch_exceptions=False)
    found = json.loads(run.output)
    assert (found["articles"], found["case"], found["kind"]["accuracy"]) == (1, 1.0, 0.0)
    assert found["stage"] == {"accuracy": 0.0, "within_one": 1.0}
    assert found["acts"] == 1.0


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("id", ("ukuran", "presisi 1", "berlabel imbauan, dinilai", "tidak diukur")),
        ("en", ("measure", "precision 1", "labelled appeal, judged", "not measured")),
    ],
)
def test_measures_are_told_in_the_readers_language_and_none_that_was_not_made(language, words):
    none = {"n": 0, "relevant_share": 0.0, "trap_n": 0}
    kind = {"accuracy": 1.0, "per_kind": {"appeal": 1.0}, "confusion": {"appeal": {"appeal": 3}}}
    console = Console(width=200, record=True, file=StringIO())
    console.print(table({"case": {"precision": 1.0}, "kind": kind, "negatives": none}, language))
    console.print(table({"negatives": none | {"n": 4}}, "en"))
    shown = console.export_text()
    assert [word for word in words if word not in shown] == []
    assert "n 0" not in shown
    assert "trap" not in shown


def test_what_could_not_be_measured_is_no_zero(tmp_path):
    gold = {"relevant": True, "kind": "incident", "event": "x"}
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps({"id": "1", "text": "Camat kampanye.", "gold": gold}) + "\n", encoding="utf-8")
    run = CliRunner().invoke(cli, ["evaluate", str(path), "--json"], catch_exceptions=False)
    incidents = json.loads(run.output)["incidents"]
    assert (incidents["b3_f1"], incidents["pairwise_f1"]) == (1.0, None)
    console = Console(width=200, record=True, file=StringIO())
    console.print(table({"incidents": incidents}, "id"))
    assert "tidak diukur" in console.export_text()


def test_kappa_is_what_chance_does_not_give():
    assert kappa([("a", "a"), ("b", "b"), ("a", "b"), ("b", "a")]) == 0.0
    assert kappa([("a", "a"), ("b", "b")]) == 1.0


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"id": "1", "gold": null}', "'text' is missing"),
        ("[1, 2]", "one JSON object"),
        ("notjson", "column 1: what stands here is no JSON"),
        ('{"text": "x", "gold": {"relevant": true}}', "'gold.kind' is missing"),
        ('{"text": "x", "gold": {"relevant": true, "kind": "incident", "acts": "A07"}}', "gold.acts"),
        ('{"text": "x", "gold": {"relevant": true, "kind": "incident", "regions": [32.13]}}', "gold.regions"),
        ('{"text": "x", "gold": {"relevant": true, "kind": "incident", "actors": ["camat"]}}', "gold.actors"),
        ('{"text": "x", "published": "kemarin"}', "'published': 'kemarin' is no day; write it like 2024-"),
        ('{"text": "x", "url": 5}', "'url' must be a text"),
        (
            '{"text": "x", "gold": {"relevant": true, "kind": "incident", "event_date": "kemarin"}}',
            "'gold.event_date': 'kemarin' is no day",
        ),
    ],
)
def test_a_line_that_is_no_record_is_told_by_its_field(tmp_path, line, told):
    path = tmp_path / "x.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load(path)
    assert told in str(caught.value)
    assert "line 1" in str(caught.value)


def test_a_file_that_is_no_utf8_is_told(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_bytes(b'{"text": "caf\xe9"}\n')
    with pytest.raises(InputError, match="no UTF-8"):
        load(path)


def test_labels_that_can_never_be_matched_are_told_and_counted(files, tmp_path):
    gold = {"relevant": True, "kind": "insident", "acts": ["A99", "A07"], "regions": ["99.99", "63.72"], "stage": "S9"}
    path, heard = tmp_path / "x.jsonl", []
    rows = [{"id": "1", "text": "Camat.", "gold": gold}, {"id": "1", "text": "Camat lain."}]
    path.write_text("\ufeff" + "\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    assert len(load(path, lambda line, what: heard.append((line, str(what))), {"63.72"})) == 2
    assert [line for line, _ in heard] == [1, 1, 1, 1, 2]
    told = " ".join(what for _, what in heard)
    assert all(word in told for word in ("'insident'", "'A99'", "'99.99'", "'S9'", "on line 1 too"))
    heard.clear()
    load(files[0], lambda line, what: heard.append((line, what)))
    assert not heard


@pytest.mark.parametrize(
    ("name", "article", "held"),
    [
        ("stories_d.jsonl", "CD002", True),
        ("stories_d.jsonl", "CD003", False),
        ("held_out_h.jsonl", "CH003", True),
        ("dev.jsonl", "D2", False),
    ],
)
def test_what_is_held_out_is_never_fitted_on(name, article, held):
    assert is_held_out(Path(name), article) is held
