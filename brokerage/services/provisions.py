"""What national programmes provide, entered by the consortium with its source."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from brokerage.models import NationalProvision
from brokerage.services.asking.refusals import DatesBackwards
from core import clock
from core.errors import DomainError
from core.models import User
from schools.models import Region


class ProvisionChangedMeanwhile(DomainError):
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Somebody else changed this programme in the meantime. What stands now is shown below.")
        )


@transaction.atomic
def add_provision(*, region: Region, by: User, **facts: Any) -> NationalProvision:
    refuse_backwards(facts)
    return NationalProvision.objects.create(
        region=region, entered_at=clock.now(), entered_by=by, **without_version(facts)
    )


@transaction.atomic
def change_provision(*, provision: NationalProvision, version: int, by: User, **facts: Any) -> None:
    refuse_backwards(facts)
    changed = NationalProvision.objects.filter(pk=provision.pk, version=version).update(
        **facts, version=F("version") + 1
    )
    provision.refresh_from_db()
    if not changed:
        raise ProvisionChangedMeanwhile


def refuse_backwards(facts: dict[str, Any]) -> None:
    if facts["ends_on"] < facts["starts_on"]:
        raise DatesBackwards


def without_version(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if name != "version"}
