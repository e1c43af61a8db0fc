from django.urls import path

from sigs.views.plans import activities, pages, steps, writing

PLAN = "groups/<slug:slug>/plan/"
ACTIVITY = "groups/<slug:slug>/activities/<uuid:public_id>/"

urlpatterns = [
    path(PLAN, pages.group_plan, name="group_plan"),
    path(f"{PLAN}begin/", steps.plan_begin, name="plan_begin"),
    path(f"{PLAN}aims/", writing.plan_aims, name="plan_aims"),
    path(f"{PLAN}evidence/", writing.plan_evidence, name="plan_evidence"),
    path(f"{PLAN}evidence/remove/", writing.plan_evidence_remove, name="plan_evidence_remove"),
    path(f"{PLAN}measures/", writing.plan_measures, name="plan_measures"),
    path(f"{PLAN}budget/", writing.plan_budget, name="plan_budget"),
    path(f"{PLAN}conditions/", writing.plan_conditions, name="plan_conditions"),
    path(f"{PLAN}propose/", steps.plan_propose, name="plan_propose"),
    path(f"{PLAN}take-back/", steps.plan_take_back, name="plan_take_back"),
    path(f"{PLAN}agree/", steps.plan_agree, name="plan_agree"),
    path(f"{PLAN}settle/", steps.plan_settle, name="plan_settle"),
    path(f"{PLAN}comment/", steps.plan_comment, name="plan_comment"),
    path(f"{PLAN}close/", steps.plan_close, name="plan_close"),
    path(f"{PLAN}<uuid:public_id>/", pages.plan_past, name="plan_past"),
    path("groups/<slug:slug>/activities/new/", activities.activity_new, name="activity_new"),
    path(ACTIVITY, pages.activity, name="activity"),
    path(f"{ACTIVITY}edit/", activities.activity_edit, name="activity_edit"),
    path(f"{ACTIVITY}book/", activities.activity_book, name="activity_book"),
    path(f"{ACTIVITY}unbook/", activities.activity_unbook, name="activity_unbook"),
    path(f"{ACTIVITY}done/", activities.activity_done, name="activity_done"),
    path(f"{ACTIVITY}drop/", activities.activity_drop, name="activity_drop"),
]
