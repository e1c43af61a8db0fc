"""Notes of a visit with what was agreed and which needs came up."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from brokerage.enums import VisitNoteState
from brokerage.models import RaisedNeed, Visit, VisitAction, VisitNote
from schools.models import Need

NOTE_TAGS: Mapping[str, str] = {
    VisitNoteState.DRAFT: "outline",
    VisitNoteState.SENT: "waiting",
    VisitNoteState.ACCURATE: "good",
    VisitNoteState.DISPUTED: "warning",
}


@dataclass(frozen=True)
class NoteBlock:
    note: VisitNote
    tag: str
    actions: list[VisitAction]
    needs: list[Need]
    are_elsewhere: bool = False

    @property
    def challenge_percent(self) -> int | None:
        share = self.note.support_percent
        return None if share is None else 100 - share

    @property
    def is_draft(self) -> bool:
        return self.note.state == VisitNoteState.DRAFT


def note_blocks(visit: Visit, notes: Sequence[VisitNote]) -> list[NoteBlock]:
    """The newest first; two queries. The needs of a note stand with it alone: a correction names its own."""
    actions: dict[int, list[VisitAction]] = defaultdict(list)
    needs: dict[int, list[Need]] = defaultdict(list)
    if notes:
        # What was agreed stays agreed when a note is corrected: it stands with the newest that was sent.
        newest = next((note.pk for note in reversed(notes) if note.sent_at), None)
        drafts = {note.pk for note in notes if note.sent_at is None}
        for action in VisitAction.objects.filter(note__in=notes).select_related("over_by"):
            place = action.note_id if action.note_id in drafts else newest
            actions[place or action.note_id].append(action)
        raised = RaisedNeed.objects.filter(note__in=notes).select_related("need__topic__parent")
        for row in raised:
            needs[row.note_id].append(row.need)
    anywhere = any(actions.values())
    return [
        NoteBlock(
            note,
            NOTE_TAGS[note.state],
            actions[note.pk],
            needs[note.pk],
            are_elsewhere=anywhere and note.sent_at is not None,
        )
        for note in reversed(notes)
    ]
