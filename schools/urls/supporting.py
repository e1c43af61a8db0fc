from django.urls import path

from schools.views.support import cycles, judgement, judging, region, year

urlpatterns = [
    path("support/", region.support, name="support"),
    path("support/switch/", region.support_switch, name="support_switch"),
    path("support/levels/new/", region.level_new, name="level_new"),
    path("support/levels/<slug:slug>/", region.level_edit, name="level_edit"),
    path("support/levels/<slug:slug>/retire/", region.level_retire, name="level_retire"),
    path("support/new/", cycles.cycle_new, name="cycle_new"),
    path("support/<int:year>/", year.support_year, name="support_year"),
    path("support/<int:year>/schools/", year.support_schools, name="support_schools"),
    path("support/<int:year>/setup/", cycles.cycle, name="cycle"),
    path("support/<int:year>/setup/dates/", cycles.cycle_dates, name="cycle_dates"),
    path("support/<int:year>/setup/matrix/", cycles.cycle_matrix, name="cycle_matrix"),
    path("support/<int:year>/setup/evidence/new/", cycles.evidence_kind_new, name="evidence_kind_new"),
    path("support/<int:year>/setup/evidence/<int:pk>/", cycles.evidence_kind, name="evidence_kind"),
    path(
        "support/<int:year>/setup/evidence/<int:pk>/remove/",
        cycles.evidence_kind_remove,
        name="evidence_kind_remove",
    ),
    path("support/<int:year>/setup/step/", cycles.cycle_step, name="cycle_step"),
    path("schools/<str:number>/support/", judgement.school_support, name="school_support"),
    path("schools/<str:number>/support/<int:year>/", judgement.judgement, name="judgement"),
    path(
        "schools/<str:number>/support/<int:year>/evidence/",
        judgement.judgement_evidence,
        name="judgement_evidence",
    ),
    path(
        "schools/<str:number>/support/<int:year>/evidence/<uuid:public_id>/remove/",
        judgement.judgement_evidence_remove,
        name="judgement_evidence_remove",
    ),
    path("schools/<str:number>/support/<int:year>/draft/", judging.judgement_draft, name="judgement_draft"),
    path(
        "schools/<str:number>/support/<int:year>/answer/head/", judging.answer_as_head, name="answer_as_head"
    ),
    path(
        "schools/<str:number>/support/<int:year>/answer/governor/",
        judging.answer_as_governor,
        name="answer_as_governor",
    ),
    path(
        "schools/<str:number>/support/<int:year>/moderate/authority/",
        judging.moderate_authority,
        name="moderate_authority",
    ),
    path(
        "schools/<str:number>/support/<int:year>/moderate/region/",
        judging.moderate_region,
        name="moderate_region",
    ),
    path("schools/<str:number>/support/<int:year>/appeal/", judging.appeal_new, name="appeal_new"),
    path(
        "schools/<str:number>/support/<int:year>/appeal/decide/", judging.appeal_decide, name="appeal_decide"
    ),
    path("schools/<str:number>/support/<int:year>/amend/", judging.judgement_amend, name="judgement_amend"),
    path(
        "schools/<str:number>/support/<int:year>/done/<slug:kind>/",
        judgement.judgement_done,
        name="judgement_done",
    ),
]
