"""What the money of groups refuses, and in which words."""

from decimal import Decimal

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.models import User
from sigs.models import Group
from sigs.queries.ties import belongs_to
from sigs.wording.pounds import pounds


class OverGrant(DomainError):
    """`left` is what the grant still has."""

    status = 409

    def __init__(self, left: Decimal) -> None:
        self.left = left
        super().__init__(
            _("This is more than the grant has left, which is %(left)s. Nothing was released.")
            % {"left": pounds(left)}
        )


class OverReleased(DomainError):
    """`left` is what is still to spend of the tranche."""

    status = 409

    def __init__(self, left: Decimal) -> None:
        self.left = left
        super().__init__(
            _("This is more than the tranche has left, which is %(left)s. Nothing was written.")
            % {"left": pounds(left)}
        )


class NotReleased(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This tranche is not released yet, so nothing can be spent of it."))


class GateClosed(DomainError):
    status = 409

    def __init__(self, group: Group) -> None:
        super().__init__(
            _(
                "This tranche waits for the evaluation of the one before: %(group)s has not had it"
                " accepted yet."
            )
            % {"group": group.name}
        )


class EarlierFirst(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(_("An earlier tranche of this group is not released yet. Decide on that one first."))


class OwnGroup(DomainError):
    def __init__(self, group: Group) -> None:
        super().__init__(
            _("You belong to %(group)s, so you do not decide about it. Somebody else at the consortium can.")
            % {"group": group.name}
        )


class ReceiptMissing(DomainError):
    def __init__(self, amount: Decimal) -> None:
        super().__init__(
            _("From %(amount)s on, this grant asks where the receipt is.") % {"amount": pounds(amount)}
        )


class NotYetSpent(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This date has not come yet. Write the line once the money is spent."))


class TakenBack(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(_("This line was taken back already, or is itself a counter-line."))


class NotAMember(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Cover is paid for a school that is a member of the group. Choose one of them."))


class TotalTooSmall(DomainError):
    status = 409

    def __init__(self, released: Decimal) -> None:
        super().__init__(
            _("Of this grant %(released)s is released already: its total cannot be less.")
            % {"released": pounds(released)}
        )


class GrantKnown(DomainError):
    def __init__(self) -> None:
        super().__init__(_("There is a grant of this name in this year already."))


class CallClosed(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This call is not open today, so no bid can be placed."))


class BidTooLarge(DomainError):
    def __init__(self, most: Decimal) -> None:
        super().__init__(_("One bid of this call can ask for at most %(most)s.") % {"most": pounds(most)})


class BidWaiting(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(_("A bid of this group waits for its decision in this call already."))


class OwnBid(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Somebody else decides on a bid that you placed yourself."))


class ChangedMeanwhile(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else changed this while you had it open. Your text is still below; look at what"
                " stands there now, and save again."
            )
        )


def refuse_own(group: Group, by: User) -> None:
    if belongs_to(by, group):
        raise OwnGroup(group)


def broken_rule(error: IntegrityError) -> str:
    """The name of the constraint or trigger that the database refused by."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return str(getattr(diagnosis, "constraint_name", "") or "")
