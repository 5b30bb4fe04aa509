"""The migration step that lets the engine index the words of the search entries."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from reports.search import postgresql, sqlite


class IndexWords(Operation):
    """Build the word index of ``reports_searchentry`` from the rows that are there, on either engine.

    Django rebuilds a SQLite table to alter it and the triggers go with the old one, so a later migration
    that alters search entries ends with this step again.
    """

    reversible = True

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
        engine = postgresql if schema_editor.connection.vendor == "postgresql" else sqlite
        for statement in engine.CREATE:
            schema_editor.execute(statement, None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        engine = postgresql if schema_editor.connection.vendor == "postgresql" else sqlite
        for statement in engine.DROP:
            schema_editor.execute(statement, None)

    def describe(self) -> str:
        return "Index the words of the public search"
