"""What a school did together with others, in one line of time: rows of the same columns, kind, when, subject,
language, reference."""

from typing import Any

from django.db.models import CharField, DateField, F, QuerySet, Value
from django.db.models.functions import Cast, TruncDate

from brokerage.enums import PartnershipState
from brokerage.models import Partner, Partnership, PartnershipContact, PartnershipReview
from schools.models import School
from schools.queries.names import shown_name
from sigs.models import GroupMember

Rows = QuerySet[Any, tuple[Any, ...]]

KINDS = ("partnership", "contact", "review", "group")


def timeline(school: School, kind: str = "", most: int = 100) -> list[tuple[Any, ...]]:
    """The newest first; one query. `kind`: one of KINDS, or all of them."""
    parts = {
        "partnership": [begun(school), closed(school), stopped(school)],
        "contact": [contacts(school)],
        "review": [reviews(school)],
        "group": [joined(school), left(school)],
    }
    chosen = [row for name, rows in parts.items() if kind in {"", name} for row in rows]
    together = chosen[0].union(*chosen[1:], all=True) if len(chosen) > 1 else chosen[0]
    return list(together.order_by("-happened_on", "subject")[:most])


def said(kind: str, when: Any, subject: Any, language: Any, reference: Any) -> dict[str, Any]:
    return {
        "row_kind": Value(kind, CharField()),
        "happened_on": Cast(when, DateField()),
        "subject": Cast(subject, CharField()),
        "written_in": Cast(language, CharField()),
        "reference": Cast(reference, CharField()),
    }


def rows_of(found: QuerySet[Any], *columns: Any) -> Rows:
    names = said(*columns)
    rows: Rows = found.order_by().annotate(**names).values_list(*names)
    return rows


def of_school(school: School) -> QuerySet[Partnership]:
    return Partnership.objects.filter(partners__in=Partner.objects.filter(school=school))


def begun(school: School) -> Rows:
    return rows_of(
        of_school(school),
        "partnership-begun",
        TruncDate("begun_at"),
        F("title"),
        F("language"),
        F("public_id"),
    )


def closed(school: School) -> Rows:
    found = of_school(school).filter(state=PartnershipState.CLOSED)
    return rows_of(
        found, "partnership-closed", TruncDate("closed_at"), F("title"), F("language"), F("public_id")
    )


def stopped(school: School) -> Rows:
    found = of_school(school).filter(state=PartnershipState.STOPPED)
    return rows_of(
        found, "partnership-stopped", TruncDate("halted_at"), F("title"), F("language"), F("public_id")
    )


def contacts(school: School) -> Rows:
    found = PartnershipContact.objects.filter(partnership__in=of_school(school), struck_at__isnull=True)
    return rows_of(found, "contact", F("on"), F("text"), F("language"), F("partnership__public_id"))


def reviews(school: School) -> Rows:
    found = PartnershipReview.objects.filter(partnership__in=of_school(school), held_on__isnull=False)
    return rows_of(found, "review", F("held_on"), F("words"), F("language"), F("partnership__public_id"))


def joined(school: School) -> Rows:
    found = GroupMember.objects.filter(school=school)
    return rows_of(found, "group-joined", F("joined_on"), shown_name("group__"), Value(""), F("group__slug"))


def left(school: School) -> Rows:
    found = GroupMember.objects.filter(school=school, left_on__isnull=False)
    return rows_of(found, "group-left", F("left_on"), shown_name("group__"), Value(""), F("group__slug"))
