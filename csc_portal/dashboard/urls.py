from django.urls import path

from csc_portal.dashboard.views import caseload, home, region, together

urlpatterns = [
    path("home/", home.home, name="home"),
    path("home/read/", home.mark_read, name="mark_read"),
    path("caseload/", caseload.caseload, name="caseload"),
    path("schools/<str:number>/together/", together.school_together, name="school_together"),
    path("region/", region.region, name="region"),
    path("region/figures.<str:form>", region.region_export, name="region_export"),
]
