"""Each noun's addresses in a module of its own."""

urlpatterns: list = []
