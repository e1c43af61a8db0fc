"""The whole region at once, give and get, and how match points are counted."""

from django.urls import path

from brokerage.views import mutual, regionmatch, weighing

urlpatterns = [
    path("brokerage/region/", regionmatch.region_matches, name="region_matches"),
    path("brokerage/region/start/", regionmatch.region_match_start, name="region_match_start"),
    path("brokerage/region/<uuid:public_id>/", regionmatch.region_match, name="region_match"),
    path(
        "brokerage/region/<uuid:public_id>/needs/<uuid:ask>/",
        regionmatch.region_match_other,
        name="region_match_other",
    ),
    path("brokerage/pairs/", mutual.mutual_pairs, name="mutual_pairs"),
    path("brokerage/weights/", weighing.weights, name="weights"),
    path("brokerage/weights/change/", weighing.weights_change, name="weights_change"),
]
