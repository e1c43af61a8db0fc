from django.urls import path

from schools.views import announcements, indicators, notes

OF_MEASURE = "schools/<str:number>/measures/<slug:code>/notes/"
OF_INDICATOR = "indicators/<slug:code>/notes/"

urlpatterns = [
    path("indicators/", indicators.indicators, name="indicators"),
    path("indicators/<slug:code>/", indicators.indicator, name="indicator"),
    path("indicators/<slug:code>/edit/", indicators.indicator_edit, name="indicator_edit"),
    path("indicators/<slug:code>/changes/", indicators.indicator_changes, name="indicator_changes"),
    path("indicators/<slug:code>/reviewed/", indicators.indicator_reviewed, name="indicator_reviewed"),
    path("indicators/<slug:code>/retire/", indicators.indicator_retire, name="indicator_retire"),
    path("indicators/<slug:code>/restore/", indicators.indicator_restore, name="indicator_restore"),
    path(f"{OF_INDICATOR}new/", notes.indicator_note_new, name="indicator_note_new"),
    path(f"{OF_INDICATOR}<uuid:note>/", notes.indicator_note_edit, name="indicator_note_edit"),
    path(
        f"{OF_INDICATOR}<uuid:note>/withdraw/", notes.indicator_note_withdraw, name="indicator_note_withdraw"
    ),
    path(f"{OF_INDICATOR}<uuid:note>/restore/", notes.indicator_note_restore, name="indicator_note_restore"),
    path(OF_MEASURE, notes.measure_notes, name="measure_notes"),
    path(f"{OF_MEASURE}new/", notes.measure_note_new, name="measure_note_new"),
    path(f"{OF_MEASURE}<uuid:note>/", notes.measure_note_edit, name="measure_note_edit"),
    path(f"{OF_MEASURE}<uuid:note>/withdraw/", notes.measure_note_withdraw, name="measure_note_withdraw"),
    path(f"{OF_MEASURE}<uuid:note>/restore/", notes.measure_note_restore, name="measure_note_restore"),
    path("whats-new/", announcements.announcements, name="announcements"),
    path("whats-new/new/", announcements.announcement_new, name="announcement_new"),
    path("whats-new/<uuid:public_id>/", announcements.announcement, name="announcement"),
    path("whats-new/<uuid:public_id>/edit/", announcements.announcement_edit, name="announcement_edit"),
]
