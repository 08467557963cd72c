"""Finds every text of the room that a person may read."""

import re
from pathlib import Path

from alerts import changes, instant, wording
from alerts.digest import quality

ROOM = Path(wording.__file__).parent
CALL = re.compile(r"""\bt\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')""")


def message_ids() -> set[str]:
    found = set()
    for path in [*ROOM.rglob("*.py"), *ROOM.rglob("*.j2")]:
        for match in CALL.finditer(path.read_text(encoding="utf-8")):
            found.add(match[1] or match[2])
    found |= {"{n} working days left", "{n} days left"}  # chosen by a condition inside the call
    for table in (
        wording.ACTS, wording.STAGES, wording.LEVEL_NAMES, wording.LIMITS, wording.STALLS, changes.PLAIN,
        changes.REVIEWS, instant.VERB_NAMES, quality.STATES, quality.NOTES,
    ):  # fmt: skip
        found |= set(table.values())
    return found
