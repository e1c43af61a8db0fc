"""Groups and who is in them."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from core import clock
from core.enums import ScopeKind
from core.errors import DomainError
from core.models import Scope, User
from schools.models import Region, School
from sigs.enums import GroupState
from sigs.models import Group, GroupMember, Tier
from sigs.services.stopping import end_what_the_school_gave


class GroupClosed(DomainError):
    def __init__(self, group: Group) -> None:
        super().__init__(_("%(group)s is closed. Nothing more can be done in it.") % {"group": group.name})


class SchoolClosed(DomainError):
    def __init__(self, school: School) -> None:
        super().__init__(_("%(school)s is closed, so it cannot join a group.") % {"school": school.name})


class InAnother(DomainError):
    def __init__(self, school: School, group: Group | None) -> None:
        said = _("%(school)s is a member of this group already.") % {"school": school.name}
        if group is not None:
            said = _("%(school)s is in %(group)s. It has to leave that group first.") % {
                "school": school.name,
                "group": group.name,
            }
        super().__init__(said)


class NoMember(DomainError):
    def __init__(self, school: School) -> None:
        super().__init__(_("%(school)s is no longer a member of this group.") % {"school": school.name})


# Names of pages that stand beside the groups' own addresses.
KEPT_FOR_PAGES = {
    "at-work", "bids", "compose", "conference", "findings", "join", "money", "new", "proposals", "propose",
    "structure", "wishes", "workshops",
}  # fmt: skip


@transaction.atomic
def form_group(*, region: Region, tier: Tier, name_en: str, by: User, **facts: Any) -> Group:
    """A group without members. `facts` are further columns of Group."""
    return Group.objects.create(
        **{
            "slug": free_slug(name_en),
            "scope": Scope.create(ScopeKind.GROUP, region.scope),
            "region": region,
            "tier": tier,
            "name_en": name_en,
            "started_on": clock.today(),
            "changed_at": clock.now(),
            "changed_by": by,
            **facts,
        }
    )


def free_slug(name: str) -> str:
    stem = slugify(name)[:70] or "group"
    taken = set(Group.objects.filter(slug__startswith=stem).values_list("slug", flat=True)) | KEPT_FOR_PAGES
    number = 1
    slug = stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug


@transaction.atomic
def admit_school(*, group: Group, school: School, by: User, because: str = "") -> GroupMember:
    """Refused: a closed group (GroupClosed), a closed school (SchoolClosed), a school that is a member or,
    where the tier allows one group at a time, is in another (InAnother)."""
    if group.state == GroupState.CLOSED:
        raise GroupClosed(group)
    if not school.is_open:
        raise SchoolClosed(school)
    try:
        with transaction.atomic():
            return GroupMember.objects.create(
                group=group,
                school=school,
                is_main=group.tier.is_main,
                joined_on=clock.today(),
                joined_by=by,
                because=because,
            )
    except IntegrityError as error:
        others = GroupMember.objects.filter(school=school, left_on__isnull=True).exclude(group=group)
        other = others.filter(is_main=True).select_related("group").first() if group.tier.is_main else None
        raise InAnother(school, other.group if other else None) from error


@transaction.atomic
def release_school(*, group: Group, school: School, by: User, because: str = "") -> None:
    """The school leaves today, and with it everybody who saw the group as one of its people."""
    left = GroupMember.objects.filter(group=group, school=school, left_on__isnull=True).update(
        left_on=clock.today(), left_by=by, left_because=because
    )
    if not left:
        raise NoMember(school)
    end_what_the_school_gave(group=group, school=school, by=by)
