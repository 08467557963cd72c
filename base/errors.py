"""One error tree; every message says what to do next.

Expected outcomes (a page blocked, a message refused) are values, not exceptions; what is raised is a fault that a
person or the caller has to deal with.
"""

from base.catalogue import Language
from base.said import said, tell


class PantauError(Exception):
    """Base of all errors of ours. The command line prints its text and leaves with `exit_code`.

    `str` gives the text in English, for logs; `tell` in the language of who reads it, where it was made by `said`.
    """

    exit_code = 1

    def tell(self, language: Language) -> str:
        """Return the text for a reader."""
        return str(tell(self.args[0], language)) if self.args else str(self)


class UsageError(PantauError):
    """A command was asked for something that cannot be; the text says what is allowed."""

    exit_code = 2


class ConfigError(PantauError):
    """A configuration file is wrong.

    Args:
        problem: What is wrong, one sentence.
        file: The file as the user knows it; None when the value came from the environment.
        line: 1-based line; None when it cannot be told.
        allowed: What would be right; empty when it goes without saying.
    """

    exit_code = 2

    def __init__(self, problem: str, *, file: str | None = None, line: int | None = None, allowed: str = "") -> None:
        self.problem, self.file, self.line, self.allowed = problem, file, line, allowed
        super().__init__(self.tell("en"))

    def tell(self, language: Language) -> str:
        """Return place, problem and what is allowed, for a reader."""
        place = "" if self.file is None else f"{self.file}:{self.line}: " if self.line is not None else f"{self.file}: "
        hint = said(". Allowed: {choices}", choices=self.allowed).tell(language) if self.allowed else ""
        return f"{place}{tell(self.problem, language)}{hint}"


class InputError(PantauError):
    """A record brought by a user cannot be read.

    Args:
        problem: What is wrong and what to do.
        source: File or address.
        place: Line, record number or byte offset inside it; None when the whole source is meant.
    """

    def __init__(self, problem: str, *, source: str, place: str | None = None) -> None:
        self.problem, self.source, self.place = problem, source, place
        super().__init__(self.tell("en"))

    def tell(self, language: Language) -> str:
        """Return source, place and problem, for a reader."""
        place = f" ({tell(self.place, language)})" if self.place else ""
        return f"{self.source}{place}: {tell(self.problem, language)}"


class AddressRefusedError(PantauError):
    """An outward address is private, local or of a scheme that is never fetched."""


class ArchiveError(PantauError):
    """The archive cannot be opened or written; the text says what to check."""


class QueryError(PantauError):
    """A search query is wrong.

    Args:
        problem: What is wrong, in the reader's language.
        column: 1-based column where it was noticed.
    """

    exit_code = 2

    def __init__(self, problem: str, column: int) -> None:
        self.problem, self.column = problem, column
        super().__init__(self.tell("en"))

    def tell(self, language: Language) -> str:
        """Return the problem and its column, for a reader."""
        return said("{problem} (column {n})", problem=self.problem, n=self.column).tell(language)
