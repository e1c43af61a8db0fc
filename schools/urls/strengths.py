from django.urls import path

from schools.views.strengths import school, stating, topics

urlpatterns = [
    path("topics/", topics.topics, name="topics"),
    path("topics/how-long/", topics.fading, name="fading"),
    path("topics/<slug:code>/", topics.topic, name="topic"),
    path("schools/<str:number>/strengths/", school.school_strengths, name="school_strengths"),
    path("schools/<str:number>/strengths/new/", stating.strength_new, name="strength_new"),
    path("schools/<str:number>/needs/new/", stating.need_new, name="need_new"),
    path("strengths/<uuid:public_id>/confirm/", school.statement_confirm, name="statement_confirm"),
    path("strengths/<uuid:public_id>/still-true/", school.statement_renew, name="statement_renew"),
    path("strengths/<uuid:public_id>/withdraw/", school.statement_withdraw, name="statement_withdraw"),
    path("strengths/<uuid:public_id>/evidence/", stating.statement_evidence, name="statement_evidence"),
    path("strengths/<uuid:public_id>/offer/", school.strength_offer, name="strength_offer"),
    path("needs/<uuid:public_id>/met/", school.need_met, name="need_met"),
    path("needs/<uuid:public_id>/staff/", school.need_staff, name="need_staff"),
]
