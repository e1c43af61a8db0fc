"""Each noun's addresses in a module of its own."""

from sigs.urls import (
    composing,
    drafts,
    evaluating,
    groups,
    meetings,
    money,
    pairs,
    pilots,
    plans,
    sharing,
    spreading,
    wishes,
    workshops,
)

urlpatterns = [
    # Before the groups, whose slugs could be any word.
    *drafts.urlpatterns,
    *composing.urlpatterns,
    *groups.urlpatterns,
    *wishes.urlpatterns,
    *workshops.urlpatterns,
    *sharing.urlpatterns,
    *pairs.urlpatterns,
    *plans.urlpatterns,
    *meetings.urlpatterns,
    *money.urlpatterns,
    *evaluating.urlpatterns,
    *spreading.urlpatterns,
    *pilots.urlpatterns,
]
