"""What a school lets its group see: given by its head, ended at once by the head, by leaving, and with the
group's work."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import DomainError
from core.models import User
from schools.enums import ShareEnd, ShareLevel
from schools.models import School, Share
from schools.queries.days import this_year
from schools.services.shares import end_shares, give_share
from sigs.models import Group, GroupMember, SharingDeferral
from sigs.services.still import refuse_still


class NotAMember(DomainError):
    def __init__(self) -> None:
        super().__init__(_("The school is no longer in this group, so it shares nothing with it."))


class NothingShared(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(_("The school shares nothing with this group now."))


@transaction.atomic
def share_with_group(
    *, group: Group, school: School, level: ShareLevel, with_staff: bool, terms: int, by: User
) -> Share:
    """Refused: a group that is paused or closed, a school that is not in it (NotAMember), and what
    schools.services.shares.give_share refuses."""
    refuse_still(group)
    keep_member(group, school)
    return give_share(
        school=school, audience=group.scope, level=level, with_staff=with_staff, terms=terms, by=by
    )


def keep_member(group: Group, school: School) -> None:
    """The school cannot leave before this transaction has ended, so that leaving finds what it gives."""
    member = GroupMember.objects.select_for_update(of=("self",)).filter(
        group=group, school=school, left_on__isnull=True
    )
    if not member.exists():
        raise NotAMember


@transaction.atomic
def stop_sharing(*, group: Group, school: School, by: User) -> None:
    """At once. In a group that is paused too: nobody has to wait to take something back."""
    if not end_shares(audience=group.scope, because=ShareEnd.REVOKED, by=by, school=school):
        raise NothingShared


@transaction.atomic
def share_nothing_this_year(*, group: Group, school: School, by: User) -> None:
    """The head has been asked and has answered. Saying it twice says it once."""
    keep_member(group, school)
    SharingDeferral.objects.get_or_create(
        group=group, school=school, year=this_year(), defaults={"said_at": clock.now(), "said_by": by}
    )
