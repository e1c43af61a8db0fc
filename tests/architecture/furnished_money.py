"""Money, evaluations, summaries and findings of the two groups of the furnished world."""

import datetime as dt
from decimal import Decimal

from core import clock
from core.enums import Language
from schools.models import Topic
from sigs.enums import FindingState, SpendKind, TrancheState
from sigs.models import (
    Conference,
    Evaluation,
    EvaluationCheck,
    Finding,
    Grant,
    Group,
    InnovationCall,
    Summary,
    Tranche,
    TransitionTheme,
)
from sigs.queries.checking import prompts
from sigs.services.evaluating import (
    answer_prompts,
    ask_question,
    begin_evaluation,
    save_evaluation,
    submit_evaluation,
)
from sigs.services.money import place_bid, plan_tranches, release_tranche, save_call, write_line
from sigs.services.pilots import begin_pilot
from sigs.services.spreading import (
    open_summary,
    publish_finding,
    publish_programme,
    save_conference,
    save_finding,
    save_session,
    save_summary,
    share_summary,
)
from sigs.services.transition import save_theme
from tests.personas import World
from tests.sigs.factories import make_group
from tests.sigs.money.funds import make_grant

YEAR = 2026
TEXTS = {
    "changed": "Teachers model their reading aloud.",
    "classrooms": 14,
    "evidence": "Fourteen lessons were seen by pairs.",
    "spread": "Two further year groups.",
    "did_not_work": "Meetings after school.",
    "share_wider": "The observation card.",
    "rung": "practice",
    "rung_because": "Seen by a partner in each classroom.",
}


def add_money(world: World, own: Group, other: Group) -> None:
    by = world.people.consortium
    grant = make_grant(by)
    for group in (own, other):
        first, _second = (
            plan_tranches(grant=grant, groups=[group], amount=Decimal(500), due_on=day, by=by)[0]
            for day in (clock.today(), clock.today() + dt.timedelta(days=90))
        )
        release_tranche(tranche=first, by=by)
        for number in range(2):
            write_line(
                tranche=first,
                kind=SpendKind.COVER,
                what=f"Cover {number}",
                amount=Decimal(10),
                school=group.members.earliest("pk").school,
                by=world.people.convenor,
            )
    call = save_call(
        grant=grant,
        by=by,
        name_en="Try something",
        name_cy="Rhowch gynnig",
        about_en="Small trials.",
        about_cy="Treialon bach.",
        opens_on=clock.today(),
        closes_on=clock.today() + dt.timedelta(days=30),
        most=Decimal(400),
    )
    for group in (own, other):
        a_bid(call, group, world)
    for group in (own, other):
        evaluated(group, world)
    check_each_other(own, other, world)
    spread(world, own, other)
    for group in (own, other):
        a_pilot(group, world)
    cluster = make_group(
        world.school, by=by, name="Clwstwr Brawf", tier="cluster", convenor=world.people.convenor
    )
    a_theme(cluster, world)


def a_bid(call: InnovationCall, group: Group, world: World) -> None:
    place_bid(
        call=call,
        group=group,
        what="Books that talk",
        why="Pupils hear two languages.",
        amount=Decimal(300),
        until=clock.today() + dt.timedelta(days=100),
        by=world.people.convenor,
    )


def evaluated(group: Group, world: World) -> Evaluation:
    made = begin_evaluation(group=group, language=Language.ENGLISH, by=world.people.convenor)
    save_evaluation(evaluation=made, version=1, by=world.people.convenor, **TEXTS)
    submit_evaluation(evaluation=made, by=world.people.convenor)
    return made


def check_each_other(own: Group, other: Group, world: World) -> None:
    """The group of the convenor looks at the other one's: its own is looked at by nobody yet, since a pair
    goes one way."""
    evaluation = Evaluation.objects.get(group=other)
    check = EvaluationCheck.objects.get(evaluation=evaluation)
    assert check.checker == own
    ask_question(check=check, text="How were the pairs chosen?", by=world.people.convenor)
    answer_prompts(check=check, answers=dict.fromkeys(prompts(), "Borne out."), by=world.people.convenor)


def spread(world: World, own: Group, other: Group) -> None:
    by = world.people.convenor
    for group in (own, other):
        save_summary(evaluation=Evaluation.objects.get(group=group), version=0, by=by, **WRITTEN)
    # The own one is open to the region, the other one a draft.
    opened = Summary.objects.get(group=own)
    share_summary(summary=opened, by=by)
    open_summary(summary=opened, by=by)
    findings = [a_finding(group, number, world) for group in (own, other) for number in range(2)]
    publish_finding(finding=findings[0], by=by)
    publish_finding(finding=findings[2], by=by)
    session(a_conference(YEAR, world), findings[0], world)
    last = a_conference(YEAR - 1, world)
    session(last, findings[0], world)
    publish_programme(conference=last, by=world.people.consortium)


def a_conference(year: int, world: World) -> Conference:
    return save_conference(
        region=world.region,
        by=world.people.consortium,
        year=year,
        name_en=f"Summer conference {year}",
        name_cy=f"Cynhadledd yr haf {year}",
        held_on=dt.date(year, 7, 3),
        place="Neuadd y Ddinas",
    )


def session(conference: Conference, finding: Finding, world: World) -> None:
    save_session(conference=conference, by=world.people.consortium, finding=finding, **slot(10, "A"))


WRITTEN = {
    f"{name}_{language}": text
    for language, text in (("en", "Reading aloud"), ("cy", "Darllen yn uchel"))
    for name in ("title", "tried", "changed", "learned")
}


def a_finding(group: Group, number: int, world: World) -> Finding:
    return save_finding(
        group=group,
        by=world.people.convenor,
        topic=Topic.objects.earliest("pk"),
        title_en=f"Reading aloud {number}",
        title_cy=f"Darllen yn uchel {number}",
        text_en="What we found.",
        text_cy="Yr hyn a gawsom.",
    )


def slot(hour: int, room: str) -> dict[str, object]:
    return {
        "starts_at": dt.time(hour),
        "ends_at": dt.time(hour, 45),
        "room": room,
        "speakers_en": "Headteacher, Ysgol Gyfun Brawf",
        "speakers_cy": "Pennaeth, Ysgol Gyfun Brawf",
        "language": "both",
    }


def a_pilot(group: Group, world: World) -> None:
    begin_pilot(
        group=group,
        title="Reading each other’s reviews",
        functions="Reads each other’s own review",
        starts_on=clock.today(),
        ends_on=clock.today() + dt.timedelta(days=200),
        risks="Heads spare one another.",
        baseline="The adviser reads each review alone.",
        language=Language.ENGLISH,
        by=world.people.consortium,
    )


def a_theme(cluster: Group, world: World) -> None:
    save_theme(
        group=cluster,
        by=world.people.convenor,
        theme_en="Reading",
        theme_cy="Darllen",
        again_en="The same list of books.",
        again_cy="Yr un rhestr o lyfrau.",
        who_en="Literacy lead",
        who_cy="Arweinydd llythrennedd",
        by_when=clock.today(),
    )


def add_more_money(own: Group, other: Group, world: World) -> None:
    """More of everything that stands in a list."""
    grant = Grant.objects.earliest("pk")
    for group in (own, other):
        tranche = Tranche.objects.filter(group=group, state=TrancheState.RELEASED).earliest("pk")
        school = group.members.earliest("pk").school
        for number in range(5):
            write_line(
                tranche=tranche,
                kind=SpendKind.COVER,
                what=f"More cover {number}",
                amount=Decimal(1),
                school=school,
                by=world.people.convenor,
            )
        plan_tranches(
            grant=grant, groups=[group], amount=Decimal(5), due_on=clock.today(), by=world.people.consortium
        )
        for number in range(2, 5):
            publish_finding(finding=a_finding(group, number, world), by=world.people.convenor)
    for _number in range(3):
        a_theme(TransitionTheme.objects.earliest("pk").group, world)
        a_pilot(own, world)
    for number in range(4):
        make_grant(world.people.consortium, name_en=f"Grant {number}")
    conference = Conference.objects.get(year=YEAR - 1)
    for place, finding in enumerate(Finding.objects.filter(state=FindingState.PUBLISHED, sessions=None)):
        save_session(
            conference=conference,
            by=world.people.consortium,
            finding=finding,
            **slot(11 + place // 2, f"B{place}"),
        )
