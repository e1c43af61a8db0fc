"""What stands still today, by the region's rules: nothing is written here.

Time in which a school is paused does not count: what was waiting then begins anew on the day after."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Max, OuterRef, Prefetch, QuerySet, Subquery

from brokerage.enums import (
    AgreedState,
    AskState,
    InvitationState,
    PartnershipState,
    Side,
    StallKind,
    TaskState,
    WhoActs,
)
from brokerage.models import (
    Ask,
    Invitation,
    Partner,
    Partnership,
    PartnershipContact,
    PartnershipReview,
    PartnershipTask,
    StallRule,
)
from brokerage.queries.visits import agreed_actions
from core import clock
from core.authorise import active_assignments
from schools.models import Pause, Region
from schools.queries.pauses import paused_schools

# What holds where the region has set nothing: days until it counts, weight, days between two nudges.
RULES: dict[StallKind, tuple[int, int, int]] = {
    StallKind.ASK: (14, 3, 14),
    StallKind.ANSWER: (10, 3, 7),
    StallKind.CONTACT: (28, 4, 14),
    StallKind.SUPPLIER: (42, 4, 14),
    StallKind.REVIEW: (7, 2, 14),
    StallKind.ACTION: (7, 2, 14),
    StallKind.ENDING: (14, 1, 14),
}
ENDED_TASKS = [TaskState.DONE, TaskState.NOT_REQUIRED]


def rules_of(region: Region | None) -> dict[StallKind, StallRule]:
    known = {StallKind(rule.kind): rule for rule in StallRule.objects.filter(region=region)}
    return {kind: known.get(kind) or unset_rule(region, kind) for kind in StallKind}


def unset_rule(region: Region | None, kind: StallKind) -> StallRule:
    after, weight, nudge = RULES[kind]
    return StallRule(region=region, kind=kind, after_days=after, weight=weight, nudge_days=nudge, version=0)


@dataclass(frozen=True)
class Still:
    """`since`: the day from which it has been waiting."""

    kind: StallKind
    subject: str
    school_id: int
    since: dt.date
    waits_for_id: int | None = None
    ask_id: int | None = None
    invitation_id: int | None = None
    partnership_id: int | None = None
    action_id: int | None = None
    # Other schools whose pause lets it rest.
    with_schools: tuple[int, ...] = ()

    @property
    def schools(self) -> set[int]:
        return {self.school_id, *self.with_schools} | ({self.waits_for_id} if self.waits_for_id else set())


def standing_still(region: Region) -> list[Still]:
    """Of the region's schools, those beyond their rule today."""
    rules = rules_of(region)
    today = clock.today()
    paused = paused_schools()
    rested = last_pauses()
    found = []
    for kind, waiting in WAITING.items():
        after = dt.timedelta(days=rules[kind].after_days)
        for one in waiting(region):
            if one.schools & paused:
                continue
            since = max([one.since, *(rested[pk] for pk in one.schools if pk in rested)])
            if since + after < today:
                found.append(one if since == one.since else moved(one, since))
    silent = {one.partnership_id for one in found if one.kind == StallKind.CONTACT}
    return [one for one in found if one.kind != StallKind.SUPPLIER or one.partnership_id not in silent]


def moved(one: Still, since: dt.date) -> Still:
    return Still(**{**vars(one), "since": since})


def last_pauses() -> dict[int, dt.date]:
    """By school, the day after the last pause that is over."""
    found: dict[int, dt.date] = {}
    today = clock.today()
    for school, ends_on, lifted_at in Pause.objects.values_list("school_id", "ends_on", "lifted_at"):
        last = min(ends_on, lifted_at.date()) if lifted_at else ends_on
        if last < today:
            found[school] = max(found.get(school, last), last + dt.timedelta(days=1))
    return found


def asks_waiting(region: Region) -> Iterator[Still]:
    """No kind of help decided, or no school asked."""
    rows = Ask.objects.filter(
        school__authority__region=region, state__in=[AskState.ENTERED, AskState.OPEN]
    ).annotate(last_ended=Max("invitations__ended_at"), last_answer=Max("invitations__answered_at"))
    for ask in rows:
        moments = [ask.asked_at, ask.kind_at, ask.last_ended, ask.last_answer]
        since = max(moment for moment in moments if moment).date()
        yield Still(StallKind.ASK, f"ask/{ask.public_id}", ask.school_id, since, ask_id=ask.pk)


def answers_waiting(region: Region) -> Iterator[Still]:
    """Of schools that were invited, and of heads who have to agree to a partnership."""
    invitations = Invitation.objects.filter(
        ask__school__authority__region=region, state=InvitationState.SENT
    ).values_list("pk", "public_id", "ask__school_id", "offer__school_id", "sent_at__date", "ask_id")
    for pk, public_id, school, supplier, sent_on, ask in invitations:
        yield Still(
            *(StallKind.ANSWER, f"invitation/{public_id}", school, sent_on, supplier),
            ask_id=ask,
            invitation_id=pk,
        )
    for partnership in partnerships(region, PartnershipState.AGREEING):
        silent = [row for row in partnership.partners.all() if row.agreed_at is None]
        if silent:
            yield of_partnership(
                StallKind.ANSWER, partnership, partnership.begun_at.date(), silent[0].school_id
            )


def contacts_waiting(region: Region) -> Iterator[Still]:
    contacts = PartnershipContact.objects.filter(partnership=OuterRef("pk"), struck_at__isnull=True)
    rows = partnerships(region, PartnershipState.ACTIVE).annotate(
        last=Subquery(contacts.order_by("-on").values("on")[:1])
    )
    for partnership in rows:
        last = getattr(partnership, "last", None) or partnership.starts_on
        yield of_partnership(StallKind.CONTACT, partnership, max(last, partnership.starts_on))


def suppliers_waiting(region: Region) -> Iterator[Still]:
    """The helping school has logged nothing itself, whatever the other one wrote."""
    helpers: dict[int, set[int]] = defaultdict(set)
    places = Partner.objects.filter(
        partnership__state=PartnershipState.ACTIVE, partnership__region=region, side=Side.PROVIDES
    ).values_list("partnership_id", "school__scope_id")
    at: dict[int, set[int]] = defaultdict(set)
    for person, scope in active_assignments().values_list("user_id", "scope_id"):
        at[scope].add(person)
    for partnership_id, scope in places:
        if scope is not None:
            helpers[partnership_id] |= at[scope]
    last: dict[int, dt.date] = {}
    logged = PartnershipContact.objects.filter(
        partnership__in=list(helpers), struck_at__isnull=True
    ).values_list("partnership_id", "logged_by_id", "on")
    for partnership_id, person, on in logged:
        if person in helpers[partnership_id]:
            last[partnership_id] = max(on, last.get(partnership_id, on))
    for partnership in partnerships(region, PartnershipState.ACTIVE):
        helping = [row for row in partnership.partners.all() if row.side == Side.PROVIDES]
        since = max(last.get(partnership.pk, partnership.starts_on), partnership.starts_on)
        if helping:
            yield of_partnership(StallKind.SUPPLIER, partnership, since, helping[0].school_id)


def reviews_waiting(region: Region) -> Iterator[Still]:
    due = PartnershipReview.objects.filter(partnership=OuterRef("pk"), held_on__isnull=True)
    rows = partnerships(region, PartnershipState.ACTIVE).annotate(
        due_on=Subquery(due.order_by("due_on").values("due_on")[:1])
    )
    for partnership in rows.filter(due_on__lt=clock.today()):
        yield of_partnership(StallKind.REVIEW, partnership, partnership.due_on)


def actions_waiting(region: Region) -> Iterator[Still]:
    """Agreed at a visit, or a task of a partnership."""
    for action in agreed_actions().filter(
        note__visit__school__authority__region=region,
        state=AgreedState.OPEN,
        due_on__lt=clock.today(),
    ):
        school = action.note.visit.school_id
        yield Still(
            *(StallKind.ACTION, f"action/{action.public_id}", school, action.due_on),
            waits_for_id=school if action.who == WhoActs.SCHOOL else None,
            action_id=action.pk,
        )
    # Those that stand in every file are found done or not by what was done.
    tasks = PartnershipTask.objects.filter(
        partnership__region=region,
        partnership__state=PartnershipState.ACTIVE,
        due_on__lt=clock.today(),
        code="",
    ).exclude(state__in=ENDED_TASKS)
    late: dict[int, list[PartnershipTask]] = defaultdict(list)
    for task in tasks.order_by("due_on"):
        late[task.partnership_id].append(task)
    for partnership in partnerships(region, PartnershipState.ACTIVE).filter(pk__in=list(late)):
        first = late[partnership.pk][0]
        if first.due_on:
            yield of_partnership(StallKind.ACTION, partnership, first.due_on, first.owner_school_id)


def endings_waiting(region: Region) -> Iterator[Still]:
    rows = partnerships(region, PartnershipState.ACTIVE).filter(ends_on__lt=clock.today())
    for partnership in rows:
        yield of_partnership(StallKind.ENDING, partnership, partnership.ends_on)


def partnerships(region: Region, state: PartnershipState) -> QuerySet[Any]:
    partners = Prefetch("partners", queryset=Partner.objects.order_by(F("side").desc(), "pk"))
    return Partnership.objects.filter(region=region, state=state).prefetch_related(partners)


def of_partnership(kind: StallKind, partnership: Any, since: dt.date, waits_for: int | None = None) -> Still:
    """Whoever is helped suffers by it; of those that help one another, the first."""
    schools = [row.school_id for row in partnership.partners.all()]
    helped = [row.school_id for row in partnership.partners.all() if row.side == Side.RECEIVES]
    return Still(
        *(kind, f"partnership/{partnership.public_id}", (helped or schools)[0], since, waits_for),
        partnership_id=partnership.pk,
        with_schools=tuple(schools),
    )


WAITING: dict[StallKind, Callable[[Region], Iterable[Still]]] = {
    StallKind.ASK: asks_waiting,
    StallKind.ANSWER: answers_waiting,
    StallKind.CONTACT: contacts_waiting,
    StallKind.SUPPLIER: suppliers_waiting,
    StallKind.REVIEW: reviews_waiting,
    StallKind.ACTION: actions_waiting,
    StallKind.ENDING: endings_waiting,
}
