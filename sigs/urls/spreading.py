from django.urls import path

from sigs.views.spreading import conferences, findings, summaries

SUMMARY = "summaries/<uuid:public_id>/"
FINDING = "findings/<uuid:public_id>/"
CONFERENCE = "conferences/<int:year>/"
SESSION = "conferences/sessions/<uuid:public_id>/"

urlpatterns = [
    path("evaluations/<uuid:public_id>/summary/", summaries.summary_edit, name="summary_edit"),
    path("summaries/", summaries.summaries, name="summaries"),
    path(SUMMARY, summaries.summary, name="summary"),
    path(f"{SUMMARY}share/", summaries.summary_share, name="summary_share"),
    path(f"{SUMMARY}take-back/", summaries.summary_take_back, name="summary_take_back"),
    path(f"{SUMMARY}open/", summaries.summary_open, name="summary_open"),
    path(f"{SUMMARY}close/", summaries.summary_close, name="summary_close"),
    path("groups/<slug:slug>/findings/new/", findings.finding_new, name="finding_new"),
    path("findings/", findings.findings, name="findings"),
    path(FINDING, findings.finding, name="finding"),
    path(f"{FINDING}edit/", findings.finding_edit, name="finding_edit"),
    path(f"{FINDING}publish/", findings.finding_publish, name="finding_publish"),
    path(f"{FINDING}withdraw/", findings.finding_withdraw, name="finding_withdraw"),
    path("conferences/", conferences.conferences, name="conferences"),
    path("conferences/new/", conferences.conference_new, name="conference_new"),
    path(CONFERENCE, conferences.conference, name="conference"),
    path(f"{CONFERENCE}edit/", conferences.conference_edit, name="conference_edit"),
    path(f"{CONFERENCE}publish/", conferences.conference_publish, name="conference_publish"),
    path(f"{CONFERENCE}withdraw/", conferences.conference_withdraw, name="conference_withdraw"),
    path(f"{CONFERENCE}sessions/new/", conferences.session_new, name="session_new"),
    path(SESSION, conferences.session_edit, name="session_edit"),
    path(f"{SESSION}remove/", conferences.session_remove, name="session_remove"),
]
