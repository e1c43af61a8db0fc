"""The life of a support plan:

draft       → with the school    once it has an aim; the school sees it from then on
with school → agreed, or draft   the head agrees, or sends it back with a reason
any         → closed             with what came of it; of an agreed plan every aim is judged first
"""

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from brokerage.enums import AimState, Permission, PlanReason, PlanState, ProgressMeetingState
from brokerage.models import PlanAim, SupportPlan
from brokerage.services.concerns.rules import refuse_tied
from core import clock
from core.errors import DomainError
from core.models import User
from core.notices import tell
from core.transitions import Transition, advance
from schools.models import School
from schools.queries.inspections import in_follow_up
from schools.queries.support.levels import current_levels
from schools.queries.support.people import holders

PUT = Transition("put", sources=[PlanState.DRAFT], target=PlanState.WITH_SCHOOL)
AGREE = Transition("agree", sources=[PlanState.WITH_SCHOOL], target=PlanState.ACTIVE)
SEND_BACK = Transition("send back", sources=[PlanState.WITH_SCHOOL], target=PlanState.DRAFT)
CLOSE = Transition(
    "close", sources=[PlanState.DRAFT, PlanState.WITH_SCHOOL, PlanState.ACTIVE], target=PlanState.CLOSED
)
REACH = Transition("judge", sources=[AimState.OPEN], target=AimState.MET)
REACH_PARTLY = Transition("judge", sources=[AimState.OPEN], target=AimState.PARTLY)
MISS = Transition("judge", sources=[AimState.OPEN], target=AimState.NOT_MET)
END_AIM = {AimState.MET: REACH, AimState.PARTLY: REACH_PARTLY, AimState.NOT_MET: MISS}


class PlanChangedMeanwhile(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else changed this while you had it open. Your text is still below; look at what"
                " stands there now, and save again."
            )
        )


@transaction.atomic
def write_plan(
    *,
    school: School,
    because: str,
    purpose: str,
    language: str,
    starts_on: dt.date,
    ends_on: dt.date,
    every_weeks: int,
    by: User,
) -> SupportPlan:
    refuse_tied(school, by)
    School.objects.select_for_update(of=("self",)).get(pk=school.pk)
    if not school.is_open:
        raise DomainError(_("This school is closed, so no plan can be written."))
    if SupportPlan.objects.filter(school=school).exclude(state=PlanState.CLOSED).exists():
        raise DomainError(_("This school has a plan already: a school has one plan at a time."))
    refuse_backwards(starts_on, ends_on)
    return SupportPlan.objects.create(
        school=school,
        because=because,
        purpose=purpose,
        language=language,
        starts_on=starts_on,
        ends_on=ends_on,
        every_weeks=every_weeks,
        written_at=clock.now(),
        written_by=by,
        **source_of(school, because),
    )


@transaction.atomic
def change_plan(
    *,
    plan: SupportPlan,
    because: str,
    purpose: str,
    language: str,
    starts_on: dt.date,
    ends_on: dt.date,
    every_weeks: int,
    version: int,
    by: User,
) -> None:
    locked_draft(plan, by)
    refuse_backwards(starts_on, ends_on)
    saved = SupportPlan.objects.filter(pk=plan.pk, version=version).update(
        because=because,
        purpose=purpose,
        language=language,
        starts_on=starts_on,
        ends_on=ends_on,
        every_weeks=every_weeks,
        version=F("version") + 1,
        **source_of(plan.school, because),
    )
    if not saved:
        raise PlanChangedMeanwhile


@transaction.atomic
def add_aim(*, plan: SupportPlan, by: User, **facts: object) -> PlanAim:
    locked_draft(plan, by)
    last = plan.aims.order_by("-position").values_list("position", flat=True).first()
    return PlanAim.objects.create(plan=plan, position=(last or 0) + 1, **facts)


@transaction.atomic
def change_aim(*, aim: PlanAim, version: int, by: User, **facts: object) -> None:
    locked_draft(aim.plan, by)
    if not PlanAim.objects.filter(pk=aim.pk, version=version).update(version=F("version") + 1, **facts):
        raise PlanChangedMeanwhile


@transaction.atomic
def remove_aim(*, aim: PlanAim, by: User) -> None:
    locked_draft(aim.plan, by)
    aim.delete()


@transaction.atomic
def put_plan(*, plan: SupportPlan, by: User) -> None:
    """Before the head."""
    locked_draft(plan, by)
    if not plan.aims.exists():
        raise DomainError(_("Write down at least one aim before the plan is put to the school."))
    advance(plan, PUT, put_at=clock.now(), answer_words="")
    for person in holders(Permission.ANSWER_SUPPORT_PLAN, plan.school):
        tell_of(plan, person, "plan_put", by)


@transaction.atomic
def agree_plan(*, plan: SupportPlan, by: User) -> None:
    advance(plan, AGREE, agreed_at=clock.now(), agreed_by=by)
    if plan.written_by != by:
        tell_of(plan, plan.written_by, "plan_agreed", by)


@transaction.atomic
def send_plan_back(*, plan: SupportPlan, words: str, language: str, by: User) -> None:
    # What is written after it is a draft again, which the school sees only once it is put to it.
    advance(plan, SEND_BACK, put_at=None, answer_words=words, answer_language=language)
    tell_of(plan, plan.written_by, "plan_sent_back", by)


@transaction.atomic
def judge_aim(*, aim: PlanAim, state: str, result: str, by: User) -> None:
    """What became of it, while the plan runs."""
    refuse_tied(aim.plan.school, by)
    plan = SupportPlan.objects.select_for_update(of=("self",)).get(pk=aim.plan_id)
    if plan.state != PlanState.ACTIVE:
        raise DomainError(_("Aims are judged while the plan is agreed and not closed."))
    advance(aim, END_AIM[AimState(state)], result=result)


@transaction.atomic
def close_plan(*, plan: SupportPlan, outcome: str, by: User) -> None:
    refuse_tied(plan.school, by)
    found = SupportPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if found.state == PlanState.ACTIVE and plan.aims.filter(state=AimState.OPEN).exists():
        raise DomainError(_("Say of every aim what became of it, and close the plan then."))
    if plan.meetings.filter(state=ProgressMeetingState.PLANNED).exists():
        raise DomainError(_("A progress meeting is called. Hold or cancel it first."))
    advance(plan, CLOSE, closed_at=clock.now(), closed_by=by, outcome=outcome)


def source_of(school: School, because: str) -> dict[str, object]:
    """The judgement or the inspection behind the reason; refused where there is none."""
    judgement = inspection = None
    if because == PlanReason.LEVEL:
        current = current_levels([school.pk]).get(school.pk)
        if current is None:
            raise DomainError(_("The school has no support level at the moment. Choose another reason."))
        judgement = current.judgement
    elif because == PlanReason.INSPECTION:
        inspection = in_follow_up(school)
        if inspection is None:
            raise DomainError(_("No inspection with follow-up is on record. Choose another reason."))
    return {"judgement": judgement, "inspection": inspection}


def locked_draft(plan: SupportPlan, by: User) -> None:
    refuse_tied(plan.school, by)
    if SupportPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk).state != PlanState.DRAFT:
        raise DomainError(_("The plan is no draft any more: what was put to the school stays as it was put."))


def refuse_backwards(starts_on: dt.date, ends_on: dt.date) -> None:
    if ends_on <= starts_on:
        raise DomainError(_("The plan would end before it begins."))


def tell_of(plan: SupportPlan, person: User, kind: str, by: User) -> None:
    tell(
        person,
        f"brokerage/{kind}",
        f"/schools/{plan.school.number}/support-plan/",
        school=plan.school.name_en,
        school_cy=plan.school.name_cy or plan.school.name_en,
        who=by.name,
    )
