"""Files that people edit: what stands in the wrong form is told with its line."""

from pathlib import Path

import pytest

from base.datafile import read_yaml
from base.errors import ConfigError
from base.listed import refuse_unknown


def test_a_key_that_nobody_reads_is_named_with_its_line_and_those_that_may_stand(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("rules:\n  - when:\n      acts: [A01]\n      statuss: [asn]\n", encoding="utf-8")
    source = read_yaml(path)
    with pytest.raises(ConfigError) as caught:
        refuse_unknown(source, ("rules", 0, "when"), ("acts", "status"))
    assert caught.value.line == 4
    assert "'statuss'" in str(caught.value)
    assert "acts, status" in str(caught.value)
    refuse_unknown(source, ("rules", 0, "when"), ("acts", "statuss"))


def test_what_is_no_mapping_is_refused_too(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("rules: [acts]\n", encoding="utf-8")
    with pytest.raises(ConfigError):
        refuse_unknown(read_yaml(path), ("rules", 0), ("acts",))
