"""Bringing the tables up to this program's version, with Alembic's scripts in store/migrations."""

from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection

from handlers.errors import FaultError


def _scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(config)


class NewerDatabaseError(FaultError):
    """The database was made by a newer version of this program."""


def upgrade(connection: Connection, to: str = "head") -> None:
    """Run what is missing up to that version. Raises NewerDatabaseError for a database of a newer program."""
    scripts = _scripts()

    def missing(revision: Any, _context: MigrationContext) -> Any:
        return scripts._upgrade_revs(to, revision)  # noqa: SLF001

    context = MigrationContext.configure(connection, opts={"fn": missing})
    if _is_unknown(context, scripts):
        raise NewerDatabaseError("the database was made by a newer Weiguang: install that version, or use a backup")
    with Operations.context(context):
        context.run_migrations()


def fault_of_version(connection: Connection) -> str | None:
    """What is wrong with the database's version, or None."""
    scripts = _scripts()
    context = MigrationContext.configure(connection)
    if _is_unknown(context, scripts):
        return "the database was made by a newer Weiguang: install that version, or use a backup"
    if context.get_current_revision() != scripts.get_current_head():
        return "the database's tables are not up to date: run `weiguang migrate`"
    return None


def _is_unknown(context: MigrationContext, scripts: ScriptDirectory) -> bool:
    current = context.get_current_revision()
    return current is not None and current not in {script.revision for script in scripts.walk_revisions()}
