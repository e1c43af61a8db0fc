"""Each noun's addresses in a module of its own."""

from sigs.urls import evaluating, groups, meetings, money, plans, sharing, spreading, wishes

urlpatterns = [
    *groups.urlpatterns,
    *wishes.urlpatterns,
    *sharing.urlpatterns,
    *plans.urlpatterns,
    *meetings.urlpatterns,
    *money.urlpatterns,
    *evaluating.urlpatterns,
    *spreading.urlpatterns,
]
