"""What is watched after an article is kept and an outlet is read."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('host_turn',
    sa.Column('host', sa.String(length=255), nullable=False),
    sa.Column('free_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('host', name=op.f('pk_host_turn'))
    )
    op.create_table('outlet_alarm',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('outlet', sa.String(length=64), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('end_told_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outlet_alarm'))
    )
    with op.batch_alter_table('outlet_alarm', schema=None) as batch_op:
        batch_op.create_index('ix_outlet_alarm_outlet', ['outlet', 'ended_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_outlet_alarm_told_at'), ['told_at'], unique=False)

    op.create_table('article_notice',
    sa.Column('article_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('detail', sa.Text(), server_default='', nullable=False),
    sa.ForeignKeyConstraint(['article_id'], ['article.id'], name=op.f('fk_article_notice_article_id_article')),
    sa.PrimaryKeyConstraint('article_id', 'kind', name=op.f('pk_article_notice'))
    )
    op.create_table('article_visit',
    sa.Column('article_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('outlet', sa.String(length=64), nullable=False),
    sa.Column('url_key', sa.String(length=64), nullable=False),
    sa.Column('url', sa.Text(), nullable=False),
    sa.Column('kept_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('visited_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('failures', sa.Integer(), server_default='0', nullable=False),
    sa.Column('lines', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['article_id'], ['article.id'], name=op.f('fk_article_visit_article_id_article')),
    sa.PrimaryKeyConstraint('article_id', name=op.f('pk_article_visit'))
    )
    with op.batch_alter_table('article_visit', schema=None) as batch_op:
        batch_op.create_index('ix_article_visit_outlet_due', ['outlet', 'due_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_article_visit_url_key'), ['url_key'], unique=False)

    with op.batch_alter_table('coverage', schema=None) as batch_op:
        batch_op.add_column(sa.Column('waiting', sa.Integer(), server_default='0', nullable=False))

    with op.batch_alter_table('outlet_state', schema=None) as batch_op:
        batch_op.add_column(sa.Column('newest_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('watch', sa.Text(), nullable=True))

    op.execute(
        "UPDATE outlet_state SET newest_at = (SELECT max(coalesce(published_at, found_at)) FROM entry "
        "WHERE entry.outlet = outlet_state.outlet)"
    )
