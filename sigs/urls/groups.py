from django.urls import path

from sigs.views import groups, joining, keeping, nominating

urlpatterns = [
    path("groups/", groups.groups, name="groups"),
    path("groups/structure/", groups.groups_structure, name="groups_structure"),
    path("groups/new/", keeping.group_new, name="group_new"),
    path("groups/propose/", joining.proposal_new, name="proposal_new"),
    path("groups/proposals/<uuid:public_id>/", joining.proposal, name="proposal"),
    path("groups/proposals/<uuid:public_id>/accept/", joining.proposal_accept, name="proposal_accept"),
    path("groups/proposals/<uuid:public_id>/decline/", joining.proposal_decline, name="proposal_decline"),
    path("groups/proposals/<uuid:public_id>/withdraw/", joining.proposal_withdraw, name="proposal_withdraw"),
    path("groups/join/<uuid:public_id>/", joining.join_answer, name="join_answer"),
    path("groups/join/<uuid:public_id>/take-back/", joining.join_take_back, name="join_take_back"),
    path("groups/<slug:slug>/", groups.group, name="group"),
    path("groups/<slug:slug>/structure/", groups.group_structure, name="group_structure"),
    path("groups/<slug:slug>/members/", groups.group_members, name="group_members"),
    path("groups/<slug:slug>/members/add/", keeping.member_add, name="member_add"),
    path("groups/<slug:slug>/members/<str:number>/remove/", keeping.member_remove, name="member_remove"),
    path("groups/<slug:slug>/posts/new/", keeping.seat_new, name="seat_new"),
    path("groups/<slug:slug>/posts/<uuid:public_id>/end/", keeping.seat_end, name="seat_end"),
    path("groups/<slug:slug>/history/", groups.group_history, name="group_history"),
    path("groups/<slug:slug>/edit/", keeping.group_edit, name="group_edit"),
    path("groups/<slug:slug>/pause/", keeping.group_pause, name="group_pause"),
    path("groups/<slug:slug>/resume/", keeping.group_resume, name="group_resume"),
    path("groups/<slug:slug>/close/", keeping.group_close, name="group_close"),
    path("groups/<slug:slug>/join/", joining.group_join, name="group_join"),
    path("groups/<slug:slug>/leave/", joining.group_leave, name="group_leave"),
    path("groups/<slug:slug>/nomination/", nominating.group_nomination, name="group_nomination"),
    path("groups/<slug:slug>/nomination/open/", nominating.nomination_open, name="nomination_open"),
    path("groups/<slug:slug>/nomination/vote/", nominating.nomination_vote, name="nomination_vote"),
    path("groups/<slug:slug>/nomination/answer/", nominating.nomination_answer, name="nomination_answer"),
    path("groups/<slug:slug>/nomination/decide/", nominating.nomination_decide, name="nomination_decide"),
    path("groups/<slug:slug>/nomination/settle/", nominating.nomination_settle, name="nomination_settle"),
    path(
        "groups/<slug:slug>/nomination/call-off/", nominating.nomination_call_off, name="nomination_call_off"
    ),
]
