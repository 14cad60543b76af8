"""Runs the migrations on the application's own connection."""

from alembic import context
from flask import current_app

from interview_practice.models.base import UtcDateTime

database = current_app.extensions["migrate"].db


def include(item, name, kind, reflected, compare_to):
    """Leave SQLite's search index, a virtual table and its shadows, to its own migration."""
    return not (kind == "table" and name.startswith("attempt_search"))


def render(kind, item, context):
    """Write our moments as the plain type they are stored in."""
    return "sa.DateTime()" if isinstance(item, UtcDateTime) else False


def run() -> None:
    with database.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            render_as_batch=True,
            include_object=include,
            render_item=render,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
