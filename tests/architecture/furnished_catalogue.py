"""Something on the pages of the catalogue: notes that stand and that were withdrawn, a retired measure, a
release that the region was told of."""

from schools.models import AnnouncedFile, Announcement, ComparisonRun, ImportBatch, Indicator, School
from schools.services.indicators import retire_indicator
from schools.services.notes import withdraw_note, write_note
from tests.factories import MOMENT
from tests.personas import World

WORDS = {
    "text_en": "The school building was closed for a week.",
    "text_cy": "Bu adeilad yr ysgol ar gau am wythnos.",
}


def add_catalogue(world: World, run: ComparisonRun, stored: ImportBatch) -> Indicator:
    """The measure that it retires."""
    for school in (None, world.school, world.other_school):
        for withdrawn in (False, True):
            add_note(world, school, withdrawn=withdrawn)
    announce(world, run, stored)
    retired = Indicator.objects.get(code="foundation_phase")
    retire_indicator(
        indicator=retired,
        because_en="It is published no more.",
        because_cy="Ni chaiff ei gyhoeddi mwyach.",
        replaced_by=None,
        by=world.people.data_officer,
    )
    return retired


def add_note(world: World, school: School | None, *, withdrawn: bool = False) -> None:
    attendance = Indicator.objects.get(code="attendance")
    person = world.people.head if school else world.people.data_officer
    note = write_note(indicator=attendance, school=school, happened_on=None, year=2025, by=person, **WORDS)
    if withdrawn:
        withdraw_note(note=note, by=person)


def announce(world: World, run: ComparisonRun, stored: ImportBatch | None) -> None:
    fsm = Indicator.objects.get(code="fsm")
    made = Announcement.objects.create(
        region=world.region,
        title_en="Free school meals of 2019/20",
        title_cy="Prydau ysgol am ddim 2019/20",
        summary_en="The shares of last year have come.",
        summary_cy="Mae cyfrannau’r llynedd wedi cyrraedd.",
        came=[{"indicator": fsm.pk, "year": 2020, "schools": 2, "new": 2, "corrected": 0, "withdrawn": 0}],
        run=run,
        published_at=MOMENT,
        published_by=world.people.data_officer,
        changed_at=MOMENT,
    )
    if stored:
        AnnouncedFile.objects.create(announcement=made, batch=stored)


def add_more_catalogue(world: World, run: ComparisonRun) -> None:
    for school in (None, world.school):
        add_note(world, school)
        add_note(world, school)
    for _turn in range(3):
        announce(world, run, None)
