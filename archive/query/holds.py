"""What the archive itself holds of a field's values: outlets that no file lists, cases, positions of older lexicons."""

from dataclasses import dataclass

from sqlalchemy import Connection, String, cast, func, or_, select, text

from archive.store.facets import LABELS, fold_name
from archive.tables.articles import article as articles
from archive.tables.articles import article_facet
from archive.tables.incidents import incident

# One look-up in the index for each outlet; DISTINCT would read every article.
_OUTLETS = text(
    "WITH RECURSIVE seen(outlet) AS (SELECT min(outlet) FROM article UNION ALL "
    "SELECT (SELECT min(outlet) FROM article WHERE outlet > seen.outlet) FROM seen WHERE seen.outlet IS NOT NULL) "
    "SELECT outlet, (SELECT outlet_name FROM article WHERE article.outlet = seen.outlet "
    "AND outlet_name IS NOT NULL LIMIT 1) FROM seen WHERE outlet IS NOT NULL"
)


@dataclass(frozen=True, slots=True)
class Holds:
    """Looks values up in the archive.

    Args:
        connection: For reading.
    """

    connection: Connection

    def values(self, name: str, value: str) -> tuple[str, ...]:
        """Return the values of a field that a typed one means; empty when the archive has none.

        Args:
            name: Canonical name of the field.
            value: As the archive keeps it; of an outlet its printed name as well.
        """
        if name == "outlet":
            return self._outlet(value)
        if name == "incident":
            found = select(incident.c.id).where(
                or_(func.lower(incident.c.code) == value, cast(incident.c.id, String) == value)
            )
        elif name == "language":
            return ()
        else:
            field = f"{name}~" if name in LABELS else "step" if name == "stage" else name
            found = select(article_facet.c.article_id)
            found = found.where(article_facet.c.field == field, article_facet.c.value == value)
        return (value,) if self.connection.execute(found.limit(1)).first() else ()

    def outlets(self) -> dict[str, str]:
        """Return the ids of the archive's outlets by printed name, and by id."""
        rows = self.connection.execute(_OUTLETS).all()
        return {id_: id_ for id_, _ in rows} | {name: id_ for id_, name in rows if name}

    def _outlet(self, value: str) -> tuple[str, ...]:
        known = select(articles.c.id).where(func.lower(articles.c.outlet) == value).limit(1)
        if self.connection.execute(known).first():
            return (value,)
        wanted = fold_name(value)
        rows = self.connection.execute(_OUTLETS).all()
        return tuple(id_.lower() for id_, name in rows if wanted and wanted in {fold_name(id_), fold_name(name or "")})
