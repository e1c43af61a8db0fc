"""The addresses of visits, of what stands still, and of pauses."""

from brokerage.models import Stall, Visit, VisitAction
from schools.models import SupportLevel
from tests.architecture.example import BUTTON, FORM, Arguments, Example, Named, of_school
from tests.architecture.furnished import Furnished


def a_visit(state: str) -> tuple[Named, Named]:
    """Of each of the two schools, one in the state: its note a draft, or sent."""

    def of(school: str) -> Named:
        def named(shown: Furnished) -> Arguments:
            rows = Visit.objects.filter(school=getattr(shown.world, school), notes__state=state)
            return {"public_id": rows.order_by("pk")[0].public_id}

        return named

    return of("school"), of("other_school")


def an_action(state: str) -> tuple[Named, Named]:
    def of(school: str) -> Named:
        def named(shown: Furnished) -> Arguments:
            rows = VisitAction.objects.filter(
                note__visit__school=getattr(shown.world, school), note__state=state, state="open"
            )
            return {"public_id": rows.order_by("pk")[0].public_id}

        return named

    return of("school"), of("other_school")


def a_stall() -> tuple[Named, Named]:
    def of(school: str) -> Named:
        return lambda shown: {
            "public_id": Stall.objects.filter(school=getattr(shown.world, school)).order_by("pk")[0].public_id
        }

    return of("school"), of("other_school")


def a_level(shown: Furnished) -> Arguments:
    return {"slug": SupportLevel.objects.order_by("position")[0].slug}


MOVING: dict[str, Example] = {
    "visits": Example("adviser"),
    "school_visits": of_school("adviser"),
    "visit_plan": of_school("adviser", methods=FORM),
    "visit": Example("adviser", *a_visit("sent")),
    "visit_change": Example("adviser", *a_visit("draft"), methods=FORM),
    "visit_prepare": Example("adviser", *a_visit("draft"), methods=FORM),
    "visit_cancel": Example("adviser", *a_visit("draft"), methods=FORM),
    "visit_note": Example("adviser", *a_visit("draft"), methods=FORM),
    "visit_action_new": Example("adviser", *a_visit("draft"), methods=FORM),
    "visit_send": Example("adviser", *a_visit("draft"), methods=("POST",), not_a_page=BUTTON),
    "visit_correct": Example("adviser", *a_visit("sent"), methods=("POST",), not_a_page=BUTTON),
    "visit_accurate": Example("head", *a_visit("sent"), methods=("POST",), not_a_page=BUTTON),
    "visit_dispute": Example("head", *a_visit("sent"), methods=FORM),
    "visit_action_leave_out": Example("adviser", *an_action("draft"), methods=("POST",), not_a_page=BUTTON),
    "visit_action_end": Example("adviser", *an_action("sent"), methods=FORM),
    "visit_action_answer": Example("head", *an_action("sent"), methods=FORM),
    "workload": Example("senior_adviser"),
    "first_visit": Example("consortium", a_level, methods=FORM),
    "adviser_release": Example(
        "senior_adviser", lambda shown: {"pk": shown.world.people.adviser.pk}, methods=FORM
    ),
    "stalled": Example("consortium"),
    "stall_rules": Example("consortium"),
    "stall_rule": Example("consortium", lambda shown: {"kind": "contact"}, methods=FORM),
    "stall_nudge": Example("consortium", *a_stall(), methods=("POST",), not_a_page=BUTTON),
    "school_pause": of_school(methods=FORM),
    "pause_lift": of_school(methods=("POST",), not_a_page=BUTTON),
}
