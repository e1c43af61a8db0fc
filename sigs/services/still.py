"""A group that is paused or closed can be read, and nothing in it is changed."""

from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from sigs.enums import GroupState
from sigs.models import Group
from sigs.services.groups import GroupClosed


class GroupPaused(DomainError):
    def __init__(self, group: Group) -> None:
        super().__init__(
            _("%(group)s is paused: %(because)s It can be read; nothing is changed until it goes on.")
            % {"group": group.name, "because": group.paused_because}
        )


def refuse_still(group: Group) -> None:
    """Locks the group against being paused or closed until the transaction ends."""
    found = Group.objects.select_for_update(of=("self",), no_key=True).get(pk=group.pk)
    if found.state == GroupState.CLOSED:
        raise GroupClosed(found)
    if found.state == GroupState.PAUSED:
        raise GroupPaused(found)
