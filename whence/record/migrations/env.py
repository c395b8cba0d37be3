"""Run by Alembic: the steps happen in the transaction of the connection that was given, or not at all."""

from alembic import context

from whence.record.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
