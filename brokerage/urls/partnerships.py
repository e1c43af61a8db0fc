"""Partnerships of schools, and what stands in their files."""

from django.urls import path

from brokerage.views.partnerships import opening, pages, planning, work

ONE = "partnerships/<uuid:public_id>/"

urlpatterns = [
    path("partnerships/", pages.partnerships, name="partnerships"),
    path("partnerships/new/", opening.partnership_new, name="partnership_new"),
    path(ONE, pages.partnership, name="partnership"),
    path(f"{ONE}answer/", opening.partnership_answer, name="partnership_answer"),
    path(f"{ONE}agree/", opening.partnership_agree, name="partnership_agree"),
    path(f"{ONE}decline/", opening.partnership_decline, name="partnership_decline"),
    path(f"{ONE}pause/", opening.partnership_pause, name="partnership_pause"),
    path(f"{ONE}resume/", opening.partnership_resume, name="partnership_resume"),
    path(f"{ONE}stop/", opening.partnership_stop, name="partnership_stop"),
    path(f"{ONE}close/", opening.partnership_close, name="partnership_close"),
    path(f"{ONE}objectives/new/", planning.partnership_objective_new, name="partnership_objective_new"),
    path(f"{ONE}days/new/", planning.partnership_day_new, name="partnership_day_new"),
    path(f"{ONE}money/new/", planning.partnership_money_new, name="partnership_money_new"),
    path(f"{ONE}contacts/new/", work.partnership_contact_new, name="partnership_contact_new"),
    path(f"{ONE}tasks/new/", work.partnership_task_new, name="partnership_task_new"),
    path(f"{ONE}evaluator/", work.partnership_evaluator, name="partnership_evaluator"),
    path(f"{ONE}evaluation/", work.partnership_evaluation, name="partnership_evaluation"),
    path(
        "partnership-objectives/<uuid:public_id>/",
        planning.partnership_objective,
        name="partnership_objective",
    ),
    path(
        "partnership-objectives/<uuid:public_id>/now/",
        planning.partnership_objective_now,
        name="partnership_objective_now",
    ),
    path(
        "partnership-objectives/<uuid:public_id>/drop/",
        planning.partnership_objective_drop,
        name="partnership_objective_drop",
    ),
    path(
        "partnership-days/<uuid:public_id>/used/", planning.partnership_day_used, name="partnership_day_used"
    ),
    path(
        "partnership-days/<uuid:public_id>/drop/", planning.partnership_day_drop, name="partnership_day_drop"
    ),
    path(
        "partnership-money/<uuid:public_id>/",
        planning.partnership_money_spent,
        name="partnership_money_spent",
    ),
    path(
        "partnership-contacts/<uuid:public_id>/strike/",
        work.partnership_contact_strike,
        name="partnership_contact_strike",
    ),
    path("partnership-reviews/<uuid:public_id>/", work.partnership_review, name="partnership_review"),
    path("partnership-tasks/<uuid:public_id>/", work.partnership_task, name="partnership_task"),
]
