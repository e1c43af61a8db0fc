from schools.urls import comparing, days, importing, packs, register, review

urlpatterns = [
    *register.urlpatterns,
    *comparing.urlpatterns,
    *days.urlpatterns,
    *importing.urlpatterns,
    *packs.urlpatterns,
    *review.urlpatterns,
]
