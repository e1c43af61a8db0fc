"""Keeps the health line of groups, and tells the convenor once when it turns."""

from django.db import transaction

from core import clock
from core.notices import tell
from sigs.enums import Health
from sigs.models import Group, GroupHealth, HealthRule
from sigs.queries.health import Traces, groups_to_reckon, traces_of
from sigs.queries.people import convenors
from sigs.queries.plans import rule_of
from sigs.services.health.rule import line_of

# What the convenor is told of when the line turns to it.
TOLD = {Health.TALKS, Health.BEHIND, Health.QUIET}


@transaction.atomic
def reckon_health(*, group: Group) -> None:
    """After something was done, so that its own people see the line follow at once."""
    if groups_to_reckon().filter(pk=group.pk).exists():
        write_line(group, traces_of([group])[group.pk], rule_of(group))


def reckon_all() -> int:
    """Each night, since time passes by itself. How many lines turned. Safe to run twice: a line that stands
    as it did is left alone."""
    groups = list(groups_to_reckon())
    traces = traces_of(groups)
    rules = {rule.region_id: rule for rule in HealthRule.objects.all()}
    return sum(
        write_line(group, traces[group.pk], rules.get(group.region_id) or HealthRule()) for group in groups
    )


@transaction.atomic
def write_line(group: Group, traces: Traces, rule: HealthRule) -> bool:
    """Whether it turned."""
    line = line_of(traces, rule, clock.today())
    facts = {"reason": line.reason, **line.facts}
    now = clock.now()
    known, is_new = GroupHealth.objects.select_for_update().get_or_create(
        group=group,
        defaults={
            "line": line.health,
            "since": clock.today(),
            "facts": facts,
            "reckoned_at": now,
        },
    )
    if known.line == line.health and not is_new:
        if known.facts != facts:
            GroupHealth.objects.filter(pk=known.pk).update(facts=facts, reckoned_at=now)
        return False
    GroupHealth.objects.filter(pk=known.pk).update(
        line=line.health, since=clock.today(), facts=facts, reckoned_at=now
    )
    if line.health in TOLD:
        tell_convenors(group, line.health)
    return True


def tell_convenors(group: Group, health: Health) -> None:
    facts = {"group": group.name_en, "group_cy": group.name_cy, "line": str(health.value)}
    for person in convenors(group):
        tell(person, "sigs/health_turned", f"/groups/{group.slug}/meetings/", **facts)
