from schools.urls import comparing, importing, register, review

urlpatterns = [*register.urlpatterns, *comparing.urlpatterns, *importing.urlpatterns, *review.urlpatterns]
