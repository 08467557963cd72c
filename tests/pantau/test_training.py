"""`pantau lexicon train`: what a model is fitted on, and that none in use is lost by it."""

import json

import pytest
from click.testing import CliRunner

from base.errors import InputError
from pantau.cli import cli
from pantau.evaluation.sources import TARGETS, read_act_rows, read_rows
from pantau.evaluation.train import fit


@pytest.mark.usefixtures("lexicon_read")
def test_the_same_files_give_the_same_model(tmp_path):
    rows = [
        {"id": "1", "title": "Camat Dilaporkan ke Bawaslu", "label": "incident"},
        {"id": "2", "title": "Harga Cabai Naik", "label": "other"},
        {"id": "3", "title": "Sekda Ingatkan ASN Netral", "label": "appeal_or_rule"},
    ]
    source = tmp_path / "titles.jsonl"
    source.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    made = []
    for name in ("one.json", "two.json"):
        output = tmp_path / name
        CliRunner().invoke(cli, ["lexicon", "train", str(source), "--output", str(output)], catch_exceptions=False)
        made.append(output.read_bytes())
    assert made[0] == made[1]
    assert json.loads(made[0])["relevance"]["only:title_official"] > 0


@pytest.mark.parametrize(
    "record",
    [
        {"title": "Camat Hadir", "text": "Camat hadir di kampanye.", "labels": {"jenis": "incident"}},
        {"title": "Camat Hadir", "text": "Camat hadir.", "gold": {"relevan": True, "kind": "incident"}},
        {"title": "Camat Hadir", "text": 7, "gold": {"relevant": True, "kind": "incident"}},
        {"title": "Camat Hadir"},
        ["Camat Hadir"],
    ],
)
@pytest.mark.usefixtures("lexicon_read", "loaded")
def test_training_refuses_in_the_same_words_what_cannot_be_measured_with(tmp_path, record):
    source, output = tmp_path / "own.jsonl", tmp_path / "model.json"
    source.write_text(json.dumps(record), encoding="utf-8")
    trained = CliRunner().invoke(cli, ["lexicon", "train", str(source), "--output", str(output)])
    measured = CliRunner().invoke(cli, ["evaluate", str(source)])
    assert isinstance(trained.exception, InputError)
    assert trained.exception.problem == measured.exception.problem
    assert not output.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"\xff\xfe\x00\x01\x02",
        b'{"title": "Camat Hadir", "text": "Camat hadir.", "gold": {"relevant": true, "kind": "insiden"}}',
    ],
    ids=["empty", "empty lines", "binary", "a kind nobody knows"],
)
@pytest.mark.usefixtures("lexicon_read")
def test_training_on_what_holds_no_example_is_refused_and_writes_nothing(tmp_path, content):
    source, output = tmp_path / "own.jsonl", tmp_path / "model.json"
    source.write_bytes(content)
    run = CliRunner().invoke(cli, ["lexicon", "train", str(source), "--output", str(output)])
    assert isinstance(run.exception, InputError)
    assert str(source) in str(run.exception)
    assert not output.exists()


def test_acts_are_learnt_from_a_file_that_begins_with_an_empty_line(tmp_path, shipped):
    source = tmp_path / "own.jsonl"
    gold = {"relevant": True, "kind": "incident", "acts": ["A08"]}
    record = {"id": "1", "title": "Camat Hadir", "text": "Camat hadir di kampanye calon bupati.", "gold": gold}
    source.write_text(f"\n{json.dumps(record)}\n", encoding="utf-8")
    (row,) = read_act_rows(source, shipped.analyser.reader)
    assert row.labelled == {"A08"}


@pytest.mark.usefixtures("lexicon_read")
def test_titles_alone_do_not_replace_the_model_in_use(tmp_path):
    source = tmp_path / "titles.jsonl"
    source.write_text(json.dumps({"title": "Camat Dilaporkan", "label": "incident"}), encoding="utf-8")
    run = CliRunner().invoke(cli, ["--config", str(tmp_path), "lexicon", "train", str(source)])
    assert isinstance(run.exception, InputError)


def labelled(kind: str) -> dict:
    gold = {"relevant": kind != "unrelated", "kind": kind, "acts": ["A08"] if kind == "incident" else []}
    return {"id": kind, "title": "Camat Hadir", "text": "Camat hadir di kampanye calon bupati.", "gold": gold}


@pytest.mark.usefixtures("lexicon_read")
def test_what_tells_no_appeal_does_not_replace_the_model_in_use(tmp_path):
    source = tmp_path / "cases.jsonl"
    source.write_text(json.dumps(labelled("incident")), encoding="utf-8")
    model = tmp_path / "model" / "kinds.json"
    model.parent.mkdir()
    model.write_text("{}", encoding="utf-8")
    run = CliRunner().invoke(cli, ["--config", str(tmp_path), "lexicon", "train", str(source)])
    assert isinstance(run.exception, InputError)
    assert "appeal" in str(run.exception.problem)
    assert model.read_text(encoding="utf-8") == "{}"


@pytest.mark.usefixtures("lexicon_read")
def test_the_model_before_stays_beside_the_new_one(tmp_path):
    source, model = tmp_path / "all.jsonl", tmp_path / "model" / "kinds.json"
    lines = [json.dumps(labelled(kind)) for kind in TARGETS]
    source.write_text("\n".join(lines), encoding="utf-8")
    model.parent.mkdir()
    model.write_text("{}", encoding="utf-8")
    run = CliRunner().invoke(cli, ["--config", str(tmp_path), "lexicon", "train", str(source)], catch_exceptions=False)
    assert "kinds.before.json" in run.output
    assert model.with_suffix(".before.json").read_text(encoding="utf-8") == "{}"
    assert json.loads(model.read_text(encoding="utf-8"))["made_of"].startswith("all.jsonl")


def test_short_stories_teach_stages_and_neither_kinds_nor_acts(tmp_path, shipped):
    gold = {"relevant": True, "kind": "incident", "acts": ["A08"], "stage": "S3"}
    record = {"id": "1", "title": "Camat Hadir", "text": "Camat hadir di kampanye calon bupati.", "gold": gold}
    reader, rows = shipped.analyser.reader, {}
    for name in ("short_x.jsonl", "hand_x.jsonl"):
        (tmp_path / name).write_text(json.dumps(record), encoding="utf-8")
        rows[name] = read_act_rows(tmp_path / name, reader)
    assert read_rows(tmp_path / "short_x.jsonl", reader) == []
    assert read_rows(tmp_path / "hand_x.jsonl", reader)
    kinds = read_rows(tmp_path / "hand_x.jsonl", reader)
    short, whole = fit(kinds, rows["short_x.jsonl"]), fit(kinds, rows["hand_x.jsonl"])
    assert short.stages == whole.stages != {}
    assert whole.acts
    assert not short.acts
