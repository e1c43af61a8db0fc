from schools.urls import (
    catalogue,
    comparators,
    comparing,
    consistency,
    days,
    importing,
    packs,
    register,
    review,
    strengths,
    supporting,
    timeout,
)

urlpatterns = [
    *catalogue.urlpatterns,
    *register.urlpatterns,
    *comparators.urlpatterns,
    *comparing.urlpatterns,
    *consistency.urlpatterns,
    *days.urlpatterns,
    *importing.urlpatterns,
    *packs.urlpatterns,
    *review.urlpatterns,
    *strengths.urlpatterns,
    *supporting.urlpatterns,
    *timeout.urlpatterns,
]
