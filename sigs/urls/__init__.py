"""Each noun's addresses in a module of its own."""

from sigs.urls import groups

urlpatterns = [
    *groups.urlpatterns,
]
