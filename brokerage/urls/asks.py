from django.urls import path

from brokerage.views import asks, home, match, unmet

urlpatterns = [
    path("brokerage/", home.brokerage, name="brokerage"),
    path("schools/<str:number>/asks/new/", asks.ask_new, name="ask_new"),
    path("groups/<slug:slug>/ask/", asks.group_ask, name="group_ask"),
    path("asks/<uuid:public_id>/", asks.ask, name="ask"),
    path("asks/<uuid:public_id>/change/", asks.ask_change, name="ask_change"),
    path("asks/<uuid:public_id>/withdraw/", asks.ask_withdraw, name="ask_withdraw"),
    path("asks/<uuid:public_id>/kind/", asks.ask_kind, name="ask_kind"),
    path("asks/<uuid:public_id>/look-again/", asks.ask_look_again, name="ask_look_again"),
    path("brokerage/match/<uuid:public_id>/", match.match, name="match"),
    path("brokerage/match/<uuid:public_id>/all/", match.match_all, name="match_all"),
    path("brokerage/match/<uuid:public_id>/next/", match.match_done, name="match_done"),
    path("brokerage/match/<uuid:public_id>/unmet/", match.match_unmet, name="match_unmet"),
    path("brokerage/unmet/", unmet.unmet, name="unmet"),
    path("brokerage/unmet/programmes/new/", unmet.provision_new, name="provision_new"),
    path("brokerage/unmet/programmes/<int:pk>/", unmet.provision_edit, name="provision_edit"),
]
