"""Names of offices that terms of `roles.yaml` refer to as `<list>`: `kepala <dinas>` stands for `kepala disdik` ..."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from base.datafile import Located, read_yaml
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


def load_offices(config: Path) -> Offices:
    """Read `lexicon/offices.yaml`.

    Raises:
        ConfigError: The file is missing or a list is malformed.
    """
    source: Located = read_yaml(config / "lexicon" / FILE)
    lists = source.data.get("lists") if isinstance(source.data, dict) else None
    if not isinstance(lists, dict):
        raise source.error(said("{key} must be a list of words", key="lists"))
    for name, words in lists.items():
        if not isinstance(words, list):
            raise source.error(said("{key} must be a list of words", key=name), ("lists", name))
    return Offices({str(name): tuple(str(word) for word in words) for name, words in lists.items()})
