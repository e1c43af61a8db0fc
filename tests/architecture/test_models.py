"""Every table leaves its history, and what may be seen is said once."""

import pghistory.models
import pytest
from django.apps import apps
from django.db.models import Model

from core.authorise import ScopedQuerySet
from tests.architecture.furnished import Furnished
from tests.architecture.routes import OUR_APPS

# Tables without triggers, and why.
UNTRACKED = {
    "schools.Comparison": "derived: audited by its run",
    "schools.BenchmarkCut": "derived: audited by its run",
    "schools.ExpectedLine": "derived: audited by its run",
    "schools.CategorySummary": "derived: audited by its run",
    "schools.RegionFigure": "derived: audited by its run",
    "schools.PooledValue": "derived: audited by its run",
    "schools.Family": "derived: audited by its run",
    "schools.SupportSummary": "derived: audited by its count",
    "schools.ImportChange": "is itself the record of what an import changed",
    "sigs.CompositionData": "derived: what a run read, never changed (trigger); audited by its run",
    "brokerage.RegionMatchRow": "derived: written with a match, never changed (trigger), audited by it",
    "sigs.Placement": "derived: written with a run's result, never changed (trigger); audited by its run",
}


def our_models() -> list[type[Model]]:
    return [
        model
        for model in apps.get_models()
        if model.__module__.split(".")[0] in OUR_APPS and not issubclass(model, pghistory.models.Event)
    ]


def tracked() -> set[str]:
    return {
        model.pgh_tracked_model._meta.label
        for model in apps.get_models()
        if hasattr(model, "pgh_tracked_model")
    }


def test_every_model_leaves_its_history() -> None:
    untracked = {model._meta.label for model in our_models()} - tracked()

    assert untracked == set(UNTRACKED), (
        "Put @pghistory.track() on the model and make its migration, or list it in UNTRACKED with the reason;"
        f" take stale entries out. Differing: {sorted(untracked ^ set(UNTRACKED))}"
    )


def scoped_models() -> list[type[Model]]:
    return [
        model for model in our_models() if isinstance(model._default_manager.get_queryset(), ScopedQuerySet)
    ]


@pytest.mark.parametrize("model", scoped_models(), ids=lambda model: model._meta.label)
def test_a_scoped_model_says_where_its_scope_is(model: type[Model]) -> None:
    assert getattr(model, "scope_path", ""), f"{model._meta.label} needs `scope_path`, the way to its Scope."


# Seen under several permissions: each page says which by `held_by(user, permission)`, and no row is asked for
# by `visible_to`.
SEEN_UNDER_SEVERAL = {
    "schools.CategoryRecord",
    "schools.Evidence",
    "schools.Note",
    "schools.Result",
    "schools.Review",
}


def test_every_scoped_model_says_who_sees_it() -> None:
    silent = {model._meta.label for model in scoped_models() if not hasattr(model, "view_permission")}

    assert silent == SEEN_UNDER_SEVERAL, (
        f"Give the model `view_permission`, or list it with the reason: {sorted(silent ^ SEEN_UNDER_SEVERAL)}"
    )


# With rows in the furnished world; a new model gets one in tests/architecture/furnished.py.
WITHOUT_ROWS = {"schools.ColumnMapping"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "model",
    [model for model in scoped_models() if hasattr(model, "view_permission")],
    ids=lambda model: model._meta.label,
)
def test_what_is_visible_is_what_is_permitted(model: type[Model], shown: Furnished) -> None:
    rows = list(model._default_manager.all()[:200])
    assert bool(rows) != (model._meta.label in WITHOUT_ROWS), f"furnished.py: one row of {model._meta.label}."

    for name, person in shown.world.people:
        visible = set(model._default_manager.visible_to(person).values_list("pk", flat=True))
        for row in rows:
            assert person.has_perm(model.view_permission, row) == (row.pk in visible), (
                f"{name} and {model._meta.label} {row.pk}: visible_to() and has_perm() disagree. Both follow"
                " scope_path and view_permission; neither may be answered elsewhere."
            )
