"""What the finders of persons in one article share."""

from dataclasses import dataclass

from pipeline.entities.names import NameReader
from pipeline.entities.phrases import Phrases
from pipeline.entities.roles import RoleHit
from pipeline.entities.territory import Territories
from pipeline.entities.words import Reading


@dataclass(frozen=True, slots=True)
class Ground:
    """What the finders of persons in one article share.

    Args:
        reading: The article's words.
        phrases: Words around persons.
        roles: Role finds, in order.
        names: Reads one name.
        territories: Tells places from persons.
        offices: Words of office names.
        places: Indexes of words that name places.
        begin: Index of the first word of the text proper, after title and dateline.
    """

    reading: Reading
    phrases: Phrases
    roles: list[RoleHit]
    names: NameReader
    territories: Territories
    offices: frozenset[str]
    places: set[int]
    begin: int
