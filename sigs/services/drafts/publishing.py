"""Groups made of a draft, in one transaction: last year's are closed, their members released, the new ones
formed. Of two who publish at once one succeeds."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from core import clock
from core.authorise import active_assignments
from core.models import RoleAssignment, User
from core.transitions import Transition, advance
from schools.enums import ShareEnd
from schools.models import School
from sigs.enums import CompositionState, GroupState
from sigs.models import Composition, Group, GroupMember, LeftBehind, Publication, PublishedGroup, Tier
from sigs.queries.drafts import groups_of_run, left_out, main_memberships, waiting_for_reply
from sigs.services.composing.compositions import in_turn
from sigs.services.drafts.refusals import ClosedMeanwhile, NoMainTier, NotWithHeads, StillToAnswer
from sigs.services.drafts.telling import tell_of_groups
from sigs.services.groups import admit_school, form_group, release_school
from sigs.services.stopping import end_what_the_members_gave

PUBLISH = Transition("published", sources={CompositionState.SENT}, target=CompositionState.PUBLISHED)
CLOSE = Transition("closed", sources={GroupState.ACTIVE, GroupState.PAUSED}, target=GroupState.CLOSED)


@dataclass(frozen=True)
class GroupName:
    english: str
    welsh: str


@transaction.atomic
def publish_groups(
    *,
    composition: Composition,
    names: Mapping[int, GroupName],
    because: Mapping[int, str],
    by: User,
) -> Publication:
    """`names`: by the group's number. `because`: why each school is in its group, by its id; what every
    member may read."""
    held = in_turn(composition)
    if held.state != CompositionState.SENT or held.sent_run is None:
        raise NotWithHeads
    silent = [str(place.school.name) for place in waiting_for_reply(held)]
    if silent:
        raise StillToAnswer(silent)
    groups = groups_of_run(held.sent_run.pk)
    gone = left_out(held)
    everyone = {school for members in groups.values() for school in members}
    schools = lock_schools(everyone - gone)
    tier = Tier.objects.filter(is_main=True).first()
    if tier is None:
        raise NoMainTier
    now = clock.now()
    advance(held, PUBLISH, published_at=now, published_by=by)
    publication = Publication.objects.create(
        composition=held, run=held.sent_run, published_at=now, published_by=by
    )
    before = end_groups(publication, everyone, by)
    made: dict[int, Group] = {}
    for number, members in sorted(groups.items()):
        staying = sorted(members - gone)
        if not staying:
            continue
        group = form_group(
            region=held.region,
            tier=tier,
            name_en=names[number].english,
            name_cy=names[number].welsh,
            year=held.year,
            carries_on=carried_on(staying, before),
            by=by,
        )
        PublishedGroup.objects.create(publication=publication, group=group, number=number)
        for school in staying:
            admit_school(group=group, school=schools[school], by=by, because=because.get(school, "")[:300])
            made[school] = group
    tell_of_groups(made, "group_made")
    composition.refresh_from_db()
    return publication


def lock_schools(ids: set[int]) -> dict[int, School]:
    """None of them can be closed until the groups are made."""
    rows = School.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=ids).order_by("pk")
    schools = {school.pk: school for school in rows}
    closed = [str(school.name) for school in schools.values() if not school.is_open]
    if closed:
        raise ClosedMeanwhile(closed)
    return schools


def end_groups(publication: Publication, schools: set[int], by: User) -> dict[int, Group]:
    """The schools leave the groups that they were in; a group that is empty then is closed, and its posts
    end. By school, the group that it was in."""
    members = list(main_memberships(schools))
    why = both_languages(publication.composition.year)
    before: dict[int, Group] = {}
    for member in members:
        before[member.school_id] = member.group
        release_school(group=member.group, school=member.school, by=by, because=why)
    left: dict[int, list[GroupMember]] = defaultdict(list)
    for member in members:
        left[member.group_id].append(member)
    still = set(
        GroupMember.objects.filter(group__in=left, left_on__isnull=True).values_list("group", flat=True)
    )
    ended: list[int] = []
    for pk, gone in left.items():
        if pk not in still:
            ended += close(gone[0].group, why, by)
    LeftBehind.objects.bulk_create(
        [
            LeftBehind(publication=publication, member=member, closed_group=member.group_id not in still)
            for member in members
        ]
    )
    Publication.objects.filter(pk=publication.pk).update(ended_posts=ended)
    return before


def close(group: Group, why: str, by: User) -> list[int]:
    """The ids of the posts that end with it."""
    today = clock.today()
    facts = {"closed_on": today, "closed_because": why, "paused_because": ""}
    advance(group, CLOSE, version=group.version + 1, changed_at=clock.now(), changed_by=by, **facts)
    end_what_the_members_gave(group=group, because=ShareEnd.CLOSED, by=by)
    posts = list(
        active_assignments().filter(scope=group.scope_id, ends_on__isnull=True).values_list("pk", flat=True)
    )
    RoleAssignment.objects.filter(pk__in=posts).update(ends_on=today)
    return posts


def both_languages(year: int) -> str:
    """Stored with the group, and read by people of either language."""
    sentence = _("The groups of %(year)s were composed anew.")
    said = []
    for language in ("cy", "en"):
        with translation.override(language):
            said.append(str(sentence) % {"year": f"{year - 1}/{year % 100:02}"})
    return " / ".join(dict.fromkeys(said))


def carried_on(schools: Sequence[int], before: Mapping[int, Group]) -> Group | None:
    """The group that more than half of the schools were in."""
    found = Counter(before[school] for school in schools if school in before)
    for group, count in found.most_common(1):
        if count * 2 > len(schools):
            return group
    return None
