"""Entries seen, pages kept, articles, their analyses and what is indexed of both."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from archive.tables.base import Instant, metadata

BigId = BigInteger().with_variant(Integer, "sqlite")  # SQLite's rowid alias needs INTEGER

entry = Table(
    "entry",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("outlet", String(64), nullable=False),
    Column("url_key", String(64), nullable=False),  # SHA-256 of the folded address
    Column("url", Text, nullable=False),
    Column("via", String(16), nullable=False),
    Column("title", Text),
    Column("published_at", Instant),
    Column("found_at", Instant, nullable=False),
    Column(
        "state", String(16), nullable=False
    ),  # found, fetched, screened_out, kept, copy, failed, blocked, skipped ...
    Column("state_reason", Text),
    Column("state_at", Instant, nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("article_id", BigId, ForeignKey("article.id")),
    UniqueConstraint("outlet", "url_key"),
    Index("ix_entry_outlet_state", "outlet", "state"),
)

article = Table(
    "article",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("url_key", String(64), nullable=False, unique=True),
    Column("outlet", String(64), index=True),
    Column("outlet_name", Text),
    Column("network", String(32)),  # copies inside one network are one source
    Column("state", String(8), nullable=False),
    Column("published_at", Instant, index=True),  # best known; for sorting falls back to first_seen in queries
    Column("published_day", Date),  # local day at the outlet
    Column("modified_at", Instant),
    Column("first_seen_at", Instant, nullable=False, index=True),
    Column("language", String(8)),
    Column("text_hash", String(64), nullable=False, index=True),
    Column("copy_of", BigId, ForeignKey("article.id"), index=True),  # first article of the same text, by publication
    Column("version", Integer, nullable=False, server_default="1"),
    Column("removed_at", Instant),  # takedown seen at the outlet
    Column("url", Text, nullable=False),
    # Long columns last: SQLite reads a row from its beginning, so filters and dates cost no page of text.
    Column("title", Text, nullable=False, server_default=""),
    Column("record", Text, nullable=False),  # the Article as JSON, without text
    Column("text", Text, nullable=False),
    Column("sampled", Boolean, nullable=False, server_default="0"),  # the screen had rejected it: read by the sample
    Index(
        "ix_article_published_day", "published_day", "outlet", "outlet_name"
    ),  # who published when, without a row read
    # Few are sampled, and what stands behind the text is found without reading the text.
    Index("ix_article_sampled", "id", sqlite_where=text("sampled = 1"), postgresql_where=text("sampled")),
)
# Newest first: ix_article_shown on (coalesce(published_at, first_seen_at), id), made by the migration in SQL.

article_version = Table(
    "article_version",
    metadata,
    Column("article_id", BigId, ForeignKey("article.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("seen_at", Instant, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("text_hash", String(64), nullable=False),
)

article_page = Table(
    "article_page",
    metadata,
    Column("article_id", BigId, ForeignKey("article.id"), primary_key=True),
    Column("page", LargeBinary, nullable=False),  # the Page as JSON, zlib: what reprocess reads
    Column("kept_at", Instant, nullable=False),
)

article_sketch = Table(
    "article_sketch",
    metadata,
    Column("hash", BigInteger, primary_key=True),
    Column("article_id", BigId, ForeignKey("article.id"), primary_key=True),
    Index("ix_article_sketch_article", "article_id"),
)

analysis = Table(
    "analysis",
    metadata,
    Column("article_id", BigId, ForeignKey("article.id"), primary_key=True),
    Column("relevant", Boolean, nullable=False),
    Column("kind", String(16), nullable=False, index=True),
    Column("kind_confidence", Float, nullable=False),
    Column("stage", String(2), index=True),
    Column("severity", Integer),  # sum of the article's parts; null where no score is given
    Column("event_day", Date),
    Column("analysed_at", Instant, nullable=False),
    Column("versions", Text, nullable=False),
    Column("record", Text, nullable=False),  # the Analysis as JSON
    # Few articles have a score or a day of the act.
    *(
        Index(
            f"ix_analysis_{name}",
            name,
            sqlite_where=text(f"{name} IS NOT NULL"),
            postgresql_where=text(f"{name} IS NOT NULL"),
        )
        for name in ("severity", "event_day")
    ),
)

article_facet = Table(
    "article_facet",
    metadata,
    Column("article_id", BigId, ForeignKey("article.id"), primary_key=True),
    # region (kab/kota or province code), province, act, rule, role, party, law, institution, name (folded)
    Column("field", String(16), primary_key=True),
    Column("value", String(160), primary_key=True),
    Index("ix_article_facet_value", "field", "value", "article_id"),
)

rejected_text = Table(
    "rejected_text",
    metadata,
    Column("url_key", String(64), primary_key=True),
    Column("outlet", String(64)),
    Column("url", Text, nullable=False),
    Column("seen_at", Instant, nullable=False, index=True),
    Column("page", LargeBinary, nullable=False),  # zlib; kept 30 days for lexicon rehearsal
    Column("sampled", Boolean, nullable=False, server_default="0"),
    Column("reason", Text, nullable=False),
    # The sample is counted without reading the pages of the others.
    Index("ix_rejected_text_sampled", "seen_at", sqlite_where=text("sampled = 1"), postgresql_where=text("sampled")),
)

search_word = Table(
    "search_word",
    metadata,
    Column("stem", String(40), primary_key=True),
    Column("word", String(40), primary_key=True),  # every word of the archive by its stems: what a query expands to
    Index("ix_search_word_word", "word"),
)
