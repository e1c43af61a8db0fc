"""A person's own comparator sets: made, changed, taken into use, removed and brought back. Only its owner
changes a set."""

from collections.abc import Collection, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core import clock
from core.errors import DomainError
from core.models import User
from schools.enums import ComparatorRule
from schools.models import ComparatorMember, ComparatorSet, School
from schools.queries.comparators import eligible_schools

FEWEST, MOST = 5, 60
# Of one person for one school.
SETS_AT_MOST = 20


class SchoolsRefused(DomainError):
    """The schools cannot make a set; a sentence for each reason."""


class TooManySets(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("You have 20 sets for this school. Remove one that you no longer need, and save again.")
        )


class NameTaken(DomainError):
    def __init__(self) -> None:
        super().__init__(_("You have a set of this name for this school already. Give it another name."))


class SetChangedMeanwhile(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("This set was changed in another window while you had it open. Look at it again, and save.")
        )


class SetGone(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(_("This set was removed in the meantime. Bring it back first."))


@transaction.atomic
def make_set(
    *,
    school: School,
    name: str,
    rule: ComparatorRule,
    numbers: Collection[str],
    by: User,
    criteria: dict[str, Any] | None = None,
) -> ComparatorSet:
    """`numbers` are those of the schools. The set is taken into use at once."""
    members = checked(school, numbers, by)
    mine = in_turn(school, by)
    if mine.count() >= SETS_AT_MOST:
        raise TooManySets
    if mine.filter(name=name).exists():
        raise NameTaken
    now = clock.now()
    made = ComparatorSet.objects.create(
        owner=by, school=school, name=name, rule=rule, criteria=criteria or {}, made_at=now, changed_at=now
    )
    ComparatorMember.objects.bulk_create(
        ComparatorMember(comparator_set=made, school=member) for member in members
    )
    use(made)
    return made


@transaction.atomic
def change_set(
    *,
    own_set: ComparatorSet,
    name: str,
    numbers: Collection[str],
    seen: str,
    by: User,
    criteria: dict[str, Any] | None = None,
) -> ComparatorSet:
    """`seen` is `stamp()` of the set that the person had before them."""
    members = checked(own_set.school, numbers, by)
    mine = in_turn(own_set.school, by)
    found = mine.filter(pk=own_set.pk).first()
    if found is None:
        raise SetGone
    if stamp(found) != seen:
        raise SetChangedMeanwhile
    if mine.filter(name=name).exclude(pk=found.pk).exists():
        raise NameTaken
    found.name, found.criteria, found.changed_at = name, criteria or {}, clock.now()
    found.save(update_fields=["name", "criteria", "changed_at"])
    found.members.exclude(school__in=members).delete()
    ComparatorMember.objects.bulk_create(
        [ComparatorMember(comparator_set=found, school=member) for member in members], ignore_conflicts=True
    )
    return found


@transaction.atomic
def use_set(*, own_set: ComparatorSet, by: User) -> None:
    found = in_turn(own_set.school, by).filter(pk=own_set.pk).first()
    if found is None:
        raise SetGone
    use(found)


@transaction.atomic
def use_default(*, school: School, by: User) -> None:
    in_turn(school, by).filter(in_use=True).update(in_use=False)


@transaction.atomic
def remove_set(*, own_set: ComparatorSet, by: User) -> None:
    """Its pages go back to the default. It can be brought back."""
    in_turn(own_set.school, by).filter(pk=own_set.pk).update(in_use=False, removed_at=clock.now())


@transaction.atomic
def restore_set(*, own_set: ComparatorSet, by: User) -> None:
    mine = in_turn(own_set.school, by)
    if mine.filter(name=own_set.name).exclude(pk=own_set.pk).exists():
        raise NameTaken
    ComparatorSet.objects.filter(pk=own_set.pk, owner=by).update(removed_at=None)


def stamp(own_set: ComparatorSet) -> str:
    return own_set.changed_at.isoformat()


def in_turn(school: School, by: User) -> QuerySet[ComparatorSet]:
    """The person's sets for the school; until the transaction ends, nobody else changes them."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    mine: QuerySet[ComparatorSet] = ComparatorSet.objects.filter(
        owner=by, school=school, removed_at__isnull=True
    )
    return mine


def use(chosen: ComparatorSet) -> None:
    ComparatorSet.objects.filter(owner=chosen.owner_id, school=chosen.school_id, in_use=True).update(
        in_use=False
    )
    ComparatorSet.objects.filter(pk=chosen.pk).update(in_use=True)


def checked(school: School, numbers: Collection[str], by: User) -> list[School]:
    """The schools of the numbers, or a refusal that names each that cannot stand in the set."""
    wanted = sorted(set(numbers))
    known = {found.number: found for found in School.objects.of_region().filter(number__in=wanted)}
    eligible = {found.number: found for found in eligible_schools(by, school).filter(number__in=wanted)}
    refused = [why_not(school, number, known.get(number)) for number in wanted if number not in eligible]
    refused += wrong_size(len(eligible)) if not refused else []
    if refused:
        raise SchoolsRefused(refused[0], *refused[1:])
    return [eligible[number] for number in wanted]


def why_not(school: School, number: str, found: School | None) -> str:
    if found is None:
        return str(_("No school of the region has the number %(number)s.")) % {"number": number}
    if found.pk == school.pk:
        return str(_("%(school)s is the school itself: it stands beside the set, not in it.")) % {
            "school": found.name
        }
    if not found.is_open:
        return str(_("%(school)s is closed.")) % {"school": found.name}
    if found.phase != school.phase:
        return str(_("%(school)s is of another phase. A set holds schools of the same phase.")) % {
            "school": found.name
        }
    return str(_("You may not see %(number)s.")) % {"number": number}


def wrong_size(count: int) -> Sequence[str]:
    if count < FEWEST:
        words = ngettext(
            "A set needs at least 5 schools; this one has %(n)s.",
            "A set needs at least 5 schools; this one has %(n)s.",
            count,
        )
        return [words % {"n": count}]
    if count > MOST:
        words = ngettext(
            "A set can have at most 60 schools; this one has %(n)s.",
            "A set can have at most 60 schools; this one has %(n)s.",
            count,
        )
        return [words % {"n": count}]
    return []
