"""What the schools of the shown group let one another see, at all levels, one of them no longer; and a pair.
Each head is a made-up person with an account that nobody can sign in to."""

from itertools import combinations

from django.db import transaction

from core import clock
from core.models import User
from core.services.people import give_role
from schools.enums import ContactRole, ShareEnd, ShareLevel, StatedBy
from schools.enums import Role as SchoolsRole
from schools.models import Contact, Need, Region, School, Share, Strength
from schools.queries.days import this_year
from schools.queries.shares import is_at_least, last_day_of, newest_terms, shares_with
from schools.queries.strengths import strong_and_weak
from schools.queries.topics import areas
from sigs.demonstration.groups import demonstration_group, led_by
from sigs.enums import PairAnswer, PairingState
from sigs.matching.pairs import Side, Suggestion, suggested
from sigs.models import Group, Pairing, PairingLink, PairingSide
from sigs.queries.groups import members_of
from sigs.queries.heads import heads_of
from sigs.queries.pairs import key_of, place_of

# After the school of head@, by name. The last of them took it back.
LEVELS = (
    ShareLevel.PROFILE_EFSM,
    ShareLevel.PROFILE,
    ShareLevel.PROFILE,
    ShareLevel.HEADLINE,
    ShareLevel.PROFILE,
)


@transaction.atomic
def add_sharing(*, region: Region, people: dict[str, User]) -> bool:
    """Unless somebody shares already. Whether it was added."""
    group = demonstration_group(people)
    if group is None or Share.objects.filter(audience=group.scope_id).exists():
        return False
    members = members_of([group])[group.pk]
    own = led_by(people["head"])
    others = [school for school in members if school != own]
    heads = {school.pk: head_of(school, people) for school in others}
    if own:
        share(group, own, ShareLevel.PROFILE_EFSM, people["head"], with_staff=True)
        heads[own.pk] = people["head"]
    for school, level in zip(others, LEVELS, strict=False):
        share(group, school, level, heads[school.pk], with_staff=True)
    if len(others) >= len(LEVELS):
        revoked = others[len(LEVELS) - 1]
        Share.objects.filter(audience=group.scope_id, school=revoked).update(
            ended_at=clock.now(), ended_by=heads[revoked.pk], ended_because=ShareEnd.REVOKED
        )
    agree_on_one(group, members, heads, own)
    return True


def head_of(school: School, people: dict[str, User]) -> User:
    """Who leads the school in the portal; else the head that its contacts name, with an account."""
    known = heads_of([school.pk]).get(school.pk)
    if known:
        return known[0]
    contact = Contact.objects.filter(
        school=school, role__in=[ContactRole.HEAD, ContactRole.ACTING_HEAD]
    ).first()
    person, _made = User.objects.get_or_create(
        email=f"head-{school.number}@demo.example",
        defaults={
            "name": contact.name if contact else f"Pennaeth {school.number}",
            "preferred_language": contact.language if contact and contact.language else "en",
            "joined_at": clock.now(),
            "wants_mail": False,
        },
    )
    person.set_unusable_password()
    person.save(update_fields=["password"])
    if school.scope:
        give_role(person=person, role=SchoolsRole.HEADTEACHER, scope=school.scope, by=people["consortium"])
    return person


def share(group: Group, school: School, level: ShareLevel, by: User, *, with_staff: bool) -> None:
    Share.objects.create(
        school=school,
        audience=group.scope,
        year=this_year(),
        level=level,
        with_staff=with_staff,
        terms=newest_terms(),
        given_at=clock.now(),
        given_by=by,
        ends_on=last_day_of(this_year()),
    )


def agree_on_one(group: Group, members: list[School], heads: dict[int, User], own: School | None) -> None:
    """A pair with the school of head@ is agreed; of the others one is suggested."""
    shares = shares_with(group.scope_id)
    free = [
        school
        for school in members
        if school.pk in shares and is_at_least(shares[school.pk].level, ShareLevel.PROFILE)
    ]
    trios = {frozenset(school.pk for school in three) for three in combinations(free, 3)}
    found = suggested(sides_of(free), trios)
    chosen = next((one for one in found if own and own.pk in one.schools), found[0] if found else None)
    if chosen is None:
        return
    agree(group, [school for school in free if school.pk in chosen.schools], chosen, heads)
    rest = [school for school in free if school.pk not in chosen.schools]
    if len(rest) > 1 and not suggested(sides_of(rest)):
        fit_the_rest(rest[0], rest[1], heads)


def sides_of(schools: list[School]) -> list[Side]:
    facts = strong_and_weak([school.pk for school in schools])
    return [
        Side(
            school.pk,
            frozenset(facts[school.pk][0]),
            frozenset(facts[school.pk][1]),
            school.medium,
            place_of(school),
        )
        for school in schools
    ]


def fit_the_rest(one: School, other: School, heads: dict[int, User]) -> None:
    """Each says that it is strong in what the other says it needs, in areas in which neither has said
    anything."""
    known = strong_and_weak([one.pk, other.pk])
    said = set().union(*(known[one.pk]), *(known[other.pk]))
    free = [area for area in areas() if area.pk not in said][:2]
    if len(free) < 2:
        return
    for strong, weak, area in ((one, other, free[0]), (other, one, free[1])):
        now = clock.now()
        facts = {"topic": area, "language": "en", "stated_side": StatedBy.SCHOOL, "stated_at": now}
        Strength.objects.create(
            school=strong,
            stated_by=heads[strong.pk],
            text="Colleagues from other schools come to see it.",
            **facts,
        )
        Need.objects.create(
            school=weak, stated_by=heads[weak.pk], text="We would like to see how others do it.", **facts
        )


def agree(group: Group, schools: list[School], found: Suggestion, heads: dict[int, User]) -> None:
    now = clock.now()
    pairing = Pairing.objects.create(
        group=group,
        year=this_year(),
        key=key_of(schools),
        state=PairingState.AGREED,
        message="Beth am gyfarfod cyn diwedd y tymor i weld beth y gallwn ei ddysgu gan ein gilydd?",
        language="cy",
        asked_at=now,
        asked_by=heads[schools[0].pk],
        agreed_at=now,
    )
    for school in schools:
        PairingSide.objects.create(
            pairing=pairing,
            school=school,
            answer=PairAnswer.YES,
            answered_at=now,
            answered_by=heads[school.pk],
        )
    PairingLink.objects.bulk_create(
        PairingLink(pairing=pairing, giver_id=link.giver, receiver_id=link.receiver, area_id=link.area)
        for link in found.helps
    )
