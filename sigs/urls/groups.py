from django.urls import path

from sigs.views import groups

urlpatterns = [
    path("groups/", groups.groups, name="groups"),
    path("groups/<slug:slug>/", groups.group, name="group"),
    path("groups/<slug:slug>/members/", groups.group_members, name="group_members"),
]
