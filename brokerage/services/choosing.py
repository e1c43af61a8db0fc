"""A broker chooses and invites in one step: both happen, or neither."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from brokerage.models import Ask, Invitation, Offer
from brokerage.services.inviting import choose_school, send_invitation
from core.models import User


@transaction.atomic
def choose_and_invite(
    *,
    ask: Ask,
    offer: Offer,
    days: Decimal,
    reason: str,
    language: str,
    points: Mapping[str, Any],
    override_because: str,
    answer_by: dt.date,
    by: User,
) -> Invitation:
    invitation = choose_school(
        ask=ask,
        offer=offer,
        days=days,
        reason=reason,
        language=language,
        points=points,
        override_because=override_because,
        by=by,
    )
    send_invitation(invitation=invitation, answer_by=answer_by, by=by)
    return invitation
