"""How long a statement counts: decided by the region."""

from django.core.cache import cache
from django.db import transaction
from django.db.models import F

from core.models import User
from schools.models import FadingRule
from schools.queries.strengths.fading import RULE
from schools.services.strengths.refusals import RuleChanged, RuleOutOfOrder


@transaction.atomic
def set_fading_rule(
    *, rule: FadingRule, half_after: int, gone_after: int, good_for: int, version: int, by: User
) -> None:
    """`version`: what the person saw. Deciding on it takes away the remark that nobody has."""
    if not 0 < half_after < gone_after or good_for < 1:
        raise RuleOutOfOrder
    changed = FadingRule.objects.filter(pk=rule.pk, version=version).update(
        half_after=half_after,
        gone_after=gone_after,
        good_for=good_for,
        is_confirmed=True,
        version=F("version") + 1,
    )
    if not changed:
        raise RuleChanged
    transaction.on_commit(lambda: cache.delete(RULE))
