"""Runs migrations on the connection that `archive.upgrade` brings, inside its transaction."""

from alembic import context

from archive.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True)
context.run_migrations()
