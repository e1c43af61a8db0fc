from django.urls import path

from brokerage.views.concerns import meetings, notices, register, visits

OF_CONCERN = "concerns/<uuid:concern>/"
OF_MEETING = "concerns/meetings/<uuid:meeting>/"

urlpatterns = [
    path("concerns/", register.concerns, name="concerns"),
    path("concerns/new/", register.concern_new, name="concern_new"),
    path("concerns/meetings/new/", meetings.concern_meeting_new, name="concern_meeting_new"),
    path(OF_MEETING, meetings.concern_meeting, name="concern_meeting"),
    path(f"{OF_MEETING}over/", meetings.concern_meeting_held, name="concern_meeting_held"),
    path(f"{OF_MEETING}cancel/", meetings.concern_meeting_cancel, name="concern_meeting_cancel"),
    path(f"{OF_MEETING}<uuid:concern>/", meetings.concern_meeting_said, name="concern_meeting_said"),
    path("concerns/notices/<uuid:warning>/", notices.warning, name="warning"),
    path("concerns/notices/<uuid:warning>/outcome/", notices.warning_over, name="warning_over"),
    path("concerns/visits/<uuid:visit>/made/", visits.joint_visit_made, name="joint_visit_made"),
    path("concerns/visits/<uuid:visit>/cancel/", visits.joint_visit_cancel, name="joint_visit_cancel"),
    path(OF_CONCERN, register.concern, name="concern"),
    path(f"{OF_CONCERN}review/", register.concern_review, name="concern_review"),
    path(f"{OF_CONCERN}told/", register.concern_told, name="concern_told"),
    path(f"{OF_CONCERN}raise/", register.concern_raise, name="concern_raise"),
    path(f"{OF_CONCERN}lower/", register.concern_ease, name="concern_ease"),
    path(f"{OF_CONCERN}close/", register.concern_close, name="concern_close"),
    path(f"{OF_CONCERN}joint-visit/", visits.joint_visit_new, name="joint_visit_new"),
    path(f"{OF_CONCERN}notice/", notices.warning_new, name="warning_new"),
    path(f"{OF_CONCERN}intervention/", notices.intervention_new, name="intervention_new"),
]
