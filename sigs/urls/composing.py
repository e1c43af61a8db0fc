from django.urls import path

from sigs.views.composing import compositions, result, runs

urlpatterns = [
    path("groups/compose/", compositions.compositions, name="compositions"),
    path("groups/compose/new/", compositions.composition_new, name="composition_new"),
    path("groups/compose/<uuid:public_id>/", compositions.composition, name="composition"),
    path("groups/compose/<uuid:public_id>/drop/", compositions.composition_drop, name="composition_drop"),
    path("groups/compose/<uuid:public_id>/run/", runs.composition_run_start, name="composition_run_start"),
    path("groups/compose/<uuid:public_id>/compare/", runs.composition_compare, name="composition_compare"),
    path(
        "groups/compose/<uuid:public_id>/rules/<slug:rule>/",
        compositions.composition_rule,
        name="composition_rule",
    ),
    path("groups/compose/<uuid:public_id>/runs/<int:number>/", runs.composition_run, name="composition_run"),
    path(
        "groups/compose/<uuid:public_id>/runs/<int:number>/cancel/",
        runs.composition_run_cancel,
        name="composition_run_cancel",
    ),
    path(
        "groups/compose/<uuid:public_id>/runs/<int:number>/swap/",
        result.composition_swap,
        name="composition_swap",
    ),
    path(
        "groups/compose/<uuid:public_id>/runs/<int:number>/pin/",
        result.composition_pin,
        name="composition_pin",
    ),
    path(
        "groups/compose/<uuid:public_id>/runs/<int:number>/export.<str:form>",
        result.composition_export,
        name="composition_export",
    ),
]
