"""Schools and the lists that name them. Each fact is the newest list's that says it; closing and opening
follow from the dates of the lists alone, so that it does not matter in which order the lists arrive."""

import datetime as dt
from collections import defaultdict
from typing import Any

from schools.enums import Medium, Phase
from schools.imports import names
from schools.imports.facts import Facts, SchoolFact
from schools.models import Authority, RegisterList, School
from schools.services.imports.plans import Plan, Row, TableState

# Stands for a scope that is made when the plan is stored.
NEW_SCOPE = -1
COLUMNS = [field.attname for field in School._meta.concrete_fields]


def school_state() -> TableState:
    return TableState({(row["number"],): row for row in School.objects.order_by("pk").values(*COLUMNS)})


def list_state() -> TableState:
    rows = RegisterList.objects.order_by("pk").values(
        "id", "listed_on", "batch_id", "authority_id", "authority__code"
    )
    return TableState(
        {
            (row["authority__code"], row["listed_on"].isoformat()): {
                "id": row["id"],
                "batch_id": row["batch_id"],
                "authority_id": row["authority_id"],
                "listed_on": row["listed_on"],
            }
            for row in rows
        }
    )


def plan_schools(plan: Plan, facts: Facts, *, batch_id: int | None) -> None:
    authorities = {authority.code: authority for authority in Authority.objects.all()}
    for listed in facts.lists:
        for code in sorted(listed.authorities):
            row = {
                "batch_id": batch_id,
                "authority_id": authorities[code].pk,
                "listed_on": listed.listed_on,
            }
            key = (code, listed.listed_on.isoformat())
            listed_before = plan.lists.get(key)
            plan.lists.settle(key, {**row, "id": listed_before["id"]} if listed_before else row)
    for fact in facts.schools:
        authority = authorities[fact.authority]
        in_region = authority.region_id is not None
        known = plan.schools.get((fact.number,))
        row = merged(known or new_row(fact), fact, authority_id=authority.pk)
        if in_region and row["scope_id"] is None:
            row["scope_id"] = NEW_SCOPE
        outcome = "new" if known is None else "older" if is_older(known, fact) else ""
        plan.schools.put((fact.number,), row)
        if outcome:
            plan.schools.count(outcome)
    date_schools(plan, {(fact.number,) for fact in facts.schools})
    for fact in facts.schools:
        if (fact.number,) in plan.schools.rows and not is_older(plan.schools.rows[(fact.number,)], fact):
            plan.schools.count("changed" if (fact.number,) in plan.schools.changes else "same")


def is_older(row: Row, fact: SchoolFact) -> bool:
    return bool(fact.listed_on < row["listed_on"])


def new_row(fact: SchoolFact) -> Row:
    row: Row = {
        field.attname: field.get_default()
        for field in School._meta.concrete_fields
        if field.attname not in {"id", "authority_id"}
    }
    row.update(
        number=fact.number,
        phase="",
        medium=Medium.NOT_STATED.value,
        scope_id=None,
        listed_on=fact.listed_on,
        first_listed_on=fact.first_listed_on,
        fact_dates={},
    )
    return row


def merged(row: Row, fact: SchoolFact, *, authority_id: int) -> Row:
    """The row with what this list says and no newer one contradicts."""
    dates: dict[str, str] = dict(row["fact_dates"])
    # A row that came from no list counts as said on the day it was listed.
    unsaid = "" if dates or "id" not in row else row["listed_on"].isoformat()
    said_on = fact.listed_on.isoformat()
    after = dict(row)
    for column, value in {**fact.given, "authority_id": authority_id}.items():
        if dates.get(column, unsaid) <= said_on:
            after[column] = value
            dates[column] = said_on
    after["fact_dates"] = dates
    after["listed_on"] = max(row["listed_on"], fact.listed_on)
    after["first_listed_on"] = min(row["first_listed_on"] or row["listed_on"], fact.first_listed_on)
    after.update(keys_of(after))
    return after


def keys_of(row: Row) -> dict[str, Any]:
    both = f"{row['name_cy']} {row['name_en']}".strip()
    return {
        "sort_en": names.english_key(row["name_en"]),
        "sort_cy": names.welsh_key(row["name_cy"] or row["name_en"]),
        "search": names.search_text(
            both,
            row["published_name"],
            names.english_key(both),
            row["number"],
            row["address"],
            row["postcode"],
            row["postcode"].replace(" ", ""),
        ),
    }


def date_schools(plan: Plan, named: set[tuple[str]]) -> None:
    """Opening and closing dates of every school of an authority that a list of this plan reaches."""
    dates: dict[int, list[dt.date]] = defaultdict(list)
    for listed in [*plan.lists.rows.values(), *(change.after for change in plan.lists.changes.values())]:
        dates[listed["authority_id"]].append(listed["listed_on"])
    if not plan.lists.changes and not named:
        return
    keys = dict.fromkeys([*plan.schools.rows, *plan.schools.changes])
    for key in keys:
        row = plan.schools.get(key)
        if row is None or row["phase"] == Phase.PRU or not dates[row["authority_id"]]:
            continue
        closed_on = closing_date(row, dates[row["authority_id"]])
        if closed_on and not row["closed_on"] and key not in named:
            plan.closing.append((row["number"], row["name_en"], closed_on))
        opened_on = opening_date(row, dates[row["authority_id"]])
        plan.schools.put(key, {**row, "closed_on": closed_on, "opened_on": opened_on})
    plan.closing.sort()


def closing_date(row: Row, dates: list[dt.date]) -> dt.date | None:
    """The first complete list after the last one that names the school."""
    later = [date for date in dates if date > row["listed_on"]]
    if later:
        return min(later)
    closed_on: dt.date | None = row["closed_on"]
    # Closed by hand, after the last list that names it.
    return closed_on if closed_on and closed_on > row["listed_on"] else None


def opening_date(row: Row, dates: list[dt.date]) -> dt.date | None:
    """The first list that names the school, where an earlier complete one does not."""
    first: dt.date | None = row["first_listed_on"]
    if first is None:
        stated: dt.date | None = row["opened_on"]
        return stated
    return first if any(date < first for date in dates) else None
