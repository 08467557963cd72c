"""Lists of offices that terms of the role lexicon refer to."""

import pytest

from base.errors import ConfigError
from pipeline.entities.roles import load_roles
from pipeline.text.offices import Offices, load_offices

ENTRY = "- {role: kepala_dinas, status: asn, side: bound, terms: [kepala <KIND>], examples: [Kepala Disdik itu hadir.]}"


@pytest.fixture
def folder(tmp_path):
    lexicon = tmp_path / "lexicon"
    lexicon.mkdir()
    (lexicon / "offices.yaml").write_text("lists: {dinas: [disdik, satpol pp]}")

    def write(kind):
        (lexicon / "roles.yaml").write_text(ENTRY.replace("KIND", kind))
        return tmp_path

    return write


def test_a_term_stands_for_each_name_of_its_list():
    offices = Offices({"dinas": ("disdik", "satpol pp")})
    assert list(offices.forms("kepala <dinas>")) == [("kepala disdik", 1), ("kepala satpol pp", 2)]
    assert list(offices.forms("<dinas> kota")) == [("disdik kota", 0), ("satpol pp kota", 0)]
    assert list(offices.forms("camat")) == [("camat", 0)]


def test_roles_know_every_form(folder):
    roles = load_roles(folder("dinas"))
    assert roles.terms.get("kepala satpol pp").role == "kepala_dinas"


def test_an_unknown_list_is_named_with_its_line(folder):
    with pytest.raises(ConfigError, match="dinass"):
        load_roles(folder("dinass"))


def test_a_list_must_be_a_list(folder):
    path = folder("dinas")
    (path / "lexicon" / "offices.yaml").write_text("lists: {dinas: disdik}")
    with pytest.raises(ConfigError):
        load_offices(path)
