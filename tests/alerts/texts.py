"""Finds every text of the room that a person may read."""

import re
from pathlib import Path

from alerts import changes, instant, wording
from alerts.digest import quality

ROOM = Path(wording.__file__).parent
COMMANDS = [
    ROOM.parent / "pantau/commands" / f"{name}.py" for name in ("alert", "digest", "mute", "outbox", "subscription")
]
STATES = {"waiting", "claimed", "sent", "expired", "failed", "queued", "merged", "muted", "digest"}
CALL = re.compile(r"""\b(?:t|words\(settings\.language\))\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')""")


def message_ids() -> set[str]:
    found = set()
    for path in [*ROOM.rglob("*.py"), *ROOM.rglob("*.j2"), *COMMANDS]:
        for match in CALL.finditer(path.read_text(encoding="utf-8")):
            found.add(match[1] or match[2])
    found |= STATES | {"{n} working days left", "{n} days left"}  # chosen by a condition inside the call
    for table in (
        wording.ACTS, wording.STAGES, wording.LEVEL_NAMES, wording.LIMITS, wording.STALLS, changes.PLAIN,
        changes.REVIEWS, instant.VERB_NAMES, quality.STATES, quality.NOTES,
    ):  # fmt: skip
        found |= set(table.values())
    return found
