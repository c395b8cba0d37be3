"""How the schema of a record came about, a step a revision; Alembic runs them."""

from __future__ import annotations

from alembic.config import Config
from sqlalchemy import Connection


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's configuration: the steps here, run on a connection that is already open."""
    config = Config()
    config.set_main_option("script_location", "whence.record:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
