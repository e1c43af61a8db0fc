"""Each noun's addresses in a module of its own."""

from sigs.urls import groups, sharing, wishes

urlpatterns = [
    *groups.urlpatterns,
    *wishes.urlpatterns,
    *sharing.urlpatterns,
]
