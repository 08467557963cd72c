"""Names of offices that terms of `roles.yaml` refer to as `<list>`: `kepala <dinas>` stands for `kepala disdik` ..."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from base.datafile import KeyPath, Located, read_yaml
from base.listed import mapping, words
from base.said import said

FILE = "offices.yaml"
_LIST = re.compile(r"<(\w+)>")


@dataclass(frozen=True)
class Offices:
    """`lexicon/offices.yaml`: lists of names by the name of the list."""

    lists: dict[str, tuple[str, ...]]

    def forms(self, term: str) -> Iterator[tuple[str, int]]:
        """Yield each form of a term, and of how many words at its end the name of an office is (0 for a plain term).

        Raises:
            KeyError: The term refers to a list that does not stand in the file.
        """
        found = _LIST.search(term)
        if found is None:
            yield term, 0
            return
        for name in self.lists[found[1]]:
            form = f"{term[: found.start()]}{name}{term[found.end() :]}"
            yield form, len(name.split()) if found.end() == len(term) else 0

    def forms_at(self, source: Located, path: KeyPath) -> Iterator[tuple[str, int]]:
        """Yield what `forms` does for the term that stands at a path of a file.

        Raises:
            ConfigError: The term refers to a list that does not stand in the file of the lists.
        """
        term = source.data
        for key in path:
            term = term[key]
        try:
            yield from self.forms(str(term))
        except KeyError as error:
            raise source.error(said("no list {name}", name=error), path, ", ".join(self.lists)) from error


def load_offices(config: Path) -> Offices:
    """Read `lexicon/offices.yaml`.

    Raises:
        ConfigError: The file is missing or a list is malformed.
    """
    source: Located = read_yaml(config / "lexicon" / FILE)
    mapping(source)
    return Offices({str(name): words(source, ("lists", name)) for name in mapping(source, ("lists",))})
