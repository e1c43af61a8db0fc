from django.urls import path

from sigs.views import proposedgroup
from sigs.views.drafts import pages, publishing

urlpatterns = [
    path("groups/drafts/", pages.drafts, name="drafts"),
    path("groups/compose/<uuid:public_id>/runs/<int:number>/send/", pages.draft_send, name="draft_send"),
    path("groups/compose/<uuid:public_id>/draft/", pages.draft, name="draft"),
    path("groups/compose/<uuid:public_id>/draft/<uuid:place>/", pages.draft_reply, name="draft_reply"),
    path("groups/compose/<uuid:public_id>/publish/", publishing.draft_publish, name="draft_publish"),
    path("groups/compose/<uuid:public_id>/published/", publishing.draft_published, name="draft_published"),
    path("groups/compose/<uuid:public_id>/undo/", publishing.draft_undo, name="draft_undo"),
    path("groups/<slug:slug>/letter/", publishing.group_letter, name="group_letter"),
    path(
        "schools/<str:number>/proposed-group/<uuid:public_id>/",
        proposedgroup.proposed_group_page,
        name="proposed_group",
    ),
]
