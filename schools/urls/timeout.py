from django.urls import path

from schools.views import timeout

urlpatterns = [
    path("time-out/", timeout.time_out, name="time_out"),
    path("time-out/<uuid:public_id>/cancel/", timeout.time_out_cancel, name="time_out_cancel"),
    path("time-out/<uuid:public_id>/answer/", timeout.time_out_answer, name="time_out_answer"),
    path("schools/<str:number>/time-out/", timeout.time_out_school, name="time_out_school"),
    path("schools/<str:number>/time-out/book/", timeout.time_out_book, name="time_out_book"),
    path("schools/<str:number>/time-out/ceiling/", timeout.time_out_ceiling, name="time_out_ceiling"),
]
