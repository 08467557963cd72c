"""Tests a subscription's search query on one case, in memory: true when one of its articles fulfils it."""

from sqlalchemy import Connection

from alerts.model import Case
from archive.query.ast import Node
from archive.query.memory import Subject, matches, subject_of
from archive.query.parse import parse
from archive.query.regions import RegionNames
from archive.store.articles import load_articles

MOST_ARTICLES = 50  # of a case, newest first


class CaseQueries:
    """Parses each query and loads each case's articles once.

    Args:
        connection: For reading, or inside the planner's transaction.
        regions: To understand names of regions; None: codes only.
    """

    def __init__(self, connection: Connection, regions: RegionNames | None = None) -> None:
        self._connection, self._regions = connection, regions
        self._nodes: dict[str, Node] = {}
        self._subjects: dict[int, tuple[Subject, ...]] = {}

    def __call__(self, query: str, case: Case) -> bool:
        """Tell whether one of the case's articles fulfils the query.

        Raises:
            QueryError: The query cannot be read; it is checked when a subscription is made.
        """
        if query not in self._nodes:
            self._nodes[query] = parse(query, regions=self._regions, strict=False)
        if case.id not in self._subjects:
            self._subjects[case.id] = self._load(case)
        return any(matches(self._nodes[query], subject) for subject in self._subjects[case.id])

    def _load(self, case: Case) -> tuple[Subject, ...]:
        wanted = sorted(case.articles)[-MOST_ARTICLES:]
        codes = frozenset({case.code, str(case.id)})
        return tuple(
            subject_of(article, analysis, level=case.level, incidents=codes)
            for _, article, analysis in load_articles(self._connection, wanted)
        )
