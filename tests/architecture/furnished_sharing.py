"""In both groups four schools that share all, with strengths and needs that fit: a pair that works, one that
did not come about, and one that is suggested."""

from core.models import User
from schools.enums import ShareLevel, StatedBy
from schools.models import Need, School, Strength
from schools.queries.days import this_year
from schools.queries.shares import newest_terms
from schools.queries.topics import areas
from sigs.enums import PairAnswer, PairingState
from sigs.models import Group, GroupMember, Pairing, PairingSide, SharingDeferral
from sigs.services.groups import admit_school
from sigs.services.pairings import answer_pairing, ask_pairing
from sigs.services.sharing import share_with_group
from tests.factories import MOMENT
from tests.personas import World


def add_sharing(world: World, group: Group, other: Group, schools: list[School]) -> None:
    people = world.people
    add_sharing_in(group, [world.school, schools[2], *schools[6:8]], people.head, people.consortium)
    add_sharing_in(
        other, [world.other_school, schools[-1], *schools[12:14]], people.other_head, people.consortium
    )


def add_sharing_in(group: Group, schools: list[School], head: User, by: User) -> None:
    first, second, third, fourth = schools
    for school in (third, fourth):
        admit_school(group=group, school=school, by=by)
    one, two = areas()[:2]
    for school, strong, weak in (
        (first, one, two),
        (second, two, one),
        (third, two, one),
        (fourth, one, two),
    ):
        said = {"school": school, "stated_side": StatedBy.SCHOOL, "stated_at": MOMENT, "stated_by": head}
        Strength.objects.create(topic=strong, text="It works well", **said)
        Need.objects.create(topic=weak, text="We would like to see it elsewhere", **said)
        share(group, school, head)
    declined = ask(group, [first, third], head)
    answer_pairing(pairing=declined, school=first, agree=False, because="We are moving house", by=head)
    agreed = ask(group, [third, fourth], head)
    for school in (third, fourth):
        answer_pairing(pairing=agreed, school=school, agree=True, because="", by=by)
    last_year = this_year() - 1
    for school in (first, second):
        SharingDeferral.objects.create(
            group=group, school=school, year=last_year, said_at=MOMENT, said_by=head
        )


def share(group: Group, school: School, by: User) -> None:
    share_with_group(
        group=group,
        school=school,
        level=ShareLevel.PROFILE_EFSM,
        with_staff=True,
        terms=newest_terms().version,
        by=by,
    )


def ask(group: Group, schools: list[School], by: User) -> Pairing:
    return ask_pairing(group=group, schools=schools, message="Shall we?", language="en", own=[], by=by)


def add_more_sharing(group: Group, by: User) -> None:
    """Everybody in the group, and more pairs of long ago."""
    for member in GroupMember.objects.filter(group=group, left_on__isnull=True).select_related("school"):
        share(group, member.school, by)
    sides = list(PairingSide.objects.filter(pairing__group=group).select_related("school")[:2])
    for year in range(2010, 2014):
        pairing = Pairing.objects.create(
            group=group,
            year=year,
            key=f"{year}",
            state=PairingState.LAPSED,
            asked_at=MOMENT,
            asked_by=by,
            closed_at=MOMENT,
            closed_by=by,
        )
        for side in sides:
            PairingSide.objects.create(
                pairing=pairing,
                school=side.school,
                answer=PairAnswer.YES,
                answered_at=MOMENT,
                answered_by=by,
            )
