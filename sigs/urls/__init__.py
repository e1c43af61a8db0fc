"""Each noun's addresses in a module of its own."""

from sigs.urls import groups, meetings, plans, sharing, wishes

urlpatterns = [
    *groups.urlpatterns,
    *wishes.urlpatterns,
    *sharing.urlpatterns,
    *plans.urlpatterns,
    *meetings.urlpatterns,
]
