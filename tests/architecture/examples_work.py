"""The addresses of a group at work."""

from sigs.models import Action, Activity, Group, Meeting, Plan
from tests.architecture.example import BUTTON, FILE, FORM, Arguments, Example, Named
from tests.architecture.examples_groups import of_group
from tests.architecture.furnished import Furnished


def group_of(shown: Furnished, whose: str) -> Group:
    return shown.group if whose == "own" else shown.other_group


def past_plan(whose: str) -> Named:
    def arguments(shown: Furnished) -> Arguments:
        group = group_of(shown, whose)
        return {"slug": group.slug, "public_id": Plan.objects.get(group=group, state="closed").public_id}

    return arguments


def an_activity(whose: str) -> Named:
    """Of the open plan."""

    def arguments(shown: Furnished) -> Arguments:
        group = group_of(shown, whose)
        found = Activity.objects.filter(plan__group=group).exclude(plan__state="closed").earliest("pk")
        return {"slug": group.slug, "public_id": found.public_id}

    return arguments


def a_meeting(whose: str, state: str) -> Named:
    def arguments(shown: Furnished) -> Arguments:
        group = group_of(shown, whose)
        found = Meeting.objects.filter(group=group, state=state).earliest("pk")
        return {"slug": group.slug, "public_id": found.public_id}

    return arguments


def an_action(whose: str, state: str) -> Named:
    def arguments(shown: Furnished) -> Arguments:
        group = group_of(shown, whose)
        found = Action.objects.filter(group=group, state=state).earliest("pk")
        return {"slug": group.slug, "public_id": found.public_id}

    return arguments


def of_activity(seen_by: str = "convenor", **facts: object) -> Example:
    return Example(seen_by, an_activity("own"), an_activity("other"), **facts)  # type: ignore[arg-type]  # the fields of Example


def of_meeting(seen_by: str = "convenor", state: str = "called", **facts: object) -> Example:
    return Example(seen_by, a_meeting("own", state), a_meeting("other", state), **facts)  # type: ignore[arg-type]  # as above


def of_action(seen_by: str = "head", state: str = "open", **facts: object) -> Example:
    return Example(seen_by, an_action("own", state), an_action("other", state), **facts)  # type: ignore[arg-type]  # as above


PRESSED: dict[str, object] = {"methods": ("POST",), "not_a_page": BUTTON}

WORK: dict[str, Example] = {
    "groups_at_work": Example("consortium"),
    "group_plan": of_group(),
    "plan_past": Example("head", past_plan("own"), past_plan("other")),
    "plan_begin": of_group("convenor", **PRESSED),
    "plan_aims": of_group("convenor", methods=FORM),
    "plan_evidence": of_group("convenor", methods=FORM),
    "plan_evidence_remove": of_group("convenor", **PRESSED),
    "plan_measures": of_group("convenor", methods=FORM),
    "plan_budget": of_group("convenor", methods=FORM),
    "plan_conditions": of_group("convenor", methods=FORM),
    "plan_propose": of_group("convenor", **PRESSED),
    "plan_take_back": of_group("convenor", **PRESSED),
    "plan_agree": of_group("head", **PRESSED),
    "plan_settle": of_group("convenor", **PRESSED),
    "plan_comment": of_group("head", **PRESSED),
    "plan_close": of_group("convenor", methods=FORM),
    "activity_new": of_group("convenor", methods=FORM),
    "activity": of_activity("head"),
    "activity_edit": of_activity(methods=FORM),
    "activity_book": of_activity(**PRESSED),
    "activity_unbook": of_activity(**PRESSED),
    "activity_done": of_activity(methods=FORM),
    "activity_drop": of_activity(methods=FORM),
    "group_meetings": of_group(),
    "meeting_new": of_group("convenor", methods=FORM),
    "meeting": of_meeting("head", "held"),
    "meeting_edit": of_meeting(methods=FORM),
    "meeting_record": of_meeting(methods=FORM),
    "meeting_cancel": of_meeting(methods=FORM),
    "meeting_calendar": of_meeting("head", not_a_page=FILE),
    "meeting_action": of_meeting(state="held", methods=FORM),
    "group_actions": of_group(),
    "action_new": of_group("convenor", methods=FORM),
    "action_done": of_action(methods=FORM),
    "action_drop": of_action(methods=FORM),
    "action_reopen": of_action(state="done", **PRESSED),
}
