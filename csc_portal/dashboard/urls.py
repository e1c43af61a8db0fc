from django.urls import path

from csc_portal.dashboard import views

urlpatterns = [
    path("home/", views.home, name="home"),
]
