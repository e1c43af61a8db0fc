from django.urls import path

from schools.views.review import evidence, pages, steps, writing

YEAR = "schools/<str:number>/reviews/<int:year>/"
AREA = f"{YEAR}areas/<slug:area>/"
EVIDENCE = "schools/<str:number>/evidence/<uuid:public_id>/"

urlpatterns = [
    path("schools/<str:number>/reviews/", pages.reviews, name="reviews"),
    path("schools/<str:number>/reviews/begin/", steps.review_begin, name="review_begin"),
    path("schools/<str:number>/priorities/", pages.school_priorities, name="school_priorities"),
    path(YEAR, pages.review, name="review"),
    path(f"{YEAR}history/", pages.review_history, name="review_history"),
    path(f"{YEAR}priorities/", writing.review_priorities, name="review_priorities"),
    path(f"{YEAR}summary/", writing.review_summary, name="review_summary"),
    path(f"{YEAR}share/", steps.review_share, name="review_share"),
    path(f"{YEAR}take-back/", steps.review_take_back, name="review_take_back"),
    path(f"{YEAR}publish/", steps.review_publish, name="review_publish"),
    path(f"{YEAR}withdraw/", steps.review_withdraw, name="review_withdraw"),
    path(f"{YEAR}close/", steps.review_close, name="review_close"),
    path(f"{YEAR}reopen/", steps.review_reopen, name="review_reopen"),
    path(f"{YEAR}staff/", steps.review_staff, name="review_staff"),
    path(f"{YEAR}read/", steps.review_read, name="review_read"),
    path(AREA, pages.review_area, name="review_area"),
    path(f"{AREA}edit/", writing.review_area_edit, name="review_area_edit"),
    path(f"{AREA}evidence/", evidence.review_evidence_new, name="review_evidence_new"),
    path(EVIDENCE, evidence.review_evidence_edit, name="review_evidence_edit"),
    path(f"{EVIDENCE}remove/", evidence.review_evidence_remove, name="review_evidence_remove"),
    path(f"{EVIDENCE}restore/", evidence.review_evidence_restore, name="review_evidence_restore"),
    path(f"{EVIDENCE}file/", evidence.review_evidence_file, name="review_evidence_file"),
]
