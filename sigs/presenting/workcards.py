"""The cards of a group at work: what it sets out to change, who does what next, and talk and action."""

from typing import Any

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core import clock
from sigs.enums import PlanState
from sigs.models import Action, Group, Plan
from sigs.presenting.card import Card, Quoted
from sigs.presenting.health import health_for
from sigs.presenting.plans import STATE_TAGS
from sigs.queries.actions import open_actions
from sigs.queries.meetings import Coming, coming_next
from sigs.queries.plans import newest_plan

SHOWN_ACTIONS = 2


def plan_card(group: Group, user: Any) -> Card:
    """What we set out to change, for whom, and how we will know."""
    plan = newest_plan(group)
    url = reverse("group_plan", args=[group.slug])
    if plan is None:
        return Card(_("What we set out to change"), url, [_("No plan yet. The convenor begins it.")])
    quoted = [Quoted("", plan.change or plan.question, plan.language)] if plan.change or plan.question else []
    if plan.for_whom:
        quoted.append(Quoted(_("For whom"), plan.for_whom, plan.language))
    quoted += [Quoted(_("How we will know"), text, plan.language) for text in measures_said(plan)]
    return Card(
        _("What we set out to change"),
        url,
        [] if quoted else [_("The plan is begun; nothing is written in it yet.")],
        label=plan.get_state_display(),
        kind=STATE_TAGS[PlanState(plan.state)],
        quoted=quoted,
    )


def measures_said(plan: Plan) -> list[str]:
    """The first success measure: from → now → to."""
    first = plan.measures.first()
    if first is None:
        return []
    steps = [first.baseline, *([] if first.now is None else [first.now]), first.target]
    figures = " → ".join(formats.number_format(step.normalize()) for step in steps)
    return [f"{first.text}: {figures}"]


def next_card(group: Group, user: Any) -> Card:
    """The next action and who, the next activity, the next meeting."""
    actions = list(open_actions(group))
    quoted = [Quoted(who_by_when(action), action.text, action.language) for action in actions[:SHOWN_ACTIONS]]
    quoted += [Quoted(where_and_when(coming), coming.title, coming.language) for coming in coming_next(group)]
    overdue = sum(action.due_on < clock.today() for action in actions)
    lines: list[Any] = [] if quoted else [_("Nothing is agreed, planned or called.")]
    if overdue:
        said = ngettext("%(n)s action is overdue.", "%(n)s actions are overdue.", overdue)
        lines.append(said % {"n": overdue})
    return Card(_("Next, and who"), reverse("group_actions", args=[group.slug]), lines, quoted=quoted)


def where_and_when(coming: Coming) -> Any:
    if coming.is_meeting:
        day = formats.date_format(clock.on_the_wall(coming.starts), "j F, H:i")
        return _("Meeting, %(day)s") % {"day": day}
    return _("In the plan, %(day)s") % {"day": formats.date_format(coming.starts, "j F")}


def who_by_when(action: Action) -> Any:
    owner = action.owner.name if action.owner else action.owner_school.name if action.owner_school else ""
    return _("%(who)s, by %(day)s") % {"who": owner, "day": formats.date_format(action.due_on, "j F")}


def health_card(group: Group, user: Any) -> Card | None:
    line = health_for(group, user)
    if line is None:
        return None
    url = reverse("group_meetings", args=[group.slug])
    return Card(_("Talk and action"), url, [line.why], label=line.word, kind=line.tag)
