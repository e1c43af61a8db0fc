from django.urls import path

from sigs.views.evaluating import checking, deciding, pages

EVALUATION = "evaluations/<uuid:public_id>/"
CHECK = "checks/<uuid:public_id>/"

urlpatterns = [
    path("groups/<slug:slug>/evaluation/", pages.group_evaluation, name="group_evaluation"),
    path("groups/<slug:slug>/evaluation/begin/", pages.evaluation_begin, name="evaluation_begin"),
    path(EVALUATION, pages.evaluation, name="evaluation"),
    path(f"{EVALUATION}edit/", pages.evaluation_edit, name="evaluation_edit"),
    path(f"{EVALUATION}submit/", pages.evaluation_submit, name="evaluation_submit"),
    path(f"{EVALUATION}accept/", deciding.evaluation_accept, name="evaluation_accept"),
    path(f"{EVALUATION}return/", deciding.evaluation_return, name="evaluation_return"),
    path(f"{EVALUATION}assign/", deciding.evaluation_assign, name="evaluation_assign"),
    path(CHECK, checking.check, name="check"),
    path(f"{CHECK}ask/", checking.check_ask, name="check_ask"),
    path(f"{CHECK}finish/", checking.check_finish, name="check_finish"),
    path(f"{CHECK}pass-on/", checking.check_pass_on, name="check_pass_on"),
    path("checks/questions/<uuid:public_id>/reply/", checking.check_reply, name="check_reply"),
]
