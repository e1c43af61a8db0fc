from django.urls import path

from schools.views.days import overview, school

urlpatterns = [
    path("days/", overview.days, name="days"),
    path("days/overview/", overview.days_overview, name="days_overview"),
    path("days/export.<str:form>", overview.days_export, name="days_export"),
    path("days/requests/<uuid:public_id>/", overview.day_request, name="day_request"),
    path("days/advisers/<int:pk>/", overview.adviser_time, name="adviser_time"),
    path("days/<uuid:public_id>/used/", school.day_use, name="day_use"),
    path("days/<uuid:public_id>/cancel/", school.day_cancel, name="day_cancel"),
    path("schools/<str:number>/days/", school.school_days, name="school_days"),
    path("schools/<str:number>/days/book/", school.days_book, name="days_book"),
    path("schools/<str:number>/days/more/", school.days_more, name="days_more"),
    path("schools/<str:number>/days/export.<str:form>", school.school_days_export, name="school_days_export"),
]
