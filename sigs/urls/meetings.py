from django.urls import path

from sigs.views import health
from sigs.views.meetings import actions, pages, steps

MEETING = "groups/<slug:slug>/meetings/<uuid:public_id>/"
ACTION = "groups/<slug:slug>/actions/<uuid:public_id>/"

urlpatterns = [
    path("groups-at-work/", health.groups_at_work, name="groups_at_work"),
    path("groups/<slug:slug>/meetings/", pages.group_meetings, name="group_meetings"),
    path("groups/<slug:slug>/meetings/new/", steps.meeting_new, name="meeting_new"),
    path(MEETING, pages.meeting, name="meeting"),
    path(f"{MEETING}edit/", steps.meeting_edit, name="meeting_edit"),
    path(f"{MEETING}record/", steps.meeting_record, name="meeting_record"),
    path(f"{MEETING}cancel/", steps.meeting_cancel, name="meeting_cancel"),
    path(f"{MEETING}calendar.ics", pages.meeting_calendar, name="meeting_calendar"),
    path(f"{MEETING}action/", actions.meeting_action, name="meeting_action"),
    path("groups/<slug:slug>/actions/", pages.group_actions, name="group_actions"),
    path("groups/<slug:slug>/actions/new/", actions.action_new, name="action_new"),
    path(f"{ACTION}done/", actions.action_done, name="action_done"),
    path(f"{ACTION}drop/", actions.action_drop, name="action_drop"),
    path(f"{ACTION}reopen/", actions.action_reopen, name="action_reopen"),
]
