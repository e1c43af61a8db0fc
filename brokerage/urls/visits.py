from django.urls import path

from brokerage.views import workload
from brokerage.views.visits import lists, page, planning

urlpatterns = [
    path("visits/", lists.visits, name="visits"),
    path("visits/workload/", workload.workload, name="workload"),
    path("visits/workload/levels/<slug:slug>/", workload.first_visit, name="first_visit"),
    path("visits/workload/advisers/<int:pk>/", workload.adviser_release, name="adviser_release"),
    path("schools/<str:number>/visits/", lists.school_visits, name="school_visits"),
    path("schools/<str:number>/visits/plan/", planning.visit_plan, name="visit_plan"),
    path("visits/<uuid:public_id>/", page.visit, name="visit"),
    path("visits/<uuid:public_id>/change/", planning.visit_change, name="visit_change"),
    path("visits/<uuid:public_id>/prepare/", planning.visit_prepare, name="visit_prepare"),
    path("visits/<uuid:public_id>/cancel/", planning.visit_cancel, name="visit_cancel"),
    path("visits/<uuid:public_id>/note/", page.visit_note, name="visit_note"),
    path("visits/<uuid:public_id>/actions/new/", page.visit_action_new, name="visit_action_new"),
    path("visits/<uuid:public_id>/send/", page.visit_send, name="visit_send"),
    path("visits/<uuid:public_id>/correct/", page.visit_correct, name="visit_correct"),
    path("visits/<uuid:public_id>/accurate/", page.visit_accurate, name="visit_accurate"),
    path("visits/<uuid:public_id>/not-accurate/", page.visit_dispute, name="visit_dispute"),
    path(
        "visits/actions/<uuid:public_id>/leave-out/",
        page.visit_action_leave_out,
        name="visit_action_leave_out",
    ),
    path("visits/actions/<uuid:public_id>/", page.visit_action_end, name="visit_action_end"),
    path("visits/actions/<uuid:public_id>/school/", page.visit_action_answer, name="visit_action_answer"),
]
