from schools.urls import comparators, comparing, days, importing, packs, register, review, supporting

urlpatterns = [
    *register.urlpatterns,
    *comparators.urlpatterns,
    *comparing.urlpatterns,
    *days.urlpatterns,
    *importing.urlpatterns,
    *packs.urlpatterns,
    *review.urlpatterns,
    *supporting.urlpatterns,
]
