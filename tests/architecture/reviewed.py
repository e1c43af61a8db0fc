"""Own reviews and packs of the furnished world: one shared and published, one that is being written."""

import datetime as dt
from dataclasses import dataclass

from core import clock
from core.enums import JobState
from core.models import Job, User
from schools.enums import AreaStanding, EvidenceKind, PackLanguage
from schools.models import ComparisonRun, Evidence, Pack, Review, School
from schools.services.review import (
    add_evidence,
    begin_review,
    publish_summary,
    save_priorities,
    save_section,
    save_summary,
    share_review,
)
from schools.services.review.evidence import Upload
from tests.factories import MOMENT
from tests.personas import World

# Without a word in it: the guards read every answer.
A_PICTURE = Upload("Taith ddysgu.jpg", b"\xff\xd8\xff\xe0")


@dataclass
class Reviewed:
    review: Review
    other_review: Review
    evidence: Evidence
    other_evidence: Evidence
    pack: Pack
    other_pack: Pack


def add_reviews(world: World, run: ComparisonRun) -> Reviewed:
    head, other_head = world.people.head, world.people.other_head
    review, evidence = written(world.school, head)
    share_review(review=review, by=head)
    publish_summary(review=review, by=head)
    review.refresh_from_db()
    other_review, other_evidence = written(world.other_school, other_head)
    return Reviewed(
        review,
        other_review,
        evidence,
        other_evidence,
        a_pack(world.school, run, head),
        a_pack(world.other_school, run, other_head),
    )


def written(school: School, head: User) -> tuple[Review, Evidence]:
    review = begin_review(school=school, by=head)
    for section in review.sections.all():
        save_section(
            section=section,
            standing=AreaStanding.DEVELOPING,
            seen="Ten classrooms.",
            next_steps="Two more by Easter.",
            version=section.version,
            by=head,
        )
    evidence = more_evidence(review, head)
    save_priorities(review=review, priorities=[("Reading", "Every pupil reads daily.")], version=1, by=head)
    save_summary(review=review, summary_en="We read more.", summary_cy="Darllenwn fwy.", version=2, by=head)
    return review, evidence


def more_evidence(review: Review, head: User) -> Evidence:
    return add_evidence(
        section=review.sections.all()[0],
        kind=EvidenceKind.PRACTICE,
        text="A learning walk through ten classrooms.",
        seen_on=dt.date(2026, 10, 14),
        file=A_PICTURE,
        by=head,
    )


def a_pack(
    school: School, run: ComparisonRun, person: User, language: PackLanguage = PackLanguage.WELSH
) -> Pack:
    now = clock.now()
    job = Job.objects.create(kind="schools.pack", state=JobState.DONE, queued_at=MOMENT, finished_at=MOMENT)
    return Pack.objects.create(
        school=school,
        run=run,
        language=language,
        job=job,
        asked_at=now,
        asked_by=person,
        made_at=now,
        expires_at=now + dt.timedelta(days=14),
        size=8,
        content=b"%1.4 0 0",
    )
