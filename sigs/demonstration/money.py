"""Last year's money and evaluations: the first head's group in depth, a few others lightly."""

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from core import clock
from core.enums import Language
from core.models import Notice, User
from core.services.people import give_role
from schools.models import Region, Topic
from schools.queries.days import this_year
from sigs.demonstration.groups import demonstration_group
from sigs.enums import Role, SpendKind
from sigs.models import (
    Bid,
    Evaluation,
    EvaluationCheck,
    Finding,
    Grant,
    Group,
    InnovationCall,
    Summary,
    Tranche,
)
from sigs.queries.checking import prompts
from sigs.queries.groups import current_members
from sigs.services.evaluating import (
    accept_evaluation,
    answer_prompts,
    ask_question,
    assign_checker,
    begin_evaluation,
    finish_check,
    reply_to_question,
    save_evaluation,
    submit_evaluation,
)
from sigs.services.money import (
    decide_bid,
    hold_tranche,
    place_bid,
    plan_tranches,
    release_tranche,
    save_call,
    save_grant,
    take_back_line,
    withdraw_bid,
    write_line,
)
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

TEXTS: dict[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
OTHERS = 5


@transaction.atomic
def add_money(*, region: Region, people: dict[str, User]) -> bool:
    """Unless there is a grant already. Whether it was added."""
    group = demonstration_group(people)
    if group is None or "convenor2" not in people or Grant.objects.filter(region=region).exists():
        return False
    others = list(
        Group.objects.filter(tier=group.tier, region=region)
        .exclude(pk=group.pk)
        .select_related("scope", "tier", "region")
        .order_by("-pk")[:OTHERS]
    )
    told = set(Notice.objects.values_list("pk", flat=True))
    give_role(person=people["convenor2"], role=Role.CONVENOR, scope=others[0].scope, by=people["consortium"])
    last, this = add_grants(region, people["consortium"])
    evaluation = last_year(group, others[0], last, people)
    lightly(others, last, people)
    next_year(group, others, this, people)
    add_bids(group, others, add_call(this, people["consortium"]), people)
    spread(region, evaluation, others, people)
    # What it would have told people at the time is no news now.
    Notice.objects.exclude(pk__in=told).filter(kind__startswith="sigs/").delete()
    return True


def ago(days: int) -> dt.date:
    return clock.today() + dt.timedelta(days=days)


def add_grants(region: Region, by: User) -> tuple[Grant, Grant]:
    last, this = (
        save_grant(
            region=region,
            by=by,
            year=year,
            total=Decimal(total),
            receipt_from=Decimal(100),
            **TEXTS["grants"][name],
        )
        for name, year, total in (("last", this_year() - 1, 115000), ("this", this_year(), 120000))
    )
    return last, this


def plan(grant: Grant, groups: list[Group], amount: int, days: int, by: User) -> list[Tranche]:
    return plan_tranches(grant=grant, groups=groups, amount=Decimal(amount), due_on=ago(days), by=by)


def release(tranche: Tranche, days: int, by: User) -> Tranche:
    """As if it had been released then."""
    release_tranche(tranche=tranche, by=by)
    Tranche.objects.filter(pk=tranche.pk).update(decided_at=clock.now() + dt.timedelta(days=days))
    return tranche


def write_lines(tranche: Tranche, group: Group, lines: list[dict[str, Any]], by: User) -> None:
    schools = [member.school for member in current_members(group)]
    for row in lines:
        line = write_line(
            tranche=tranche,
            kind=SpendKind(row["kind"]),
            what=row["what"],
            amount=Decimal(row["amount"]),
            spent_on=ago(row["days"]),
            receipt=row["receipt"],
            school=schools[row["school"]] if "school" in row else None,
            by=by,
        )
        if "wrong" in row:
            take_back_line(line=line, because=row["wrong"], by=by)


def last_year(group: Group, checker: Group, grant: Grant, people: dict[str, User]) -> Evaluation:
    """Two tranches, spent; the first evaluated, checked and accepted, the second being evaluated."""
    by, convenor, text = people["consortium"], people["convenor"], TEXTS["own"]
    first = release(plan(grant, [group], 1500, -400, by)[0], -400, by)
    write_lines(first, group, text["lines"], convenor)
    evaluation = handed_in(group, text["evaluation"], convenor)
    check = assign_checker(evaluation=evaluation, checker=checker, by=by)
    question = ask_question(check=check, text=text["question"]["text"], by=people["convenor2"])
    reply_to_question(question=question, reply=text["question"]["reply"], by=convenor)
    answer_prompts(
        check=check,
        answers={element: text["check"][element.code] for element in prompts()},
        by=people["convenor2"],
    )
    finish_check(check=check, by=people["convenor2"])
    evaluation.refresh_from_db()
    accept_evaluation(evaluation=evaluation, by=by)
    then = clock.now() + dt.timedelta(days=-270)
    Evaluation.objects.filter(pk=evaluation.pk).update(
        begun_at=then, submitted_at=then, accepted_at=then + dt.timedelta(days=12)
    )
    EvaluationCheck.objects.filter(pk=check.pk).update(assigned_at=then, done_at=then + dt.timedelta(days=9))
    second = release(plan(grant, [group], 1000, -250, by)[0], -250, by)
    write_lines(second, group, text["second_lines"], convenor)
    draft = begin_evaluation(group=group, language=Language.ENGLISH, by=convenor)
    save_evaluation(evaluation=draft, version=1, by=convenor, **text["draft"])
    return evaluation


def handed_in(group: Group, texts: dict[str, Any], by: User) -> Evaluation:
    made = begin_evaluation(group=group, language=Language.ENGLISH, by=by)
    save_evaluation(evaluation=made, version=1, by=by, **texts)
    submit_evaluation(evaluation=made, by=by)
    return made


def lightly(others: list[Group], grant: Grant, people: dict[str, User]) -> None:
    """One tranche each; two of them evaluated, one by the group of the first head to look at."""
    by = people["consortium"]
    for tranche in plan(grant, others, 1500, -400, by):
        release(tranche, -400, by)
        write_lines(tranche, tranche.group, TEXTS["own"]["lines"][:3], by)
    for group in others[1:3]:
        handed_in(group, TEXTS["others"], by)
    own = demonstration_group(people)
    waiting = EvaluationCheck.objects.filter(evaluation__group__in=others[1:3], checker=own)
    if own and not waiting.exists():
        assign_checker(evaluation=Evaluation.objects.get(group=others[1]), checker=own, by=by)


def next_year(group: Group, others: list[Group], grant: Grant, people: dict[str, User]) -> None:
    """Planned; each waits for what was not evaluated yet, and one is held back."""
    by = people["consortium"]
    planned = plan(grant, [group, *others], 1500, 8, by)
    plan(grant, [group], 1000, 130, by)
    hold_tranche(tranche=planned[-1], because="The group has had no convenor since July.", by=by)


def add_call(grant: Grant, by: User) -> InnovationCall:
    return save_call(
        grant=grant, by=by, opens_on=ago(-30), closes_on=ago(30), most=Decimal(2000), **TEXTS["call"]
    )


def add_bids(group: Group, others: list[Group], call: InnovationCall, people: dict[str, User]) -> None:
    by = people["consortium"]
    for row in TEXTS["bids"]:
        own = row["group"] == "own"
        bid = place_bid(
            call=call,
            group=group if own else others[row["group"]],
            what=row["what"],
            why=row["why"],
            amount=Decimal(row["amount"]),
            until=ago(200),
            by=people["convenor"] if own else people["convenor2"],
        )
        if row["state"] == "withdrawn":
            withdraw_bid(bid=bid, by=people["convenor2"])
        elif row["state"] != "asked":
            decide_bid(bid=bid, grant=row["state"] == "granted", because=row["because"], by=by)
    Bid.objects.update(asked_at=clock.now() - dt.timedelta(days=12))


def spread(region: Region, evaluation: Evaluation, others: list[Group], people: dict[str, User]) -> None:
    by, convenor, text = people["consortium"], people["convenor"], TEXTS["own"]
    summary = save_summary(evaluation=evaluation, version=0, by=convenor, **text["summary"])
    share_summary(summary=summary, by=convenor)
    opened = Evaluation.objects.get(group=others[1])
    other = save_summary(evaluation=opened, version=0, by=by, **other_page())
    share_summary(summary=other, by=by)
    open_summary(summary=Summary.objects.get(pk=other.pk), by=by)
    found = [a_finding(evaluation.group, evaluation, row, convenor) for row in text["findings"]]
    found.append(a_finding(opened.group, opened, TEXTS["other_finding"], by))
    programme = TEXTS["conference"]
    year = clock.today().year
    facts = {name: programme[name] for name in programme if name != "sessions"}
    conference = save_conference(region=region, by=by, year=year, held_on=dt.date(year, 7, 2), **facts)
    for finding, row in zip(found, programme["sessions"], strict=True):
        save_session(
            conference=conference,
            by=by,
            finding=finding,
            starts_at=dt.time.fromisoformat(row["starts"]),
            ends_at=dt.time.fromisoformat(row["ends"]),
            **{name: row[name] for name in ("room", "speakers_en", "speakers_cy", "language")},
        )
    publish_programme(conference=conference, by=by)


def other_page() -> dict[str, str]:
    row = TEXTS["other_finding"]
    parts = {
        f"{name}_{language}": row[f"text_{language}"]
        for name in ("tried", "changed", "learned")
        for language in ("en", "cy")
    }
    return {**parts, "title_en": row["title_en"], "title_cy": row["title_cy"]}


def a_finding(group: Group, evaluation: Evaluation, row: dict[str, Any], by: User) -> Finding:
    topic = Topic.objects.filter(code=row["topic"]).first() or Topic.objects.earliest("pk")
    finding = save_finding(
        group=group,
        by=by,
        evaluation=evaluation,
        topic=topic,
        translation_due_on=ago(row["due"]) if "due" in row else None,
        **{name: row[name] for name in ("title_en", "title_cy", "text_en", "text_cy")},
    )
    publish_finding(finding=finding, by=by)
    return finding
