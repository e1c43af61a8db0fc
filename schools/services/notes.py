"""Dated notes on measures: written, changed, withdrawn, and brought back."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import DomainError
from core.models import User
from core.transitions import Transition, advance
from schools.enums import NoteState
from schools.models import Indicator, Note, School

WITHDRAW = Transition("withdraw", sources=[NoteState.STANDING], target=NoteState.WITHDRAWN)
PUT_BACK = Transition("put back", sources=[NoteState.WITHDRAWN], target=NoteState.STANDING)

# More on one measure of one school would hide the measure.
AT_MOST = 12


class TooManyNotes(DomainError):
    def __init__(self) -> None:
        super().__init__(_("There are 12 notes on this measure. Withdraw one first."))


class NoteInOneLanguage(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The whole region reads this note: write it in Welsh and in English."))


class NoteChangedMeanwhile(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else changed this note while you had it open. What stands there now is below;"
                " your own words are still in the form. Save again to put them in its place."
            )
        )


@transaction.atomic
def write_note(
    *,
    indicator: Indicator,
    school: School | None,
    happened_on: dt.date | None,
    year: int | None,
    text_en: str,
    text_cy: str,
    by: User,
) -> Note:
    """For the whole region (no school) or for one school. The day or the year, not both."""
    refuse_one_language(school, text_en, text_cy)
    # Of two at once the second counts the first one's.
    Indicator.objects.select_for_update(no_key=True).get(pk=indicator.pk)
    standing = Note.objects.filter(indicator=indicator, school=school, state=NoteState.STANDING)
    if standing.count() >= AT_MOST:
        raise TooManyNotes
    now = clock.now()
    return Note.objects.create(
        indicator=indicator,
        school=school,
        happened_on=happened_on,
        year=year,
        text_en=text_en,
        text_cy=text_cy,
        written_at=now,
        written_by=by,
        changed_at=now,
    )


@transaction.atomic
def change_note(
    *,
    note: Note,
    seen: str,
    happened_on: dt.date | None,
    year: int | None,
    text_en: str,
    text_cy: str,
    by: User,
) -> None:
    """`seen` is `stamp()` of what the person had before them."""
    refuse_one_language(note.school, text_en, text_cy)
    rows = Note.objects.filter(pk=note.pk)
    if stamp(rows.select_for_update().get()) != seen:
        raise NoteChangedMeanwhile
    rows.update(happened_on=happened_on, year=year, text_en=text_en, text_cy=text_cy, changed_at=clock.now())


def refuse_one_language(school: School | None, text_en: str, text_cy: str) -> None:
    if school is None and not (text_en and text_cy):
        raise NoteInOneLanguage


@transaction.atomic
def withdraw_note(*, note: Note, by: User) -> None:
    advance(note, WITHDRAW, withdrawn_at=clock.now())


@transaction.atomic
def put_note_back(*, note: Note, by: User) -> None:
    advance(note, PUT_BACK, withdrawn_at=None)


def stamp(note: Note) -> str:
    return note.changed_at.isoformat()
