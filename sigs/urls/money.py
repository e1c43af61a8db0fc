from django.urls import path

from sigs.views.money import bids, group, region

MONEY = "groups/<slug:slug>/money/"
TRANCHE = "money/tranches/<uuid:public_id>/"
BID = "money/bids/<uuid:public_id>/"

urlpatterns = [
    path(MONEY, group.group_money, name="group_money"),
    path(f"{MONEY}spend/", group.spend_new, name="spend_new"),
    path(f"{MONEY}bid/", bids.bid_new, name="bid_new"),
    path(f"{MONEY}<str:form>/", group.group_money_export, name="group_money_export"),
    path("money/lines/<uuid:public_id>/take-back/", group.spend_take_back, name="spend_take_back"),
    path("money/", region.money, name="money"),
    path("money/grants/new/", region.grant_new, name="grant_new"),
    path("money/grants/<uuid:public_id>/", region.grant_edit, name="grant_edit"),
    path("money/grants/<uuid:public_id>/tranches/", region.tranches_plan, name="tranches_plan"),
    path("money/calls/new/", region.call_new, name="call_new"),
    path("money/calls/<uuid:public_id>/", region.call_edit, name="call_edit"),
    path(TRANCHE, region.tranche, name="tranche"),
    path(f"{TRANCHE}release/", region.tranche_release, name="tranche_release"),
    path(f"{TRANCHE}hold/", region.tranche_hold, name="tranche_hold"),
    path(BID, bids.bid, name="bid"),
    path(f"{BID}decide/", bids.bid_decide, name="bid_decide"),
    path(f"{BID}withdraw/", bids.bid_withdraw, name="bid_withdraw"),
    path("money/file/<str:form>/", region.money_export, name="money_export"),
]
