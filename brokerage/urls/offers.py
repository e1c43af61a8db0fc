from django.urls import path

from brokerage.views import capacity, offers

urlpatterns = [
    path("brokerage/capacity/", capacity.capacity, name="capacity"),
    path("brokerage/capacity/export.<str:form>", capacity.capacity_export, name="capacity_export"),
    path("schools/<str:number>/offer/", offers.school_offer, name="school_offer"),
    path("schools/<str:number>/offer/edit/", offers.offer_edit, name="offer_edit"),
    path("schools/<str:number>/offer/still/", offers.offer_still, name="offer_still"),
    path("schools/<str:number>/offer/interest/", offers.interest_new, name="interest_new"),
    path("interests/<uuid:public_id>/back/", offers.interest_back, name="interest_back"),
    path("offers/still/<str:token>/", offers.offer_still_link, name="offer_still_link"),
]
