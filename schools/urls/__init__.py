from schools.urls import comparing, importing, register

urlpatterns = [*register.urlpatterns, *comparing.urlpatterns, *importing.urlpatterns]
