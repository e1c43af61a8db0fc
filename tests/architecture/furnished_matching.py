"""The region matched once, points decided on once, and two schools that could give and get."""

from brokerage.enums import AskState
from brokerage.models import Ask, RegionMatch
from brokerage.queries.weights import weights_on
from brokerage.services.regionmatch import carry_out, start_match
from brokerage.services.weighing import Numbers, set_weights
from core import clock
from core.jobs import work
from core.models import User
from schools.models import Need, School, Strength, Topic
from tests.personas import World


def add_matching(world: World, schools: list[School]) -> None:
    by = world.people.consortium
    set_weights(
        region=world.region,
        numbers=Numbers.of(weights_on()),
        valid_from=clock.today(),
        because="Evidence first",
        language="en",
        version=0,
        by=by,
    )
    add_give_and_get(schools[:2], by)
    add_match(by)


def add_more_matching(world: World, schools: list[School]) -> None:
    add_give_and_get(schools[2:6], world.people.consortium)
    for _ in range(2):
        add_match(world.people.consortium)


def add_match(by: User) -> RegionMatch:
    from_region = Ask.objects.filter(state__in=[AskState.OPEN, AskState.UNMET]).first()
    assert from_region is not None
    region = from_region.school.authority.region
    match = start_match(region=region, by=by)
    assert match.job is not None
    work(match.job.pk, carry_out)
    match.refresh_from_db()
    return match


def add_give_and_get(schools: list[School], by: User) -> None:
    """Each is strong where the next has a need, in pairs."""
    first, second = Topic.objects.filter(parent__isnull=False)[4:6]
    for place, school in enumerate(schools):
        strong, weak = (first, second) if place % 2 == 0 else (second, first)
        now = clock.now()
        facts = {"text": "Calm corridors", "stated_side": "school", "stated_at": now, "stated_by": by}
        if not Strength.objects.filter(school=school, topic=strong, state="held").exists():
            other = User.objects.exclude(pk=by.pk).order_by("pk").first()
            Strength.objects.create(
                school=school, topic=strong, confirmed_at=now, confirmed_by=other, **facts
            )
        if not Need.objects.filter(school=school, topic=weak, state="open").exists():
            Need.objects.create(school=school, topic=weak, **facts)


def the_match() -> RegionMatch:
    return RegionMatch.objects.filter(state="done").earliest("pk")
