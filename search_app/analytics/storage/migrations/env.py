"""Alembic environment: run the migrations on the connection of `migrate`, within its transaction."""

from alembic import context

from search_app.analytics.storage.tables import Base

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Base.metadata, transactional_ddl=True
)
context.run_migrations()
