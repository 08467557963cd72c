"""Tables of the archive, one module a noun, on one `metadata`. Importing this package registers them all."""

from archive.tables import alerts, articles, evidence, incidents, operations, people, sharing, watching
from archive.tables.base import metadata

__all__ = ["alerts", "articles", "evidence", "incidents", "metadata", "operations", "people", "sharing", "watching"]
