"""Puts other history triggers in the place of a room's former ones, in a migration of one step."""

from collections.abc import Iterator
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from pgtrigger.compiler import Trigger


class RewriteHistory(Operation):
    """Install triggers over those of the same name: by table, all tables of a room at once.

    Removing and adding them one by one would make every model anew each time, for minutes.
    """

    def __init__(self, triggers: dict[str, list[Trigger]]) -> None:
        self.triggers = triggers

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Let the models' state know the new triggers; how a model is made does not change by it."""
        for name, new in self.triggers.items():
            options = state.models[app_label, name].options
            names = {t.name for t in new}
            options["triggers"] = [t for t in options["triggers"] if t.name not in names] + new

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Install the new ones."""
        del from_state
        self._install(app_label, schema_editor, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Install the former ones again."""
        del from_state
        self._install(app_label, schema_editor, to_state)

    def _install(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, state: ProjectState
    ) -> None:
        for trigger in self._of(app_label, state):
            # No parameters: the statement's text holds what looks like places for them.
            schema_editor.execute(trigger.install_sql, params=None)

    def _of(self, app_label: str, state: ProjectState) -> Iterator[Any]:
        for name, new in self.triggers.items():
            names = {t.name for t in new}
            held = state.models[app_label, name].options["triggers"]
            yield from (t for t in held if t.name in names)

    def describe(self) -> str:
        """Say what the step does."""
        return f"Write the history of {len(self.triggers)} tables in another way"
