"""Operations for migrations that build the models of the migrations' state once, where Django and the package
of the triggers would build them, and all that hangs on them, anew at every step: with some hundred models
that hang together that takes minutes for a new database."""

from collections.abc import Sequence
from typing import Any

import pgtrigger.migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from pgtrigger.compiler import Trigger


class AddTrigger(pgtrigger.migrations.AddTrigger):
    """In place of `pgtrigger.migrations.AddTrigger`: no migration asks a model for its triggers."""

    trigger: Trigger

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        model = state.models[app_label, self.model_name]
        model.options["triggers"] = [*model.options.get("triggers", []), self.trigger]

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        self.execute(schema_editor, self.trigger.install_sql)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        self.execute(schema_editor, self.trigger.uninstall_sql)

    def execute(self, schema_editor: BaseDatabaseSchemaEditor, statement: Any) -> None:
        # Nothing is to be put into the statement, which may hold percent signs.
        schema_editor.execute(statement, params=None)


class CreateTogether(Operation):
    """Models, each whole, in any order; they may point at one another."""

    def __init__(self, models: Sequence[CreateModel]) -> None:
        self.models = models

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return (type(self).__name__, [], {"models": self.models})

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        # While they are not there, nothing is built; they are built when they are next asked for.
        vars(state).pop("apps", None)
        for model in self.models:
            model.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for model in self.models:
            model.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for model in reversed(self.models):
            model.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create {', '.join(model.name for model in self.models)}"
