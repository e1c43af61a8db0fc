from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import clock
from core.enums import Language
from core.errors import DomainError
from core.models import User
from schools.models import Review, ReviewPriority, ReviewSection, School
from schools.queries.review import framework_of, review_year


@transaction.atomic
def begin_review(*, school: School, by: User) -> Review:
    """This year's review. It begins from last year's: the same standing and next steps for the areas that are
    still asked about, and the same priorities. What was seen is not taken over: evidence has a date."""
    School.objects.select_for_update(of=("self",)).get(pk=school.pk)
    if not school.is_open:
        raise DomainError(_("This school is closed, so no review can be begun."))
    year = review_year()
    if Review.objects.filter(school=school, year=year).exists():
        raise DomainError(_("This year's review has been begun already. Open it and go on."))
    framework = framework_of(year)
    if framework is None:
        raise DomainError(_("No framework of areas has been loaded yet. Tell whoever runs the portal."))
    now = clock.now()
    before = Review.objects.filter(school=school, year__lt=year).order_by("-year").first()
    review = Review.objects.create(
        school=school,
        framework=framework,
        year=year,
        language=before.language if before else by.preferred_language or Language.ENGLISH,
        staff_read=before.staff_read if before else False,
        begun_at=now,
        begun_by=by,
        changed_at=now,
        changed_by=by,
    )
    known = {row.area.code: row for row in before.sections.select_related("area")} if before else {}
    ReviewSection.objects.bulk_create(
        ReviewSection(
            review=review,
            area=area,
            standing=known[area.code].standing if area.code in known else "",
            next=known[area.code].next if area.code in known else "",
            changed_at=now,
            changed_by=by,
        )
        for area in framework.areas.all()
    )
    if before:
        ReviewPriority.objects.bulk_create(
            ReviewPriority(review=review, position=row.position, text=row.text, measure=row.measure)
            for row in before.priorities.all()
        )
    return review
