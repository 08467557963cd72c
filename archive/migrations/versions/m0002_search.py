"""The full-text index: FTS5 over the articles on SQLite, word vectors with GIN on PostgreSQL.

PostgreSQL's vectors are made by `archive.store.words`, so that both databases cut text into the same words; the server's
own parser would read `94/2021` as a file name and `sekda-kota` as three words.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BOTH = ("CREATE INDEX ix_article_shown ON article (coalesce(published_at, first_seen_at), id)",)
SQLITE = (
    """CREATE VIRTUAL TABLE article_fts USING fts5(
        title, text, content='article', content_rowid='id', tokenize='unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER article_fts_insert AFTER INSERT ON article BEGIN
        INSERT INTO article_fts(rowid, title, text) VALUES (new.id, new.title, new.text); END""",
    """CREATE TRIGGER article_fts_delete AFTER DELETE ON article BEGIN
        INSERT INTO article_fts(article_fts, rowid, title, text) VALUES ('delete', old.id, old.title, old.text); END""",
    """CREATE TRIGGER article_fts_update AFTER UPDATE OF title, text ON article BEGIN
        INSERT INTO article_fts(article_fts, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
        INSERT INTO article_fts(rowid, title, text) VALUES (new.id, new.title, new.text); END""",
)
POSTGRESQL = (
    """CREATE TABLE article_search (
        article_id bigint PRIMARY KEY REFERENCES article(id) ON DELETE CASCADE, words tsvector NOT NULL)""",
    "CREATE INDEX ix_article_search_words ON article_search USING gin (words)",
    # Labels are looked up by their beginning, which the plain index serves in the C locale alone.
    "CREATE INDEX ix_article_facet_begins ON article_facet (field, value text_pattern_ops, article_id)",
    # True when all the lexemes stand inside a window with at most `gap` other words between the first and the last.
    """CREATE FUNCTION pantau_window(words tsvector, wanted text[], gap integer) RETURNS boolean
       LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
         WITH hit AS (
           SELECT u.lexeme AS word, p AS place
           FROM unnest(words) AS u(lexeme, positions, weights), unnest(u.positions) AS p
           WHERE u.lexeme = ANY(wanted))
         SELECT EXISTS (
           SELECT 1 FROM hit AS first
           WHERE (SELECT count(DISTINCT later.word) FROM hit AS later
                  WHERE later.place BETWEEN first.place AND first.place + gap + 1) = cardinality(wanted))
       $$""",
)


def upgrade() -> None:
    statements = SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL
    for statement in BOTH + statements:
        op.get_bind().exec_driver_sql(statement)
