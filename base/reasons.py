"""What the system or a parser complains of, as sentences that exist in both languages.

`OSError`, `UnicodeDecodeError`, YAML's and TOML's errors speak English only, and of their own insides. What is not
known here stays as its library says it.
"""

import errno
import json
import re
import tomllib

import yaml

Reason = tuple[str, dict[str, object]]

SYSTEM = {
    errno.ENOENT: "it does not exist",
    errno.EACCES: "this user may not do that",
    errno.EPERM: "this user may not do that",
    errno.EISDIR: "it is a folder",
    errno.ENOTDIR: "a part of the path is no folder",
    errno.EEXIST: "it is there already",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk's quota is used up",
    errno.EROFS: "the place is read-only",
    errno.EIO: "the disk does not answer as it should",
    errno.ENAMETOOLONG: "the name is too long",
    errno.ELOOP: "links in the path lead in a circle",
    errno.EMFILE: "too many files are open",
    errno.EADDRINUSE: "another program listens there",
    errno.EADDRNOTAVAIL: "this machine has no such address",
    errno.ECONNREFUSED: "nobody listens there",
    errno.ECONNRESET: "the other side broke off",
    errno.EHOSTUNREACH: "no way leads there",
    errno.ENETUNREACH: "no way leads there",
    errno.ETIMEDOUT: "no answer in time",
}
"""By number of the system's error (errno(3))."""

YAML = (
    ("mapping values are not allowed", "a colon stands where none may; put the text in quotation marks"),
    ("block sequence entries", "a hyphen stands where none may; begin a list on a line of its own"),
    ("cannot start any token", "no value begins with this character or a tab; put the text in quotation marks"),
    ("undefined alias", "a text that begins with * stands in quotation marks"),
    ("expected ':'", "a colon is missing"),
    ("expected ',' or", "a bracket is not closed, or a comma is missing"),
    ("unexpected end of stream", "a quotation mark is not closed"),
    ("escape", "a backslash in double quotation marks; use single ones"),
    ("constructor for the tag", "a value begins with !, which stands for nothing here"),
    ("expected key", "the indentation does not fit the lines above"),
    ("expected '-'", "the indentation does not fit the lines above"),
    ("expected <", "the indentation does not fit the lines above"),
    ("duplicate anchor", "a text that begins with & stands in quotation marks"),
)
"""Part of what libyaml says, and what it mostly means."""

TOML = (
    ("cannot overwrite", "the same name stands twice"),
    ("cannot declare", "the same section stands twice"),
    ("expected '='", "an equals sign is missing"),
    ("invalid value", "the value cannot be read; text needs quotation marks"),
    ("unclosed", "a bracket is not closed"),
    ("unterminated", "a quotation mark is not closed"),
    ("illegal character", "a quotation mark is not closed, or a character that may not stand here"),
    ("invalid statement", "no name begins so"),
    ("expected ']'", "a bracket is not closed"),
    ('expected "', "a quotation mark is not closed"),
    ("expected newline", "something follows a value; text needs quotation marks"),
)
"""Part of what `tomllib` says, and what it mostly means."""
UNKNOWN = "what stands here is not understood"
NO_TEXT = "line {line}, column {column} holds a byte that is no UTF-8 (0x{byte}); save it as UTF-8"
AT_COLUMN = "column {column}: {reason}"
NO_CHARACTER = "the character U+{code} may not stand there"
NO_JSON = "what stands here is no JSON"
TOO_DEEP = "it is nested too deeply"


def reason(error: BaseException) -> Reason | None:  # noqa: PLR0911 - one a kind
    """Return a message id of `base/locale/` and its values, which may be reasons themselves; None: not known here."""
    if isinstance(error, UnicodeDecodeError):
        return _no_text(error)
    if isinstance(error, yaml.MarkedYAMLError):
        column = 1 if error.problem_mark is None else error.problem_mark.column + 1
        return AT_COLUMN, {"column": column, "reason": _meant(YAML, f"{error.context} {error.problem}")}
    if isinstance(error, yaml.reader.ReaderError):
        return NO_CHARACTER, {"code": f"{int(error.character):04X}"}
    if isinstance(error, json.JSONDecodeError):
        return AT_COLUMN, {"column": error.colno, "reason": (NO_JSON, {})}
    if isinstance(error, tomllib.TOMLDecodeError):
        found, meant = re.search(r"column (\d+)", str(error)), _meant(TOML, str(error))
        return (AT_COLUMN, {"column": int(found[1]), "reason": meant}) if found else meant
    if isinstance(error, RecursionError):
        return TOO_DEEP, {}
    # Others that derive from OSError (TLS, names of hosts, mail) count their numbers otherwise.
    if isinstance(error, OSError) and type(error).__module__ == "builtins" and error.errno in SYSTEM:
        return SYSTEM[error.errno], {}
    return None


def _meant(table: tuple[tuple[str, str], ...], told: str) -> Reason:
    return next(((meant, {}) for part, meant in table if part in told.lower()), (UNKNOWN, {}))


def _no_text(error: UnicodeDecodeError) -> Reason:
    before = error.object[: error.start]
    column = error.start - (before.rfind(b"\n") + 1) + 1
    byte = f"{error.object[error.start]:02X}"
    return NO_TEXT, {"line": before.count(b"\n") + 1, "column": column, "byte": byte}
