"""Tables whose rows are written once: the database itself refuses to change them."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$
"""
POSTGRESQL = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""


class AppendOnly(Operation):
    """A migration step that puts triggers on a table, on SQLite and on PostgreSQL.

    Django rebuilds a SQLite table to alter it and the triggers go with the old one, so a later migration
    that alters such a table ends with this step again.
    """

    reversible = True

    def __init__(self, table: str) -> None:
        self.table = table

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Nothing in Django's picture of the models changes."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        self.database_backwards(app_label, schema_editor, to_state, from_state)
        for statement in statements(schema_editor.connection.vendor, self.table):
            schema_editor.execute(statement, None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        on = f" ON {self.table}" if schema_editor.connection.vendor == "postgresql" else ""
        for verb in verbs(schema_editor.connection.vendor):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {self.table}_no_{verb}{on}")

    def describe(self) -> str:
        return f"Make {self.table} append-only"


def verbs(vendor: str) -> tuple[str, ...]:
    return ("UPDATE", "DELETE", "TRUNCATE") if vendor == "postgresql" else ("UPDATE", "DELETE")


def statements(vendor: str, table: str) -> list[str]:
    """The SQL that makes ``table`` append-only on the engine called ``vendor``."""
    if vendor == "postgresql":
        return [POSTGRESQL_FUNCTION, *(POSTGRESQL.format(table=table, verb=verb) for verb in verbs(vendor))]
    return [SQLITE.format(table=table, verb=verb) for verb in verbs(vendor)]
