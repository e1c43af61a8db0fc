from django.urls import path

from sigs.views import pairs

urlpatterns = [
    path("groups/<slug:slug>/pairs/", pairs.group_pairs, name="group_pairs"),
    path("groups/<slug:slug>/pairs/ask/<str:key>/", pairs.group_pair_ask, name="group_pair_ask"),
    path("groups/<slug:slug>/pairs/<uuid:public_id>/", pairs.group_pair, name="group_pair"),
    path(
        "groups/<slug:slug>/pairs/<uuid:public_id>/answer/",
        pairs.group_pair_answer,
        name="group_pair_answer",
    ),
    path("groups/<slug:slug>/pairs/<uuid:public_id>/end/", pairs.group_pair_end, name="group_pair_end"),
]
