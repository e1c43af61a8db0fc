"""Wishes, a draft with the heads, groups that were published, and workshops in the furnished world."""

from core import clock
from core.models import User
from schools.models import School, Topic
from sigs.enums import CompositionState, DraftState
from sigs.models import Composition, DraftPlace, Group, Publication, PublishedGroup, Wish
from sigs.services.drafts.answering import answer_draft
from sigs.services.wishes.answering import Wished, give_wishes
from sigs.services.workshops.places import sign_up
from tests.personas import World
from tests.sigs.drafts.factories import make_composition, make_run, sent_draft
from tests.sigs.wishes.factories import make_round, opened_round
from tests.sigs.workshops.factories import make_workshop, open_workshop, past

WITH_HEADS = "With the heads"
PUBLISHED = "Made into groups"
OPEN_ROUND, PREPARED_ROUND = 2029, 2030
SNOW = "Snow on the roads"


def add_drafts(world: World, schools: list[School], group: Group) -> None:
    people, by = world.people, world.people.consortium
    make_round(by, year=PREPARED_ROUND)
    asking = opened_round(by, year=OPEN_ROUND)
    third = schools[2]
    for school, head in ((world.school, people.head), (world.other_school, people.other_head)):
        wish = Wish.objects.get(round=asking, school=school)
        topics = list(Topic.objects.values_list("pk", flat=True)[:2])
        wished = Wished(topics=topics, schools=[third.pk], remark="Diolch", written_in="cy")
        give_wishes(wish=wish, wished=wished, seen=wish.version, by=head)
    half = [world.school, *schools[2::2]]
    rest = [world.other_school, *schools[3::2]]
    composition = sent_draft([half, rest], by, name_en=WITH_HEADS, year=OPEN_ROUND)
    for school, head in ((world.school, people.head), (world.other_school, people.other_head)):
        say_something(composition, school, head)
    made = make_composition(by, name_en=PUBLISHED, year=2028)
    run = make_run(made, [half, rest], by)
    now = clock.now()
    facts = {"sent_run": run, "sent_at": now, "sent_by": by, "published_at": now, "published_by": by}
    Composition.objects.filter(pk=made.pk).update(state=CompositionState.PUBLISHED, **facts)
    publication = Publication.objects.create(composition=made, run=run, published_at=now, published_by=by)
    PublishedGroup.objects.create(publication=publication, group=group, number=1)
    add_workshops(world)


def say_something(composition: Composition, school: School, head: User) -> None:
    place = DraftPlace.objects.get(composition=composition, school=school)
    answer_draft(
        place=place, answer=DraftState.COMMENTED, text="A long way for us", seen=place.version, by=head
    )


def add_workshops(world: World) -> None:
    people, by = world.people, world.people.consortium
    make_workshop(by, title_en="Planned")
    workshop = open_workshop(by, title_en="Open", places=4)
    sign_up(workshop=workshop, person=people.head, school=world.school)
    held = open_workshop(by, title_en="Begun", places=4)
    sign_up(workshop=held, person=people.teacher, school=world.school)
    past(held)


def add_more_drafts(world: World) -> None:
    by = world.people.consortium
    for year in (2031, 2032, 2033):
        make_round(by, year=year)
        make_workshop(by, title_en=f"Workshop {year}")
    composition = Composition.objects.get(name_en=WITH_HEADS)
    for place in DraftPlace.objects.filter(composition=composition, state=DraftState.WAITING)[:4]:
        answer_draft(place=place, answer=DraftState.DECLINED, text="Not us", seen=place.version, by=by)
    for wish in Wish.objects.filter(round__year=OPEN_ROUND, state="waiting")[:4]:
        give_wishes(wish=wish, wished=Wished(partners="new"), seen=wish.version, by=by)
