from django.urls import path

from brokerage.views.supportplans import meetings, pages, writing

OF_PLAN = "schools/<str:number>/support-plan/"
OF_AIM = f"{OF_PLAN}aims/<int:position>/"
OF_MEETING = f"{OF_PLAN}meetings/<uuid:meeting>/"

urlpatterns = [
    path("support-plans/", pages.support_plans, name="support_plans"),
    path(OF_PLAN, pages.support_plan, name="support_plan"),
    path(f"{OF_PLAN}new/", writing.support_plan_new, name="support_plan_new"),
    path(f"{OF_PLAN}edit/", writing.support_plan_edit, name="support_plan_edit"),
    path(f"{OF_PLAN}put/", writing.support_plan_put, name="support_plan_put"),
    path(f"{OF_PLAN}agree/", writing.support_plan_agree, name="support_plan_agree"),
    path(f"{OF_PLAN}send-back/", writing.support_plan_back, name="support_plan_back"),
    path(f"{OF_PLAN}close/", writing.support_plan_close, name="support_plan_close"),
    path(f"{OF_PLAN}aims/new/", writing.plan_aim_new, name="plan_aim_new"),
    path(OF_AIM, writing.plan_aim_edit, name="plan_aim_edit"),
    path(f"{OF_AIM}remove/", writing.plan_aim_remove, name="plan_aim_remove"),
    path(f"{OF_AIM}outcome/", writing.plan_aim_outcome, name="plan_aim_outcome"),
    path(f"{OF_PLAN}meetings/new/", meetings.progress_meeting_new, name="progress_meeting_new"),
    path(OF_MEETING, pages.progress_meeting, name="progress_meeting"),
    path(f"{OF_MEETING}held/", meetings.progress_meeting_held, name="progress_meeting_held"),
    path(f"{OF_MEETING}cancel/", meetings.progress_meeting_cancel, name="progress_meeting_cancel"),
]
