from django.urls import path

from sigs.views import wishes, wishrounds

urlpatterns = [
    path("wishes/", wishrounds.wish_rounds, name="wish_rounds"),
    path("wishes/new/", wishrounds.wish_round_new, name="wish_round_new"),
    path("wishes/<uuid:public_id>/", wishrounds.wish_round, name="wish_round"),
    path("wishes/<uuid:public_id>/answers/", wishrounds.wish_answers, name="wish_answers"),
    path("wishes/<uuid:public_id>/dates/", wishrounds.wish_round_edit, name="wish_round_edit"),
    path("wishes/<uuid:public_id>/step/", wishrounds.wish_round_step, name="wish_round_step"),
    path("schools/<str:number>/wishes/<uuid:public_id>/", wishes.school_wish, name="school_wish"),
    path(
        "schools/<str:number>/wishes/<uuid:public_id>/no-wishes/",
        wishes.school_wish_none,
        name="school_wish_none",
    ),
]
