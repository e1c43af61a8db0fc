"""What is refused in the work on a plan, in sentences."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from core.errors import DomainError
from schools.models import School


class PlanChangedMeanwhile(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else changed this plan while you had it open. Your text is still below; above it"
                " stands what was saved meanwhile. Put the two together, and save again."
            )
        )


class PlanClosed(DomainError):
    def __init__(self) -> None:
        super().__init__(_("This plan is closed. It can be read, and nothing in it is changed any more."))


class PlanIncomplete(DomainError):
    def __init__(self, missing: Sequence[StrOrPromise]) -> None:
        super().__init__(_("The plan cannot be put to the members yet:"), *missing)


class NotOfTheGroup(DomainError):
    def __init__(self, school: School) -> None:
        super().__init__(
            _("%(school)s is not a member of this group, so it cannot take part.") % {"school": school.name}
        )


class NotAgreed(DomainError):
    def __init__(self) -> None:
        super().__init__(
            _("The member heads have not agreed this plan yet. Until they have, nothing in it is booked.")
        )
