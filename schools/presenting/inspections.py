"""An inspection in the words of its time."""

from dataclasses import dataclass

from django_stubs_ext import StrOrPromise

from schools.enums import LASTING, STATUTORY
from schools.models import Inspection


@dataclass(frozen=True)
class AreaFound:
    name: str
    # The word of its time; empty where no grade was given.
    word: str


@dataclass(frozen=True)
class InspectionCard:
    inspection: Inspection
    areas: list[AreaFound]
    follow_up: StrOrPromise
    tag: str
    # Whether the follow-up goes on.
    lasts: bool
    recommendations: list[str]


def inspection_card(inspection: Inspection) -> InspectionCard:
    words = {word.grade: word.name for word in inspection.framework.words.all()}
    areas = [
        AreaFound(area.name, words.get(inspection.grades.get(area.code), ""))
        for area in inspection.framework.areas.all()
    ]
    lasts = inspection.follow_up in LASTING and inspection.follow_up_over_on is None
    grave = "bad" if inspection.follow_up in STATUTORY else "warning"
    return InspectionCard(
        inspection=inspection,
        areas=areas,
        follow_up=inspection.get_follow_up_display(),
        tag=grave if lasts else "quiet",
        lasts=lasts,
        recommendations=str(inspection.recommendations).splitlines(),
    )
