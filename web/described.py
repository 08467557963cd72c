"""What the API's description says of answers: their outer shape, and the faults that every address may tell."""

from typing import Any

Answers = dict[int | str, dict[str, Any]]
KINDS: dict[str, Any] = {
    "text": {"type": "string"},
    "text?": {"type": ["string", "null"]},
    "number": {"type": "integer"},
    "number?": {"type": ["integer", "null"]},
    "list": {"type": "array", "items": {"type": "object"}},
    "map": {"type": "object"},
    "map?": {"type": ["object", "null"]},
}
FAULT = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {"type": "string", "description": "What is wrong and what to do, in the reader's language."}
    },
}
MEANINGS = {
    400: "The query or the request cannot be understood.",
    401: "No valid token: send Authorization: Bearer pantau_...",
    403: "The token lacks the scope.",
    404: "The archive holds no such case or article.",
    422: "A parameter is unknown or has no value it may have.",
    429: "Too many calls; Retry-After tells the seconds to wait.",
}
FAULTS: Answers = {
    status: {"description": meaning, "content": {"application/json": {"schema": FAULT}}}
    for status, meaning in MEANINGS.items()
}


def answered(meaning: str, **kinds: str) -> Answers:
    """Return the description of an answer.

    Args:
        meaning: One sentence.
        kinds: Its keys that always stand in it, and what they hold (`KINDS`).
    """
    shape = {"type": "object", "required": [*kinds], "properties": {key: KINDS[kind] for key, kind in kinds.items()}}
    return {200: {"description": meaning, "content": {"application/json": {"schema": shape}}}}
