"""The note of a visit: a draft, sent once it is whole, answered by the head, corrected where that is needed.

draft → sent                  with the days that the visit took
sent  → accurate | disputed   by the head; disputed with a reason
disputed → a draft with the next number, sent in its turn
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import F

from brokerage.enums import Permission, VisitNoteState, VisitState
from brokerage.models import RaisedNeed, Visit, VisitNote
from brokerage.services.visits.planning import refuse_tied
from brokerage.services.visits.refusals import (
    NoDraft,
    NoteNotWhole,
    NothingToAnswer,
    NothingToCorrect,
    NotVisitedYet,
    VisitChangedMeanwhile,
)
from core import clock
from core.errors import IllegalTransition
from core.models import User
from core.notices import tell
from core.transitions import Transition, advance
from schools.enums import DayState
from schools.models import DayEntry, Need
from schools.queries.support.people import holders
from schools.services.days import use_days

NOTE = Transition("note", sources=[VisitState.PLANNED], target=VisitState.NOTED)
SEND = Transition("send", sources=[VisitNoteState.DRAFT], target=VisitNoteState.SENT)
AGREE = Transition("agree", sources=[VisitNoteState.SENT], target=VisitNoteState.ACCURATE)
DISPUTE = Transition("dispute", sources=[VisitNoteState.SENT], target=VisitNoteState.DISPUTED)


@dataclass(frozen=True)
class Written:
    evidence: str = ""
    strengths: str = ""
    concerns: str = ""
    support_percent: int | None = None
    days: Decimal | None = None


@transaction.atomic
def write_note(
    *, visit: Visit, version: int, words: Written, needs: Iterable[Need], language: str, by: User
) -> VisitNote:
    """`version` is that of the draft that the person had before them, 0 where there was none."""
    draft = draft_to_write(visit, by)
    facts = {**asdict(words), "language": language, "changed_at": clock.now(), "changed_by": by}
    changed = VisitNote.objects.filter(pk=draft.pk, version=version, state=VisitNoteState.DRAFT)
    if not changed.update(**facts, version=F("version") + 1):
        raise VisitChangedMeanwhile
    wanted = {need.pk for need in needs if need.school_id == visit.school_id}
    RaisedNeed.objects.filter(note=draft).exclude(need__in=wanted).delete()
    known = set(RaisedNeed.objects.filter(note=draft).values_list("need_id", flat=True))
    RaisedNeed.objects.bulk_create(RaisedNeed(note=draft, need_id=pk) for pk in sorted(wanted - known))
    draft.refresh_from_db()
    return draft


def draft_to_write(visit: Visit, by: User) -> VisitNote:
    """The draft that stands, or the first one. The visit's row keeps two writers apart."""
    refuse_tied(by, visit.school)
    visit = Visit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
    if visit.state == VisitState.CANCELLED:
        raise IllegalTransition("write", visit)
    if visit.on > clock.today():
        raise NotVisitedYet
    draft = VisitNote.objects.filter(visit=visit, state=VisitNoteState.DRAFT).first()
    if draft is not None:
        return draft
    if VisitNote.objects.filter(visit=visit).exists():
        raise NoDraft
    return VisitNote.objects.create(
        visit=visit, version=0, language=visit.language, changed_at=clock.now(), changed_by=by
    )


@transaction.atomic
def send_note(*, visit: Visit, by: User) -> VisitNote:
    """The head is asked whether it is accurate; the visit's days count as used."""
    refuse_tied(by, visit.school)
    # Whoever still writes on it waits here.
    Visit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
    note = VisitNote.objects.select_for_update().filter(visit=visit, state=VisitNoteState.DRAFT).first()
    if note is None:
        raise NoDraft
    if not note.evidence or note.days is None or note.support_percent is None:
        raise NoteNotWhole
    entry = DayEntry.objects.select_related("budget__school__scope", "adviser").get(pk=visit.entry_id)
    if entry.state == DayState.PLANNED:
        use_days(entry=entry, days=note.days, by=by)
    advance(note, SEND, sent_at=clock.now(), sent_by=by)
    if note.number == 1:
        advance(visit, NOTE)
    tell_heads(note)
    return note


@transaction.atomic
def answer_note(*, visit: Visit, accurate: bool, words: str = "", language: str, by: User) -> VisitNote:
    note = VisitNote.objects.filter(visit=visit, state=VisitNoteState.SENT).first()
    if note is None or note.sent_by_id == by.pk:
        raise NothingToAnswer
    advance(
        note,
        AGREE if accurate else DISPUTE,
        answered_at=clock.now(),
        answered_by=by,
        answer_words=words,
        answer_language=language,
    )
    for person in {visit.adviser_id: visit.adviser, note.sent_by_id: note.sent_by}.values():
        if person is not None:
            tell(
                person,
                f"brokerage/note_{'accurate' if accurate else 'disputed'}",
                path_of(visit),
                **facts_of(visit),
                who=by.name,
            )
    return note


@transaction.atomic
def correct_note(*, visit: Visit, by: User) -> VisitNote:
    """A draft that begins from the words that the head called not accurate. The days stay as they were."""
    refuse_tied(by, visit.school)
    Visit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
    last = VisitNote.objects.filter(visit=visit).order_by("-number").first()
    if last is None or last.state != VisitNoteState.DISPUTED:
        raise NothingToCorrect
    words = Written(last.evidence, last.strengths, last.concerns, last.support_percent, last.days)
    note = VisitNote.objects.create(
        visit=visit,
        number=last.number + 1,
        **asdict(words),
        language=last.language,
        changed_at=clock.now(),
        changed_by=by,
    )
    RaisedNeed.objects.bulk_create(
        RaisedNeed(note=note, need_id=pk) for pk in last.raised.values_list("need_id", flat=True)
    )
    return note


def tell_heads(note: VisitNote) -> None:
    visit = note.visit
    for person in holders(Permission.ANSWER_VISITS, visit.school):
        if person.pk != note.sent_by_id:
            kind = "note_sent" if note.number == 1 else "note_corrected"
            tell(person, f"brokerage/{kind}", path_of(visit), **facts_of(visit), who=visit.adviser.name)


def path_of(visit: Visit) -> str:
    return f"/visits/{visit.public_id}/"


def facts_of(visit: Visit) -> dict[str, str]:
    return {
        "school": visit.school.name_en,
        "school_cy": visit.school.name_cy or visit.school.name_en,
        "day": visit.on.isoformat(),
    }
