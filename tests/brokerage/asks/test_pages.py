"""From a need to an invitation in the pages: asked by the head, decided and matched by the adviser."""

import datetime as dt

import pytest
from django.test import Client

from brokerage.enums import AskState, HelpKind, InvitationState, Refusal
from brokerage.models import Ask, Invitation
from brokerage.services.inviting import answer_invitation
from core import clock
from core.models import User
from schools.enums import Role
from schools.models import School, Topic
from tests.brokerage.asks.asking import day, decided, entered, posted
from tests.brokerage.making import make_offer
from tests.factories import give_role, make_person, make_school
from tests.personas import World
from tests.schools.strengths.saying import a_need
from tests.sigs.factories import make_group

pytestmark = pytest.mark.django_db

REASON = "They have done this with an intake like yours."


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def kind_posted(kind: str = HelpKind.LIGHT_LINK, **facts: str) -> dict[str, str]:
    reasons = {f"not_{one}": "Not enough" for one in ("own_staff", "cluster", "group", "programme")}
    lines = dict.fromkeys(("with_whom", "what", "when", "how_known"), "Said")
    return {"kind": kind, "because": "A few days are enough", **reasons, **lines, **facts}


def choice(school: School, **facts: object) -> dict[str, object]:
    by = clock.today() + dt.timedelta(days=8)
    said = {"supplier": school.number, "days": "3", "reason": REASON, "language": "en", "act": "invite"}
    return {**said, **day("answer_by", by), **facts}


def looking(world: World) -> Ask:
    ask = entered(world.school, world.people.head)
    decided(ask, world.people.adviser)
    return ask


def suppliers(world: World, *days: str) -> list[School]:
    """Schools of another authority that offer reading."""
    topic = Topic.objects.get(code="reading")
    found = []
    for place, number in enumerate(days):
        school = make_school("674", name=f"Ysgol Gyfun {place}")
        make_offer(school, by=world.people.consortium, topic=topic, days=number)
        found.append(school)
    return found


def test_from_the_need_to_the_invitation(world: World) -> None:
    head, adviser = signed_in(world.people.head), signed_in(world.people.adviser)
    need = a_need(world.school, world.people.head, "reading")
    first, second = suppliers(world, "10", "4")

    page = head.get(f"/en/schools/{world.school.number}/strengths/").content.decode()
    address = f"/en/schools/{world.school.number}/asks/new/?need={need.public_id}"
    assert address in page
    # The need's own words stand in the form, and its topic is not asked for again.
    form = head.get(address).content.decode()
    assert need.text in form
    assert 'name="topic"' not in form
    answer = head.post(address, posted(text="Reading in Year 5"))
    ask = Ask.objects.get(need=need)
    assert answer.url == f"/en/asks/{ask.public_id}/"

    assert "Decide on the kind of help for 1 need" in adviser.get("/en/home/").content.decode()
    assert adviser.post(f"/en/asks/{ask.public_id}/kind/", kind_posted()).status_code == 302
    match = f"/en/brokerage/match/{ask.public_id}/"
    page = adviser.get(match).content.decode()
    assert first.name_en in page
    assert second.name_en in page

    answer = adviser.post(match, choice(first))
    assert answer.url == f"{match}next/"
    assert "is asked to help" in adviser.get(answer.url).content.decode()
    invitation = Invitation.objects.get()
    assert (invitation.state, invitation.offer.school, invitation.reason) == ("sent", first, REASON)
    assert invitation.points["total"] > 0
    ask.refresh_from_db()
    assert ask.state == AskState.INVITED
    # The school that asks reads why, without points.
    page = head.get(f"/en/asks/{ask.public_id}/").content.decode()
    assert REASON in page
    assert "match points" not in page
    # Nobody is looked for meanwhile.
    assert adviser.get(match).url == f"/en/asks/{ask.public_id}/"


def test_every_lighter_kind_is_asked_about(world: World) -> None:
    ask = entered(world.school, world.people.head)
    adviser = signed_in(world.people.adviser)
    address = f"/en/asks/{ask.public_id}/kind/"

    answer = adviser.post(address, kind_posted(not_cluster="", when=""))

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "The cluster: say why it is not enough here." in page
    assert "A lighter link: say when." in page
    # Of heavier kinds nothing is asked.
    assert adviser.post(address, kind_posted(HelpKind.OWN_STAFF, not_cluster="")).status_code == 302


def test_saved_without_inviting(world: World) -> None:
    ask, (school,) = looking(world), suppliers(world, "10")
    adviser = signed_in(world.people.adviser)
    match = f"/en/brokerage/match/{ask.public_id}/"

    adviser.post(match, choice(school, act="save"))

    assert Invitation.objects.get().state == InvitationState.DRAFT
    assert "is chosen and not asked yet" in adviser.get(f"{match}next/").content.decode()
    # A draft is the broker's own.
    page = signed_in(world.people.head).get(f"/en/asks/{ask.public_id}/").content.decode()
    assert REASON not in page
    assert school.name_en not in page


def test_the_school_that_asks_does_not_learn_why_another_refuses(world: World) -> None:
    ask, (school,) = looking(world), suppliers(world, "10")
    supplier = make_person("Pennaeth Arall", email="arall@demo.example")
    give_role(supplier, Role.HEADTEACHER, school.scope)
    adviser = signed_in(world.people.adviser)
    adviser.post(f"/en/brokerage/match/{ask.public_id}/", choice(school))
    answer_invitation(
        invitation=Invitation.objects.get(),
        accept=False,
        refusal=Refusal.STAFF,
        words="Two teachers are ill",
        language="en",
        by=supplier,
    )
    address = f"/en/asks/{ask.public_id}/"

    page = signed_in(world.people.head).get(address).content.decode()
    assert "does not help this time" in page
    assert "Two teachers are ill" not in page
    assert str(Refusal.STAFF.label) not in page
    page = adviser.get(address).content.decode()
    assert "Two teachers are ill" in page
    assert str(Refusal.STAFF.label) in page
    # It is with the broker again, and that school is not proposed a second time.
    page = adviser.get(f"/en/brokerage/match/{ask.public_id}/").content.decode()
    assert "Asked already, and not available" in page


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"days": "11"}, "10"),
        ({"days": "-1"}, "Enter the days in quarters"),
        ({"days": "0.3"}, "Enter the days in quarters"),
        ({"reason": ""}, "Say why this school"),
        ({"supplier": "6819901"}, "This school can no longer be chosen"),
        ({"supplier": ""}, "Choose a school, or none of them"),
    ],
    ids=["beyond the offer", "below zero", "no quarters", "no reason", "itself", "nobody"],
)
def test_what_cannot_be_chosen_is_refused(world: World, facts: dict[str, str], sentence: str) -> None:
    ask, (school,) = looking(world), suppliers(world, "10")
    adviser = signed_in(world.people.adviser)

    answer = adviser.post(f"/en/brokerage/match/{ask.public_id}/", choice(school, **facts))

    assert answer.status_code in {409, 422}
    assert sentence in answer.content.decode()
    assert not Invitation.objects.exists()
    ask.refresh_from_db()
    assert ask.state == AskState.OPEN


def test_a_last_day_in_the_past_stores_nothing(world: World) -> None:
    """Choosing and inviting are one step: where the second is refused, the first is not kept."""
    ask, (school,) = looking(world), suppliers(world, "10")
    yesterday = day("answer_by", clock.today() - dt.timedelta(days=1))

    answer = signed_in(world.people.adviser).post(
        f"/en/brokerage/match/{ask.public_id}/", choice(school, **yesterday)
    )

    assert answer.status_code == 422
    assert not Invitation.objects.exists()


def test_nobody_suitable_goes_to_the_board_with_the_rule(world: World) -> None:
    ask, adviser = looking(world), signed_in(world.people.adviser)
    primary = make_school("674", name="Ysgol Fach", phase="primary")
    make_offer(primary, by=world.people.consortium, topic=ask.topic)
    match = f"/en/brokerage/match/{ask.public_id}/"

    page = adviser.get(match).content.decode()
    assert "Another phase" in page
    assert "Without this rule 1 school could help." in page

    adviser.post(f"{match}unmet/", {"because": "Only primary schools offer it"})
    ask.refresh_from_db()
    assert (ask.state, ask.unmet_because) == (AskState.UNMET, "Only primary schools offer it")
    board = signed_in(world.people.consortium).get("/en/brokerage/unmet/").content.decode()
    assert "Only primary schools offer it" in board

    adviser.post(f"/en/asks/{ask.public_id}/look-again/")
    ask.refresh_from_db()
    assert ask.state == AskState.OPEN


def test_none_of_these_needs_no_days(world: World) -> None:
    ask, (school,) = looking(world), suppliers(world, "10")
    address = f"/en/brokerage/match/{ask.public_id}/"
    facts = choice(school, supplier="none", days="", reason="All of them are busy")

    assert signed_in(world.people.adviser).post(address, facts).status_code == 302
    ask.refresh_from_db()
    assert (ask.state, ask.unmet_because) == (AskState.UNMET, "All of them are busy")


def test_the_loser_of_two_editors_keeps_the_text(world: World) -> None:
    ask = entered(world.school, world.people.head)
    address = f"/en/asks/{ask.public_id}/change/"
    head, adviser = signed_in(world.people.head), signed_in(world.people.adviser)
    facts = posted(version=1)
    head.post(address, {**facts, "text": "Said by the head"})

    answer = adviser.post(address, {**facts, "text": "Said by the adviser"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Said by the adviser" in page
    assert "Said by the head" in page
    assert 'name="version" value="2"' in page

    assert adviser.post(address, {**facts, "text": "Agreed", "version": 2}).status_code == 302
    ask.refresh_from_db()
    assert ask.text == "Agreed"


def test_lists_show_each_their_own(world: World) -> None:
    entered(world.school, world.people.head, text="Said by the first school")
    entered(world.other_school, world.people.other_head, text="Said by the other school")
    seen = {}
    for name in ("head", "other_head", "adviser", "authority_officer", "consortium"):
        page = signed_in(getattr(world.people, name)).get("/en/brokerage/").content.decode()
        seen[name] = {word for word in ("first", "other") if f"Said by the {word} school" in page}

    assert seen == {
        "head": {"first"},
        "other_head": {"other"},
        "adviser": {"first"},
        "authority_officer": {"other"},
        "consortium": {"first", "other"},
    }


def test_filters_leave_what_they_say(world: World) -> None:
    entered(world.school, world.people.head, text="Kind not decided")
    decided(entered(world.other_school, world.people.other_head, text="Looking"), world.people.consortium)
    client = signed_in(world.people.consortium)

    def found(query: str) -> set[str]:
        page = client.get(f"/en/brokerage/?{query}").content.decode()
        return {text for text in ("Kind not decided", "Looking") if f">{text}</small>" in page}

    assert found("state=entered") == {"Kind not decided"}
    assert found("kind=light_link") == {"Looking"}
    assert found("authority=cardiff") == {"Kind not decided"}
    assert found("topic=languages") == {"Kind not decided", "Looking"}
    assert found("topic=mathematics") == set()
    assert found("q=arall") == {"Looking"}
    assert found("state=nonsense") == {"Kind not decided", "Looking"}


def test_a_convenor_asks_for_the_group(world: World) -> None:
    people = world.people
    group = make_group(world.school, by=people.consortium, convenor=people.convenor)
    client = signed_in(people.convenor)
    address = f"/en/groups/{group.slug}/ask/"

    assert address in client.get(f"/en/groups/{group.slug}/").content.decode()
    assert client.post(address, posted(school=world.school.number)).url == address
    assert Ask.objects.get().group == group
    assert "Asked so far" in client.get(address).content.decode()
