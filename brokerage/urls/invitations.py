from django.urls import path

from brokerage.views import invitations

urlpatterns = [
    path("invitations/<uuid:public_id>/", invitations.help_invitation, name="help_invitation"),
    path(
        "invitations/<uuid:public_id>/answer/",
        invitations.help_invitation_answer,
        name="help_invitation_answer",
    ),
    path("invitations/<uuid:public_id>/send/", invitations.help_invitation_send, name="help_invitation_send"),
    path(
        "invitations/<uuid:public_id>/longer/",
        invitations.help_invitation_longer,
        name="help_invitation_longer",
    ),
    path(
        "invitations/<uuid:public_id>/take-back/",
        invitations.help_invitation_take_back,
        name="help_invitation_take_back",
    ),
]
