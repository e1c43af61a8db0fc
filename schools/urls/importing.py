from django.urls import path

from schools.views import importquestions, imports

urlpatterns = [
    path("imports/", imports.imports, name="imports"),
    path("imports/new/", imports.import_new, name="import_new"),
    path("imports/<uuid:public_id>/", imports.import_batch, name="import_batch"),
    path("imports/<uuid:public_id>/confirm/", imports.import_confirm, name="import_confirm"),
    path("imports/<uuid:public_id>/discard/", imports.import_discard, name="import_discard"),
    path("imports/<uuid:public_id>/undo/", imports.import_undo, name="import_undo"),
    path("imports/<uuid:public_id>/set-aside.csv", imports.import_set_aside, name="import_set_aside"),
    path("imports/<uuid:public_id>/columns/", importquestions.import_mapping, name="import_mapping"),
    path("imports/<uuid:public_id>/year/", importquestions.import_year, name="import_year"),
]
