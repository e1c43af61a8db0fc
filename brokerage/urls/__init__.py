"""Each noun's addresses in a module of its own."""

from brokerage.urls import (
    asks,
    concerns,
    invitations,
    matching,
    moving,
    offers,
    partnerships,
    supportplans,
    visits,
)

urlpatterns = [
    *asks.urlpatterns,
    *matching.urlpatterns,
    *offers.urlpatterns,
    *invitations.urlpatterns,
    *partnerships.urlpatterns,
    *moving.urlpatterns,
    *visits.urlpatterns,
    *supportplans.urlpatterns,
    *concerns.urlpatterns,
]
