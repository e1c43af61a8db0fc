from django.db import transaction

from core import clock
from core.models import User
from schools.enums import JudgementState
from schools.models import EvidenceKind, SupportEvidence, SupportJudgement
from schools.services.support.refusals import EvidenceSaysNothing, NotYours
from schools.services.support.steps import WHILE_DRAFTING, locked


@transaction.atomic
def add_evidence(
    *, judgement: SupportJudgement, kind: EvidenceKind, text: str, link: str, by: User
) -> SupportEvidence:
    """By the school or its adviser, at any time while the year is open. A tied adviser may add: it is not
    judging."""
    row = locked(judgement, None, WHILE_DRAFTING)
    if not text.strip() and not link:
        raise EvidenceSaysNothing
    return SupportEvidence.objects.create(
        judgement=row, kind=kind, text=text.strip(), link=link, added_at=clock.now(), added_by=by
    )


@transaction.atomic
def remove_evidence(*, evidence: SupportEvidence, by: User) -> None:
    """Taken away by whoever added it, before the draft: afterwards it is part of what was judged."""
    row = locked(evidence.judgement, None, WHILE_DRAFTING)
    if evidence.added_by_id != by.pk or row.state != JudgementState.GATHERING:
        raise NotYours
    evidence.delete()
