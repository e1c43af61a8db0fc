from django.urls import path

from schools.views import inspections

RECORD = "schools/<str:number>/inspections/"
ONE = f"{RECORD}<uuid:public_id>/"

urlpatterns = [
    path(RECORD, inspections.inspections, name="inspections"),
    path(f"{RECORD}new/", inspections.inspection_new, name="inspection_new"),
    path(ONE, inspections.inspection_edit, name="inspection_edit"),
    path(f"{ONE}take-out/", inspections.inspection_withdraw, name="inspection_withdraw"),
]
