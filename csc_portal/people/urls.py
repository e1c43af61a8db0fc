from django.urls import path

from csc_portal.people import views

urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/invite/", views.invite, name="invite"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/close/", views.account_close, name="account_close"),
    path("people/<int:pk>/reopen/", views.account_reopen, name="account_reopen"),
    path("people/roles/<int:pk>/end/", views.role_end, name="role_end"),
    path("people/invitations/<uuid:pk>/withdraw/", views.invitation_withdraw, name="invitation_withdraw"),
    path("invitation/<uuid:pk>/", views.invitation, name="invitation"),
]
