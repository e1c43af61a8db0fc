"""Own reviews of the two heads' schools: a secondary's in English, shared; a primary's in Welsh, its summary
published. Each after one of last year."""

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from core import clock
from core.models import RoleAssignment, User
from schools.enums import AreaStanding, Role
from schools.models import Review, School
from schools.services.review import (
    add_evidence,
    begin_review,
    close_review,
    publish_summary,
    save_priorities,
    save_section,
    save_summary,
    share_review,
)
from schools.services.review.evidence import Upload

TEXTS = Path(__file__).with_suffix(".json")
A_YEAR = dt.timedelta(days=365)
# A page with one line on it, as small as the format allows.
PAGE = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 100]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 58>>stream
BT /F 12 Tf 20 50 Td (Learning walk: made up for the demo) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""


@dataclass(frozen=True)
class Planned:
    """As it stands in reviews.json. Area → where, what was seen, what next; priorities with their
    measures."""

    areas: dict[str, tuple[str, str, str]]
    priorities: list[tuple[str, str]]
    # Area, kind, how many days ago, text, name of the file (empty: none).
    evidence: list[tuple[str, str, int, str, str]]
    summary_en: str
    summary_cy: str


def add_reviews(people: dict[str, User]) -> None:
    """At the schools that the two heads lead, unless there are some already."""
    planned = {name: Planned(**facts) for name, facts in json.loads(TEXTS.read_text("utf-8")).items()}
    for name, facts, publish in (("head", "secondary", False), ("head2", "primary", True)):
        school = led_by(people[name])
        if school and not Review.objects.filter(school=school).exists():
            write(school, people[name], planned[facts], publish=publish)


def led_by(person: User) -> School | None:
    posts = RoleAssignment.objects.filter(user=person, role=Role.HEADTEACHER, ends_on__isnull=True)
    return School.objects.filter(scope__in=posts.values("scope")).order_by("pk").first()


@transaction.atomic
def write(school: School, by: User, planned: Planned, *, publish: bool) -> None:
    last_year(school, by, planned)
    review = begin_review(school=school, by=by)
    fill(review, by, planned)
    share_review(review=review, by=by)
    if publish:
        publish_summary(review=review, by=by)


def last_year(school: School, by: User, planned: Planned) -> None:
    review = begin_review(school=school, by=by)
    save_priorities(review=review, priorities=planned.priorities[:1], version=1, by=by)
    for section in review.sections.select_related("area"):
        _standing, seen, further = planned.areas[section.area.code]
        save_section(
            section=section,
            standing=AreaStanding.DEVELOPING,
            seen=seen,
            next_steps=further,
            version=1,
            by=by,
        )
    share_review(review=review, by=by)
    close_review(review=review, by=by)
    before = clock.now() - A_YEAR
    Review.objects.filter(pk=review.pk).update(
        year=review.year - 1, begun_at=before, shared_at=before, closed_at=before, changed_at=before
    )


def fill(review: Review, by: User, planned: Planned) -> None:
    sections = {section.area.code: section for section in review.sections.select_related("area")}
    for code, (standing, seen, further) in planned.areas.items():
        save_section(
            section=sections[code], standing=standing, seen=seen, next_steps=further, version=1, by=by
        )
    for code, kind, days_ago, text, file in planned.evidence:
        add_evidence(
            section=sections[code],
            kind=kind,
            text=text,
            seen_on=clock.today() - dt.timedelta(days=days_ago),
            file=Upload(file, PAGE) if file else None,
            by=by,
        )
    save_priorities(review=review, priorities=planned.priorities, version=1, by=by)
    save_summary(
        review=review, summary_en=planned.summary_en, summary_cy=planned.summary_cy, version=2, by=by
    )
