"""Last year's school improvement groups of the generated region, the group of the two people who show it,
two siglets and a network. Everybody in them is made up."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from django.db import transaction

from core.authorise import active_assignments
from core.models import User
from core.services.people import give_role
from schools.enums import ContactRole, Medium, Phase
from schools.enums import Role as SchoolsRole
from schools.models import Contact, Region, School, Topic
from schools.queries.review import review_year
from sigs.demonstration.dealing import deal
from sigs.models import Group, GroupMember, GroupSeat, GroupTopic, SeatKind, Tier
from sigs.services.groups import form_group
from sigs.services.seats import give_seat

TEXTS = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))


def led_by(person: User) -> School | None:
    """The school of which the person is head."""
    post = active_assignments().filter(user=person, role=SchoolsRole.HEADTEACHER).order_by("pk").first()
    return School.objects.select_related("scope").filter(scope=post.scope).first() if post else None


def demonstration_group(people: dict[str, User]) -> Group | None:
    """The main group of the school of head@, which convenor@ convenes."""
    school = led_by(people["head"])
    return (
        Group.objects.filter(members__school=school, members__left_on__isnull=True, tier__is_main=True)
        .select_related("scope", "tier", "region")
        .order_by("pk")
        .first()
    )


def started_on(year: int) -> dt.date:
    return dt.date(year - 1, 9, 15)


@transaction.atomic
def add_groups(*, region: Region, people: dict[str, User]) -> bool:
    """Unless the region has groups already. Whether they were added."""
    if Group.objects.filter(region=region).exists():
        return False
    schools = list(School.objects.of_region().open().select_related("scope").order_by("number"))
    primary, secondary = deal(schools)
    year = review_year() - 1
    numbered = [("Primary group", "Grŵp cynradd", members) for members in primary]
    numbered += [("Secondary group", "Grŵp uwchradd", members) for members in secondary]
    counts: dict[str, int] = {}
    topics = {topic.code: topic for topic in Topic.objects.all()}
    head = led_by(people["head"])
    for place, (english, welsh, members) in enumerate(numbered):
        counts[english] = counts.get(english, 0) + 1
        own = head in members
        facts: dict[str, Any] = {
            "name_cy": f"{welsh} {counts[english]}",
            "slug": f"{english.lower().replace(' ', '-')}-{counts[english]}-{year}",
            "year": year,
            "started_on": started_on(year),
        }
        codes = [TEXTS["topics"][place % len(TEXTS["topics"])]]
        if own:
            codes = TEXTS["own"]["topics"]
            facts |= {name: TEXTS["own"][name] for name in ("purpose_en", "purpose_cy")}
        group = make(region, "sig", f"{english} {counts[english]}", members, people, **facts)
        add_topics(group, [topics[code] for code in codes if code in topics])
        if own and head:
            convene(group, [school for school in members if school != head], people)
        else:
            seat_head_of(group, members[0], "convenor", people)
    add_siglets(region, schools, people, topics)
    return True


def make(
    region: Region, tier: str, name_en: str, members: list[School], people: dict[str, User], **facts: Any
) -> Group:
    by = people["consortium"]
    kind = Tier.objects.get(code=tier)
    group = form_group(region=region, tier=kind, name_en=name_en, by=by, **facts)
    GroupMember.objects.bulk_create(
        GroupMember(
            group=group, school=school, is_main=kind.is_main, joined_on=group.started_on, joined_by=by
        )
        for school in members
    )
    return group


def add_topics(group: Group, topics: list[Topic]) -> None:
    GroupTopic.objects.bulk_create(GroupTopic(group=group, topic=topic) for topic in topics)


def convene(group: Group, others: list[School], people: dict[str, User]) -> None:
    """The deputy of a school that the first head does not lead."""
    seat = give_seat(
        group=group,
        kind=SeatKind.objects.get(code="convenor"),
        person=people["convenor"],
        office=others[0].name_en if others else "",
        by=people["consortium"],
    )
    GroupSeat.objects.filter(pk=seat.pk).update(starts_on=group.started_on)
    if others and others[0].scope:
        give_role(
            person=people["convenor"],
            role=SchoolsRole.TEACHER,
            scope=others[0].scope,
            by=people["consortium"],
        )


def seat_head_of(group: Group, school: School, kind: str, people: dict[str, User]) -> None:
    """The head as the school's contacts name them, without an account."""
    head = Contact.objects.filter(school=school, role=ContactRole.HEAD).first()
    if head is None:
        return
    GroupSeat.objects.create(
        group=group,
        kind=SeatKind.objects.get(code=kind),
        name=head.name,
        office=school.name_en,
        starts_on=group.started_on,
        given_by=people["consortium"],
    )


def add_siglets(
    region: Region, schools: list[School], people: dict[str, User], topics: dict[str, Topic]
) -> None:
    head, welsh_head = led_by(people["head"]), led_by(people["head2"])
    secondary = [s for s in schools if s.phase == Phase.SECONDARY and s != head]
    welsh = [s for s in schools if s.phase == Phase.PRIMARY and s.medium == Medium.WELSH and s != welsh_head]
    planned = [
        ("siglet", "siglet_welsh", [welsh_head, *welsh[:2]], False),
        ("siglet", "siglet_attendance", [head, *secondary[3:5]], True),
        ("network", "network", [head, welsh_head, *secondary[8:14], *welsh[4:8]], True),
    ]
    for tier, name, members, is_open in planned:
        text = TEXTS[name]
        group = make(
            region,
            tier,
            text["name_en"],
            [school for school in members if school],
            people,
            is_open=is_open,
            started_on=started_on(review_year()),
            **{key: text[key] for key in ("name_cy", "purpose_en", "purpose_cy")},
        )
        add_topics(group, [topics[text["topic"]]])
        first = members[0]
        leader = people["head2"] if name == "siglet_welsh" else people["head"]
        if first:
            give_seat(
                group=group,
                kind=SeatKind.objects.get(code="convenor"),
                person=leader,
                office=first.name_en,
                by=people["consortium"],
            )
