"""Federations: several schools under one head or one governing body. People say so: no list does."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import DomainError
from core.models import User
from schools.models import Federation, FederationMembership, School


class TooFewSchools(DomainError):
    def __init__(self) -> None:
        super().__init__(_("A federation has at least two schools. Name another one."))


class InAnotherFederation(DomainError):
    def __init__(self, names: Iterable[str]) -> None:
        super().__init__(
            _(
                "These schools belong to another federation already: %(names)s."
                " End that one, or leave them out."
            )
            % {"names": ", ".join(names)}
        )


class SharesNothing(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Say what the schools share: a headteacher, a governing body, or both."))


@transaction.atomic
def write_federation(
    *,
    federation: Federation | None,
    name_en: str,
    name_cy: str,
    shares_head: bool,
    shares_governing_body: bool,
    schools: Iterable[School],
    by: User,
) -> Federation:
    """Make the federation or change it. Schools that are no longer named leave it today; their membership
    stays on record."""
    members = list({school.pk: school for school in schools}.values())
    if len(members) < 2:
        raise TooFewSchools
    if not shares_head and not shares_governing_body:
        raise SharesNothing
    # Two people at once: the second waits here, and then finds the first one's memberships.
    list(School.objects.select_for_update(of=("self",)).filter(pk__in=[school.pk for school in members]))
    others = current_memberships().filter(school__in=members).exclude(federation=federation)
    if others:
        raise InAnotherFederation(sorted(row.school.name_en for row in others))
    written = federation or Federation()
    written.name_en, written.name_cy = name_en, name_cy
    written.shares_head, written.shares_governing_body = shares_head, shares_governing_body
    written.save()
    now_in = set(current_memberships().filter(federation=written).values_list("school", flat=True))
    leave(written, now_in - {school.pk for school in members})
    FederationMembership.objects.bulk_create(
        FederationMembership(federation=written, school=school, starts_on=clock.today())
        for school in members
        if school.pk not in now_in
    )
    return written


@transaction.atomic
def end_federation(*, federation: Federation, by: User) -> None:
    """All schools leave it today; the record stays."""
    leave(federation, current_memberships().filter(federation=federation).values_list("school", flat=True))


def leave(federation: Federation, schools: Iterable[int]) -> None:
    current_memberships().filter(federation=federation, school__in=list(schools)).update(
        ends_on=clock.today()
    )


def current_memberships() -> QuerySet[FederationMembership]:
    return FederationMembership.objects.filter(ends_on__isnull=True).select_related("school", "federation")
