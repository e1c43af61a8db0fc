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
    supporting,
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
    *supporting.urlpatterns,
]
