"""The query language: text -> tree -> SQLite, PostgreSQL or a predicate on one case, with one meaning.

parse(text) -> Query -> expand word forms -> fts5 | tsquery | memory
"""
