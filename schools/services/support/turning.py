from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import DomainError
from core.models import User
from schools.models import Region, SupportPeriod
from schools.queries.support.levels import ON, live_levels
from schools.services.support.refusals import AlreadySo


class NoLevels(DomainError):
    def __init__(self) -> None:
        super().__init__(_("There are no levels to turn on. Add at least two first."))


@transaction.atomic
def turn_on(*, region: Region, by: User) -> SupportPeriod:
    """From now on the region uses its own levels."""
    if live_levels(region).count() < 2:
        raise NoLevels
    try:
        with transaction.atomic():
            period = SupportPeriod.objects.create(region=region, on_at=clock.now(), on_by=by)
    except IntegrityError as refusal:  # the constraint: one open period a region
        raise AlreadySo from refusal
    forget()
    return period


@transaction.atomic
def turn_off(*, region: Region, by: User) -> None:
    """No page of a school mentions levels any more. Nothing is deleted."""
    ended = SupportPeriod.objects.filter(region=region, off_at__isnull=True).update(
        off_at=clock.now(), off_by=by
    )
    if not ended:
        raise AlreadySo
    forget()


def forget() -> None:
    """What menus remember: now, for this transaction, and again when others can see the change."""
    cache.delete(ON)
    transaction.on_commit(lambda: cache.delete(ON))
