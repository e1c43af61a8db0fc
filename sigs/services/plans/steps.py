from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from core import clock
from core.enums import Language
from core.errors import DomainError
from core.models import User
from core.notices import tell
from core.transitions import Transition, advance
from schools.models import School
from schools.queries.review import review_year
from sigs.enums import PlanState
from sigs.models import Group, GroupMember, Plan, PlanAgreement, PlanComment, PlanCondition
from sigs.queries.people import convenors, heads_of
from sigs.queries.plans import conditions, missing_parts, rule_of
from sigs.queries.planversions import newest_version
from sigs.services.health import reckon_health
from sigs.services.plans.refusals import NotOfTheGroup, PlanChangedMeanwhile, PlanIncomplete
from sigs.services.plans.versions import keep_version, lock_open
from sigs.services.still import refuse_still
from sigs.wording.plans import MISSING

PROPOSE = Transition("propose", sources=[PlanState.DRAFT], target=PlanState.WITH_MEMBERS)
TAKE_BACK = Transition("take back", sources=[PlanState.WITH_MEMBERS], target=PlanState.DRAFT)
AGREE = Transition("agree", sources=[PlanState.WITH_MEMBERS], target=PlanState.AGREED)
START = Transition("start", sources=[PlanState.AGREED], target=PlanState.UNDER_WAY)
CLOSE = Transition(
    "close",
    sources=[PlanState.DRAFT, PlanState.WITH_MEMBERS, PlanState.AGREED, PlanState.UNDER_WAY],
    target=PlanState.CLOSED,
)


@transaction.atomic
def begin_plan(*, group: Group, by: User) -> Plan:
    """This year's, empty but for the conditions: it takes over what the last plan said of them."""
    refuse_still(group)
    now = clock.now()
    before = group.plans.order_by("-closed_at").first()
    try:
        with transaction.atomic():
            plan = Plan.objects.create(
                group=group,
                year=review_year(),
                language=before.language if before else by.preferred_language or Language.ENGLISH,
                begun_at=now,
                begun_by=by,
                changed_at=now,
                changed_by=by,
            )
    except IntegrityError as error:
        raise DomainError(_("This group has an open plan already. Open it and go on.")) from error
    known = {row.condition_id: row for row in before.conditions.all()} if before else {}
    PlanCondition.objects.bulk_create(
        PlanCondition(
            plan=plan,
            condition=condition,
            standing=known[condition.pk].standing if condition.pk in known else "",
        )
        for condition in conditions()
    )
    keep_version(plan, by)
    return plan


@transaction.atomic
def propose_plan(*, plan: Plan, by: User) -> None:
    """Put it to the members. PlanIncomplete says what is missing."""
    plan = lock_open(plan)
    missing = missing_parts(plan)
    if missing:
        raise PlanIncomplete([MISSING[part] for part in missing])
    keep_version(plan, by)
    advance(plan, PROPOSE, proposed_at=clock.now(), **changed(by))
    for head in heads_of(plan.group):
        if head != by:
            tell(
                head,
                "sigs/plan_proposed",
                path_of(plan),
                group=plan.group.name_en,
                group_cy=plan.group.name_cy,
            )


@transaction.atomic
def take_back_plan(*, plan: Plan, by: User) -> None:
    """It is written on; who had agreed is asked again."""
    plan = lock_open(plan)
    advance(plan, TAKE_BACK, proposed_at=None, **changed(by))
    plan.agreements.all().delete()


@transaction.atomic
def agree_plan(*, plan: Plan, school: School, seen: int, by: User) -> None:
    """The school agrees to the plan as it stands; `seen` is the version that its head had before them. With
    the last school the plan is agreed. Later, a head says so again to what has changed."""
    plan = lock_open(plan)
    if not GroupMember.objects.filter(group=plan.group, school=school, left_on__isnull=True).exists():
        raise NotOfTheGroup(school)
    if plan.state == PlanState.DRAFT:
        raise DomainError(_("This plan is still being written. There is nothing to agree to yet."))
    newest = newest_version(plan)
    if newest is None or newest.number != seen:
        raise PlanChangedMeanwhile
    PlanAgreement.objects.update_or_create(
        plan=plan,
        school=school,
        defaults={"version": seen, "agreed_at": clock.now(), "agreed_by": by},
    )
    agreed, members = agreed_of(plan)
    if plan.state == PlanState.WITH_MEMBERS and agreed == members:
        finish_agreeing(plan, by)


@transaction.atomic
def settle_plan(*, plan: Plan, by: User) -> None:
    """Where some have not answered: enough of the others have agreed to what stands there now."""
    plan = lock_open(plan)
    agreed, members = agreed_of(plan)
    needed = rule_of(plan.group).settling_percent
    # Rounded: two of three are 67 in a hundred.
    if not members or round(100 * agreed / members) < needed:
        raise DomainError(
            _("Of %(members)s member schools %(agreed)s have agreed. It takes %(needed)s%% of them.")
            % {"members": members, "agreed": agreed, "needed": needed}
        )
    finish_agreeing(plan, by)


def agreed_of(plan: Plan) -> tuple[int, int]:
    """How many member schools agreed to the plan as it stands, and how many there are."""
    newest = newest_version(plan)
    members = GroupMember.objects.filter(group=plan.group, left_on__isnull=True).values("school")
    agreed = plan.agreements.filter(school__in=members, version=newest.number if newest else 0)
    return agreed.count(), members.count()


def finish_agreeing(plan: Plan, by: User) -> None:
    advance(plan, AGREE, agreed_at=clock.now(), **changed(by))
    for person in convenors(plan.group):
        if person != by:
            tell(
                person,
                "sigs/plan_agreed",
                path_of(plan),
                group=plan.group.name_en,
                group_cy=plan.group.name_cy,
            )


@transaction.atomic
def comment_on_plan(*, plan: Plan, text: str, by: User) -> PlanComment:
    plan = lock_open(plan)
    comment = PlanComment.objects.create(plan=plan, text=text, written_at=clock.now(), written_by=by)
    for person in convenors(plan.group):
        if person != by:
            facts = {"group": plan.group.name_en, "group_cy": plan.group.name_cy, "who": by.name}
            tell(person, "sigs/plan_comment", path_of(plan), **facts)
    reckon_health(group=plan.group)
    return comment


@transaction.atomic
def close_plan(*, plan: Plan, because: str, by: User) -> None:
    """What came of it, in a sentence or two. Activities that are still open have to be done or dropped."""
    plan = lock_open(plan)
    waiting = plan.activities.filter(state__in=["planned", "booked"]).count()
    if waiting:
        raise DomainError(_("Some activities are still open. Say that they were done, or drop them, first."))
    advance(plan, CLOSE, closed_at=clock.now(), closed_because=because, **changed(by))


def start_if_agreed(plan: Plan, by: User) -> None:
    """With its first booked activity a plan is under way."""
    if plan.state == PlanState.AGREED:
        advance(plan, START, started_at=clock.now(), **changed(by))


def changed(by: User) -> dict[str, object]:
    return {"changed_at": clock.now(), "changed_by": by}


def path_of(plan: Plan) -> str:
    return f"/groups/{plan.group.slug}/plan/"
