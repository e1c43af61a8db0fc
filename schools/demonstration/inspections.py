"""The inspection record of the demonstration: of each school of the caseload what would be on record, in the
words of its time; one Estyn review that goes on, one that is over."""

import datetime as dt

from django.db import transaction

from core import clock
from core.models import User
from schools.demonstration.chance import stream
from schools.demonstration.region import SEED
from schools.enums import FollowUp
from schools.models import Inspection, School
from schools.queries.inspections import framework_on
from schools.services.inspections import enter_inspection

GRADED = (dt.date(2013, 3, 11), dt.date(2018, 10, 15))
UNGRADED = dt.date(2023, 5, 8)
# By place in the caseload.
REVIEW_GOES_ON, REVIEW_OVER = 3, 5
A_MONTH = dt.timedelta(days=56)
TEXTS = (
    (
        "Most pupils make sound progress. Reading is stronger than writing.",
        "Mae'r rhan fwyaf o'r disgyblion yn gwneud cynnydd cadarn. Mae darllen yn gryfach nag ysgrifennu.",
        "Extend pupils' writing across subjects\nSee that feedback leads to better work",
        "Datblygu ysgrifennu disgyblion ar draws y pynciau\nSicrhau bod adborth yn arwain at waith gwell",
    ),
    (
        "Pupils feel safe and are proud of their school. Leaders know its strengths best.",
        "Mae disgyblion yn ddiogel ac yn falch o'u hysgol. Mae arweinwyr yn adnabod ei chryfderau'n well.",
        "Sharpen self-evaluation so that it finds what needs to improve\nRaise attendance",
        "Mireinio'r hunanwerthuso fel ei fod yn canfod yr hyn y mae angen ei wella\nGwella presenoldeb",
    ),
)


@transaction.atomic
def add_inspections(by: User, caseload: list[School], other: School | None) -> None:
    schools = [*caseload, *([other] if other else [])]
    if not schools or Inspection.objects.exists():
        return
    for place, school in enumerate(schools):
        for held_on in GRADED:
            add_graded(school, held_on, by)
        add_ungraded(school, place, by)


def add_graded(school: School, held_on: dt.date, by: User) -> None:
    draw = stream(SEED, f"inspection-{school.number}", held_on.year)
    framework = framework_on(held_on)
    areas = framework.areas.all() if framework else []
    enter_inspection(
        school=school,
        inspected_on=held_on + dt.timedelta(days=7 * int(draw.integers(0, 20))),
        published_on=held_on + dt.timedelta(days=210),
        grades={area.code: int(draw.choice([1, 2, 2, 2, 3])) for area in areas},
        follow_up=FollowUp.NONE,
        by=by,
    )


def add_ungraded(school: School, place: int, by: User) -> None:
    text_en, text_cy, recommendations_en, recommendations_cy = TEXTS[place % len(TEXTS)]
    held_on, follow_up, over_on = UNGRADED + dt.timedelta(days=7 * place), FollowUp.NONE, None
    if place == REVIEW_GOES_ON:
        held_on, follow_up = clock.today() - dt.timedelta(days=260), FollowUp.REVIEW
    elif place == REVIEW_OVER:
        follow_up, over_on = FollowUp.REVIEW, held_on + dt.timedelta(days=400)
    enter_inspection(
        school=school,
        inspected_on=held_on,
        published_on=held_on + A_MONTH,
        text_en=text_en,
        text_cy=text_cy,
        recommendations_en=recommendations_en,
        recommendations_cy=recommendations_cy,
        follow_up=follow_up,
        follow_up_over_on=over_on,
        by=by,
    )
