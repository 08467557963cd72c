"""What lists and figures need of an article, in indexes that hold it together (SQLite).

A row of `article` fills pages of its own: to read the day and the newsroom of two thousand articles took as many reads of
the disk. PostgreSQL keeps long texts apart and needs none.
"""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

SQLITE = (
    """CREATE INDEX ix_article_described ON article
        (id, copy_of, outlet, published_day, coalesce(published_at, first_seen_at))""",
    "CREATE INDEX ix_analysis_described ON analysis (article_id, kind, stage)",
)


def upgrade() -> None:
    connection = op.get_bind()
    for statement in SQLITE if connection.dialect.name == "sqlite" else ():
        connection.exec_driver_sql(statement)
