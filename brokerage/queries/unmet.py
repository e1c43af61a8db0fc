"""What nobody could meet, and what others provide meanwhile."""

from typing import Any

from django.db.models import QuerySet

from brokerage.enums import AskState, HelpLanguage, Permission
from brokerage.models import Ask, NationalProvision
from core import clock


def unmet_asks(user: Any) -> list[Ask]:
    """Those the person answers for, the longest on the board first."""
    rows = Ask.objects.held_by(user, Permission.VIEW_UNMET).filter(state=AskState.UNMET)
    return list(rows.select_related("school__authority", "topic__parent").order_by("unmet_at", "pk"))


def provisions(user: Any) -> QuerySet[NationalProvision]:
    """Also those that are over: they stay, with their dates."""
    rows: QuerySet[NationalProvision] = NationalProvision.objects.all()
    return rows.select_related("topic__parent", "authority", "region__scope")


def provisions_now(user: Any) -> list[NationalProvision]:
    return list(provisions(user).filter(ends_on__gte=clock.today()))


def provision_visible(user: Any, pk: int) -> NationalProvision | None:
    return NationalProvision.objects.visible_to(user).select_related("region__scope").filter(pk=pk).first()


def fits(ask: Ask, provision: NationalProvision) -> bool:
    """A programme for an area meets every topic in it; one that names no authority or phase meets all."""
    return (
        provision.topic_id in (ask.topic_id, ask.topic.parent_id)
        and provision.authority_id in (None, ask.school.authority_id)
        and provision.phase in ("", ask.school.phase)
        and (
            HelpLanguage.EITHER in (provision.help_language, ask.help_language)
            or provision.help_language == ask.help_language
        )
        and provision.starts_on <= ask.ends_on
        and provision.ends_on >= max(ask.starts_on, clock.today())
    )
