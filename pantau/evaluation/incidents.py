"""The boundary to linking: articles go through an empty temporary archive, incidents come back."""

import contextlib
import tempfile
from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path

from archive.records.analysis import Analysis
from archive.records.article import Article


def cluster(articles: Sequence[tuple[str, Article, Analysis]]) -> Mapping[str, Hashable]:
    """Return the incident of each article that joined one, by article id.

    Args:
        articles: (id, article, analysis) in order of publication, each stored and linked as the monitor would.
    """
    from archive.database import migrate, open_database, write
    from archive.store.articles import store_article
    from pipeline.linking.link import link

    with tempfile.TemporaryDirectory(prefix="pantau-evaluate-") as folder:
        engine = open_database(f"sqlite:///{Path(folder) / 'evaluate.db'}")
        migrate(engine)
        numbers: dict[str, int] = {}
        with write(engine) as connection:
            for key, article, analysis in articles:
                now = article.first_seen
                stored = store_article(connection, article, analysis, None, network=None, now=now)
                with contextlib.suppress(NotImplementedError):
                    link(connection, stored.article_id, now=now, alertable=False)
                numbers[key] = stored.article_id
        found = _incidents(engine, numbers)
        engine.dispose()
        return found


def _incidents(engine: object, numbers: Mapping[str, int]) -> dict[str, Hashable]:
    from archive.database import read
    from archive.tables.incidents import incident_article

    with read(engine) as connection:  # type: ignore[arg-type]
        rows = connection.execute(incident_article.select()).mappings().all()
    joined = {row["article_id"]: row["incident_id"] for row in rows}
    return {key: joined[number] for key, number in numbers.items() if number in joined}
