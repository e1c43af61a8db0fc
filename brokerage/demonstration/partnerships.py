"""Partnerships of the demonstration in every state, over the year that is past: those of head@, head2@ and
adviser@, and some of other schools."""

import datetime as dt
import json
from collections.abc import Iterator
from decimal import Decimal
from itertools import cycle
from pathlib import Path
from typing import Any

from django.db import transaction

from brokerage.demonstration.past import days_ago
from brokerage.enums import PartnershipKind, Permission, Side, TaskState
from brokerage.models import Partnership
from brokerage.services import partnerships as services
from core import clock
from core.authorise import posts
from core.models import User
from schools.enums import Phase, Role
from schools.models import Indicator, Region, School, Topic
from schools.queries.support.people import holders
from schools.queries.support.ties import is_tied

SCRIPTS = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))


@transaction.atomic
def add_partnerships(*, region: Region, people: dict[str, User]) -> bool:
    """Unless the consortium has set up some already. Whether they were added."""
    if Partnership.objects.filter(region=region, broker=people["consortium"]).exists():
        return False
    helpers = with_heads(region, people)
    topics = {topic.code: topic for topic in Topic.objects.filter(parent__isnull=False)}
    used: set[int] = set()
    added = False
    for script in SCRIPTS:
        first = school_of(script, people, helpers, used)
        if first is None:
            continue
        n = 2 if script["kind"] == PartnershipKind.TRIO else 1
        days = Decimal(script["days"])
        gives = script["side"] == Side.PROVIDES
        free = helpers if gives else [one for one in helpers if has_room(one, days)]
        others = partners_for(first, n, free, used)
        if others and (not gives or has_room(first, days)):
            used |= {first.pk, *(school.pk for school in others)}
            play(script, first, others, topics[script["topic"]], people)
            added = True
    return added


def with_heads(region: Region, people: dict[str, User]) -> list[School]:
    """Open schools for which somebody speaks and to which the consortium’s person is not tied, in order."""
    schools = (
        School.objects.of_region()
        .open()
        .filter(
            authority__region=region,
            phase__in=[Phase.PRIMARY, Phase.SECONDARY],
            scope__assignments__role=Role.HEADTEACHER,
        )
        .select_related("scope", "authority__region")
        .order_by("number")
        .distinct()
    )
    return [school for school in schools if not is_tied(people["consortium"], school)]


def has_room(school: School, days: Decimal) -> bool:
    """In each of its offers; a school without one promises freely."""
    return all(offer.promised + days <= offer.days for offer in school.offers.exclude(willing="no"))


def own_school(person: User) -> School | None:
    rows = School.objects.held_by(person, Permission.WORK_IN_PARTNERSHIP).select_related(
        "scope", "authority__region"
    )
    return rows.order_by("number").first()


def school_of(
    script: dict[str, Any], people: dict[str, User], helpers: list[School], used: set[int]
) -> School | None:
    if script["who"] in {"head", "head2"}:
        return own_school(people[script["who"]])
    permission = Permission.KEEP_PARTNERSHIP
    if script["who"] == "adviser":
        seen = set(School.objects.held_by(people["adviser"], permission).values_list("pk", flat=True))
        return next((one for one in helpers if one.pk in seen and one.pk not in used), None)
    return next((one for one in helpers if one.pk not in used), None)


def partners_for(first: School, n: int, helpers: list[School], used: set[int]) -> list[School]:
    """Of the same phase and medium where there are some; of another authority first."""
    free = [one for one in helpers if one.pk not in used and one.pk != first.pk]
    fitting = [one for one in free if one.phase == first.phase and one.medium == first.medium]
    fitting = fitting if len(fitting) >= n else [one for one in free if one.phase == first.phase]
    chosen = sorted(fitting, key=lambda one: (one.authority_id == first.authority_id, one.number))[:n]
    return chosen if len(chosen) == n else []


def play(
    script: dict[str, Any], first: School, others: list[School], topic: Topic, people: dict[str, User]
) -> None:
    broker, age = people["consortium"], script["age"]
    other_side = Side.PROVIDES if script["side"] == Side.RECEIVES else Side.RECEIVES
    with days_ago(age) as day:
        partnership = services.open_partnership(
            kind=script["kind"],
            schools=[(first, Side(script["side"])), *((school, other_side) for school in others)],
            topic=topic,
            title=script["title"],
            language=script["language"],
            reason=script["reason"],
            days=Decimal(script["days"]),
            starts_on=day,
            ends_on=day + dt.timedelta(days=script["length"]),
            by=broker,
        )
    heads = [holders(Permission.SPEAK_FOR_HELP, school)[0] for school in (first, *others)]
    for head in heads:
        # Read now and kept with the person: a post may be younger than what is told of it.
        posts(head)
    if script["state"] == "agreeing":
        with days_ago(age - 3):
            services.agree(partnership=partnership, by=heads[1])
        return
    for head in heads:
        with days_ago(age - 4):
            services.agree(partnership=partnership, by=head)
    turns = cycle(heads)
    set_out(partnership, script, first, heads[0], broker)
    work(partnership, script, turns, broker)
    end(partnership, script, broker)


def set_out(
    partnership: Partnership, script: dict[str, Any], first: School, head: User, broker: User
) -> None:
    language, age = script["language"], script["age"]
    with days_ago(age - 6):
        for row in script.get("objectives", []):
            services.add_objective(partnership=partnership, by=head, **objective_facts(row, first, language))
        for what, amount, _spent in script.get("money", []):
            services.plan_money(
                partnership=partnership,
                what=what,
                amount=Decimal(amount),
                source="The consortium’s own budget",
                language=language,
                by=broker,
            )
        for text, phase, _state, due in script.get("tasks", []):
            services.add_task(
                partnership=partnership,
                text=text,
                phase=phase,
                owner_school=first,
                due_on=clock.today() + dt.timedelta(days=due + age - 6),
                language=language,
                by=head,
            )


def objective_facts(row: dict[str, Any], school: School, language: str) -> dict[str, Any]:
    facts = {name: row[name] for name in ("kind", "text", "success")}
    if row["kind"] == "count":
        return {
            **facts,
            "language": language,
            "baseline": Decimal(row["baseline"]),
            "target": Decimal(row["target"]),
        }
    if row["kind"] == "words":
        return {**facts, "language": language, "baseline_words": row["baseline_words"]}
    indicator = Indicator.objects.get(code=row["indicator"])
    years = school.results.filter(indicator=indicator).order_by("-year").values_list("year", flat=True)
    return {
        **facts,
        "language": language,
        "school": school,
        "indicator": indicator,
        "baseline_year": years[0] if years else clock.today().year - 1,
    }


def work(partnership: Partnership, script: dict[str, Any], turns: Iterator[User], broker: User) -> None:
    language = script["language"]
    for on, days, side, state, what in script.get("days_plan", []):
        plan(partnership, on, Decimal(days), side, state, what, language, next(turns), script["age"])
    for on, kind, text, next_step in script.get("contacts", []):
        with days_ago(-on) as day:
            services.log_contact(
                partnership=partnership,
                on=day,
                kind=kind,
                text=text,
                next_step=next_step,
                language=language,
                by=next(turns),
            )
    reviews = list(partnership.reviews.all())
    for review, (on, progress, words, next_step) in zip(reviews, script.get("reviews", []), strict=False):
        with days_ago(-on) as day:
            services.hold_review(
                review=review,
                held_on=day,
                progress=progress,
                words=words,
                next_step=next_step,
                language=language,
                version=review.version,
                by=next(turns),
            )
    said = {row["text"]: row for row in script.get("objectives", []) if row.get("now_words")}
    with days_ago(min(5, script["age"])) as day:
        for objective in partnership.objectives.filter(text__in=said):
            row = said[objective.text]
            services.say_now(
                objective=objective,
                now=Decimal(row["now"]) if "now" in row else None,
                now_words=row["now_words"],
                now_on=day,
                version=objective.version,
                by=next(turns),
            )
    for text, _phase, state, _due in script.get("tasks", []):
        task = partnership.tasks.get(text=text)
        if state != task.state:
            services.move_task(task=task, state=TaskState(state), version=task.version, by=next(turns))
    for what, _amount, spent in script.get("money", []):
        money = partnership.planned_money.get(what=what)
        services.spend_money(money=money, spent=Decimal(spent), version=money.version, by=broker)


def plan(
    partnership: Partnership,
    on: int,
    days: Decimal,
    side: str,
    state: str,
    what: str,
    language: str,
    by: User,
    age: int,
) -> None:
    partner = partnership.partners.filter(side=side).select_related("school__scope").first()
    if partner is None:
        return
    with days_ago(min(age - 5, max(-on, 0) + 10)):
        day = services.plan_day(
            partnership=partnership,
            partner=partner,
            on=clock.today() + dt.timedelta(days=on + min(age - 5, max(-on, 0) + 10)),
            days=days,
            what=what,
            language=language,
            by=by,
        )
    if state == "used":
        with days_ago(-on):
            services.use_day(day=day, days=days, by=by)


def end(partnership: Partnership, script: dict[str, Any], broker: User) -> None:
    partnership.refresh_from_db()
    state, language = script["state"], script["language"]
    if state == "paused":
        with days_ago(20):
            services.pause(partnership=partnership, because=script["because"], language=language, by=broker)
    if state == "stopped":
        with days_ago(120):
            services.stop(partnership=partnership, because=script["because"], language=language, by=broker)
    if state == "closed":
        with days_ago(max(script["age"] - script["length"] - 8, 1)):
            evaluation = services.name_evaluator(partnership=partnership, evaluator=broker, by=broker)
            services.write_evaluation(
                evaluation=evaluation,
                version=evaluation.version,
                finish=True,
                language=language,
                by=broker,
                **script["evaluation"],
            )
            services.close(partnership=partnership, by=broker)
