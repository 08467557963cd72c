"""Counts of the whole archive by facet, kept by triggers while articles come in (SQLite; copies are not counted).

On PostgreSQL rows that every writer changes would make writers wait for each other, so there the same figures are told
from a sample. The indexes find an outlet's articles whatever the case
of its name, and the few that have a score or a day of the act.
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

FIELDS = "('province', 'region', 'act', 'role')"
INDEXES = (
    "DROP INDEX ix_article_published_day",
    "CREATE INDEX ix_article_published_day ON article (published_day, outlet, outlet_name)",
    "CREATE INDEX ix_article_outlet_folded ON article (lower(outlet))",
    "CREATE INDEX ix_analysis_severity ON analysis (severity) WHERE severity IS NOT NULL",
    "CREATE INDEX ix_analysis_event_day ON analysis (event_day) WHERE event_day IS NOT NULL",
)


def add(source: str, amount: str) -> str:
    return f"""INSERT INTO facet_count (field, value, articles) SELECT field, value, {amount} FROM ({source})
        WHERE value IS NOT NULL ON CONFLICT (field, value) DO UPDATE SET articles = articles + excluded.articles;"""


def article(row: str) -> str:
    return f"""SELECT 'article' AS field, '' AS value UNION ALL SELECT 'outlet', {row}.outlet
        UNION ALL SELECT 'month', substr({row}.published_day, 1, 7)"""


def analysis(row: str) -> str:
    return f"SELECT 'kind' AS field, {row}.kind AS value UNION ALL SELECT 'stage', {row}.stage"


ORIGINAL = "(SELECT copy_of FROM article WHERE id = {row}.article_id) IS NULL"
UNDERSTOOD = f"""SELECT field, value FROM article_facet WHERE article_id = new.id AND field IN {FIELDS}
    UNION ALL SELECT 'kind', kind FROM analysis WHERE article_id = new.id
    UNION ALL SELECT 'stage', stage FROM analysis WHERE article_id = new.id"""
TURNED = "CASE WHEN new.copy_of IS NULL THEN 1 ELSE -1 END"

SQLITE = (
    """CREATE TABLE facet_count (field TEXT NOT NULL, value TEXT NOT NULL, articles INTEGER NOT NULL,
        PRIMARY KEY (field, value)) WITHOUT ROWID""",
    """INSERT INTO facet_count SELECT 'article', '', count(*) FROM article WHERE copy_of IS NULL""",
    """INSERT INTO facet_count SELECT 'outlet', outlet, count(*) FROM article
        WHERE copy_of IS NULL AND outlet IS NOT NULL GROUP BY outlet""",
    """INSERT INTO facet_count SELECT 'month', substr(published_day, 1, 7) AS month, count(*) FROM article
        WHERE copy_of IS NULL AND published_day IS NOT NULL GROUP BY month""",
    f"""INSERT INTO facet_count SELECT f.field, f.value, count(*) FROM article_facet AS f JOIN article AS a
        ON a.id = f.article_id WHERE a.copy_of IS NULL AND f.field IN {FIELDS} GROUP BY f.field, f.value""",
    """INSERT INTO facet_count SELECT 'kind', n.kind, count(*) FROM analysis AS n JOIN article AS a
        ON a.id = n.article_id WHERE a.copy_of IS NULL GROUP BY n.kind""",
    """INSERT INTO facet_count SELECT 'stage', n.stage, count(*) FROM analysis AS n JOIN article AS a
        ON a.id = n.article_id WHERE a.copy_of IS NULL AND n.stage IS NOT NULL GROUP BY n.stage""",
    f"""CREATE TRIGGER facet_count_article_insert AFTER INSERT ON article WHEN new.copy_of IS NULL BEGIN
        {add(article("new"), "1")} END""",
    f"""CREATE TRIGGER facet_count_article_delete AFTER DELETE ON article WHEN old.copy_of IS NULL BEGIN
        {add(article("old"), "-1")} END""",
    f"""CREATE TRIGGER facet_count_article_update AFTER UPDATE OF outlet, published_day ON article
        WHEN old.copy_of IS NULL AND new.copy_of IS NULL
        AND (old.outlet IS NOT new.outlet OR old.published_day IS NOT new.published_day) BEGIN
        {add(article("old"), "-1")} {add(article("new"), "1")} END""",
    f"""CREATE TRIGGER facet_count_article_copy AFTER UPDATE OF copy_of ON article
        WHEN (old.copy_of IS NULL) <> (new.copy_of IS NULL) BEGIN
        {add(article("new"), TURNED)} {add(UNDERSTOOD, TURNED)} END""",
    f"""CREATE TRIGGER facet_count_facet_insert AFTER INSERT ON article_facet
        WHEN new.field IN {FIELDS} AND {ORIGINAL.format(row="new")} BEGIN
        {add("SELECT new.field AS field, new.value AS value", "1")} END""",
    f"""CREATE TRIGGER facet_count_facet_delete AFTER DELETE ON article_facet
        WHEN old.field IN {FIELDS} AND {ORIGINAL.format(row="old")} BEGIN
        {add("SELECT old.field AS field, old.value AS value", "-1")} END""",
    f"""CREATE TRIGGER facet_count_analysis_insert AFTER INSERT ON analysis
        WHEN {ORIGINAL.format(row="new")} BEGIN {add(analysis("new"), "1")} END""",
    f"""CREATE TRIGGER facet_count_analysis_delete AFTER DELETE ON analysis
        WHEN {ORIGINAL.format(row="old")} BEGIN {add(analysis("old"), "-1")} END""",
    f"""CREATE TRIGGER facet_count_analysis_update AFTER UPDATE OF kind, stage ON analysis
        WHEN (old.kind IS NOT new.kind OR old.stage IS NOT new.stage) AND {ORIGINAL.format(row="new")} BEGIN
        {add(analysis("old"), "-1")} {add(analysis("new"), "1")} END""",
)


def upgrade() -> None:
    connection = op.get_bind()
    for statement in (*INDEXES, *(SQLITE if connection.dialect.name == "sqlite" else ())):
        connection.exec_driver_sql(statement)
