"""A sample of a cycle's judgements for moderators, and what came of looking at each."""

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import DomainError
from core.models import User
from schools.comparisons.sampling import Drawable, draw
from schools.enums import SampleOutcome
from schools.models import Authority, ModerationSample, SampledJudgement, SupportCycle
from schools.queries.consistency import proposed
from schools.queries.support.ties import is_tied


class NothingToDraw(DomainError):
    def __init__(self) -> None:
        super().__init__(_("No level is proposed yet, so there is nothing to draw from."))


class SampleInUse(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Somebody has looked at a school of this sample already: it stays as it was drawn.")
        )


class OwnJudgement(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("Somebody else looks at what you proposed yourself, and at schools that you are tied to.")
        )


class RemarkMissing(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Say which questions there are, or which level may fit better and why."))


class LookedAtMeanwhile(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else wrote down what came of this school while you had it open."
                " Look at what stands there now, and save again."
            )
        )


@transaction.atomic
def draw_sample(*, cycle: SupportCycle, authority: Authority | None, by: User) -> ModerationSample:
    """Draw a sample of what is proposed so far in the authority, or in the region. A sample that nobody has
    looked at is drawn anew; the seed comes from the cycle, so that the same judgements give the same one."""
    SupportCycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk)
    before = ModerationSample.objects.filter(cycle=cycle, authority=authority)
    if SampledJudgement.objects.filter(sample__in=before).exclude(outcome="").exists():
        raise SampleInUse
    before.delete()
    judgements = proposed(cycle).select_related("school")
    if authority:
        judgements = judgements.filter(school__authority=authority)
    known = {row.school.number: row for row in judgements}
    if not known:
        raise NothingToDraw
    seed = f"{cycle.region.slug}/{cycle.year}/{authority.code if authority else 'region'}"
    drawn = draw(
        [
            Drawable(number, row.adviser_id or 0, row.proposed_id or 0, row.proposed_id != row.suggested_id)
            for number, row in known.items()
        ],
        size=settings.MODERATION_SAMPLE_SIZE,
        seed=seed,
    )
    sample = ModerationSample.objects.create(
        cycle=cycle,
        authority=authority,
        size=len(drawn),
        seed=seed,
        drawn_from=len(known),
        drawn_at=clock.now(),
        drawn_by=by,
    )
    SampledJudgement.objects.bulk_create(
        SampledJudgement(
            sample=sample,
            judgement=known[row.key],
            adviser=known[row.key].adviser,
            level_id=row.level,
            differs=row.differs,
        )
        for row in drawn
    )
    return sample


@transaction.atomic
def look_at(*, row: SampledJudgement, outcome: SampleOutcome, remark: str, seen: int, by: User) -> None:
    """Write down what came of looking at the judgement. `seen` is the version that the person had before
    them: LookedAtMeanwhile if another change came between."""
    judgement = row.judgement
    if by.pk in (judgement.adviser_id, judgement.proposed_by_id) or is_tied(by, judgement.school):
        raise OwnJudgement
    if outcome != SampleOutcome.SUPPORTED and not remark:
        raise RemarkMissing
    changed = SampledJudgement.objects.filter(pk=row.pk, version=seen).update(
        outcome=outcome,
        remark=remark,
        looked_at=clock.now(),
        looked_by=by,
        version=F("version") + 1,
    )
    if not changed:
        raise LookedAtMeanwhile
