from django.urls import path

from sigs.views.workshops import events, places

urlpatterns = [
    path("workshops/", places.workshops, name="workshops"),
    path("workshops/new/", events.workshop_new, name="workshop_new"),
    path("workshops/<uuid:public_id>/", places.workshop, name="workshop"),
    path("workshops/<uuid:public_id>/edit/", events.workshop_edit, name="workshop_edit"),
    path("workshops/<uuid:public_id>/invite/", events.workshop_invite, name="workshop_invite"),
    path("workshops/<uuid:public_id>/attendance/", events.workshop_attendance, name="workshop_attendance"),
    path("workshops/<uuid:public_id>/cancel/", events.workshop_cancel, name="workshop_cancel"),
    path("workshops/<uuid:public_id>/sign-up/", places.workshop_sign_up, name="workshop_sign_up"),
    path("workshops/<uuid:public_id>/withdraw/", places.workshop_withdraw, name="workshop_withdraw"),
    path("workshops/<uuid:public_id>/accept/", places.workshop_accept, name="workshop_accept"),
    path("workshops/<uuid:public_id>/calendar.ics", places.workshop_calendar, name="workshop_calendar"),
]
