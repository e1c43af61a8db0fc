"""Each noun's addresses in a module of its own."""

from sigs.urls import composing, evaluating, groups, meetings, money, plans, sharing, spreading, wishes

urlpatterns = [
    # Before the groups, whose slugs could be any word.
    *composing.urlpatterns,
    *groups.urlpatterns,
    *wishes.urlpatterns,
    *sharing.urlpatterns,
    *plans.urlpatterns,
    *meetings.urlpatterns,
    *money.urlpatterns,
    *evaluating.urlpatterns,
    *spreading.urlpatterns,
]
