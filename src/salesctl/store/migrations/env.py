"""Alembic's entry point: the caller brings the connection and ends its transaction."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"], transaction_per_migration=False, transactional_ddl=False
)
context.run_migrations()
