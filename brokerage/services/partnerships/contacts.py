"""The log of contacts between the schools. What was written stays; a mistake is struck out, because."""

import datetime as dt

from django.db import transaction

from brokerage.enums import ContactKind
from brokerage.models import Partnership, PartnershipContact
from brokerage.services.partnerships.refusals import ChangedMeanwhile, DayToCome
from brokerage.services.partnerships.still import refuse_still
from brokerage.services.partnerships.telling import tell_all
from core import clock
from core.enums import Language
from core.models import User


@transaction.atomic
def log_contact(
    *,
    partnership: Partnership,
    on: dt.date,
    kind: ContactKind,
    text: str,
    next_step: str = "",
    language: str = Language.ENGLISH,
    by: User,
) -> PartnershipContact:
    refuse_still(partnership, agreed=True)
    if on > clock.today():
        raise DayToCome
    contact = PartnershipContact.objects.create(
        partnership=partnership,
        on=on,
        kind=kind,
        text=text,
        next_step=next_step,
        language=language,
        logged_at=clock.now(),
        logged_by=by,
    )
    tell_all(partnership, "contact", by=by, because=text)
    return contact


@transaction.atomic
def strike_contact(*, contact: PartnershipContact, because: str, by: User) -> None:
    refuse_still(contact.partnership)
    struck = PartnershipContact.objects.filter(pk=contact.pk, struck_at__isnull=True).update(
        struck_at=clock.now(), struck_by=by, struck_because=because
    )
    if not struck:
        raise ChangedMeanwhile
