from django.urls import path

from schools.views import comparators, twoschools

urlpatterns = [
    path("schools/<str:number>/comparators/", comparators.comparators, name="comparators"),
    path(
        "schools/<str:number>/comparators/by-name/",
        comparators.comparators_by_name,
        name="comparators_by_name",
    ),
    path(
        "schools/<str:number>/comparators/by-characteristics/",
        comparators.comparators_by_facts,
        name="comparators_by_facts",
    ),
    path(
        "schools/<str:number>/comparators/default/",
        comparators.comparators_default,
        name="comparators_default",
    ),
    path(
        "schools/<str:number>/comparators/<uuid:public_id>/",
        comparators.comparator_set,
        name="comparator_set",
    ),
    path(
        "schools/<str:number>/comparators/<uuid:public_id>/use/",
        comparators.comparator_use,
        name="comparator_use",
    ),
    path(
        "schools/<str:number>/comparators/<uuid:public_id>/remove/",
        comparators.comparator_remove,
        name="comparator_remove",
    ),
    path(
        "schools/<str:number>/comparators/<uuid:public_id>/restore/",
        comparators.comparator_restore,
        name="comparator_restore",
    ),
    path("schools/<str:number>/beside/", twoschools.two_schools_find, name="two_schools_find"),
    path("schools/<str:number>/beside-mine/", twoschools.two_schools_mine, name="two_schools_mine"),
    path("schools/<str:number>/beside/<str:other>/", twoschools.two_schools, name="two_schools"),
    path(
        "schools/<str:number>/beside/<str:other>/figures.<str:form>",
        twoschools.two_schools_export,
        name="two_schools_export",
    ),
]
