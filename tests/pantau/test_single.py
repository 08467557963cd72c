from pathlib import Path

import pytest

from base.errors import UsageError
from pantau.single import only_monitor


def test_a_second_monitor_on_the_same_folder_is_refused_until_the_first_ends(tmp_path: Path) -> None:
    with only_monitor(tmp_path), pytest.raises(UsageError, match="Another monitor"), only_monitor(tmp_path):
        pytest.fail("two monitors at once")
    with only_monitor(tmp_path), only_monitor(tmp_path / "other"):
        pass
