from django.urls import path

from sigs.views import compare, sharing

urlpatterns = [
    path("groups/<slug:slug>/compare/", compare.group_compare, name="group_compare"),
    path(
        "groups/<slug:slug>/compare/figures.<str:form>",
        compare.group_compare_export,
        name="group_compare_export",
    ),
    path(
        "groups/<slug:slug>/compare/sharing/<str:number>/",
        sharing.group_sharing,
        name="group_sharing",
    ),
    path(
        "groups/<slug:slug>/compare/sharing/<str:number>/end/",
        sharing.group_sharing_end,
        name="group_sharing_end",
    ),
    path(
        "groups/<slug:slug>/compare/sharing/<str:number>/later/",
        sharing.group_sharing_later,
        name="group_sharing_later",
    ),
]
