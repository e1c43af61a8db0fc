"""The addresses of concerns, support plans and inspections."""

from typing import Any

from brokerage.models import Concern, ConcernMeeting, JointVisit, ProgressMeeting, WarningNotice
from schools.models import Inspection
from tests.architecture.example import BUTTON, FORM, Arguments, Example, Named, of_school
from tests.architecture.furnished import Furnished


def both(read: Any) -> tuple[Named, Named]:
    """`read` gives the arguments for a school."""
    return (lambda shown: read(shown.world.school)), (lambda shown: read(shown.world.other_school))


def a_concern(school: Any) -> Arguments:
    return {"concern": Concern.objects.get(school=school).public_id}


def a_meeting(school: Any) -> Arguments:
    meetings = ConcernMeeting.objects.filter(authority=school.authority)
    return {"meeting": meetings.earliest("pk").public_id}


def a_warning(school: Any) -> Arguments:
    return {"warning": WarningNotice.objects.filter(concern__school=school).earliest("pk").public_id}


def a_visit(school: Any) -> Arguments:
    return {"visit": JointVisit.objects.get(concern__school=school).public_id}


def a_progress_meeting(school: Any) -> Arguments:
    found = ProgressMeeting.objects.filter(plan__school=school, state="planned").earliest("pk")
    return {"number": school.number, "meeting": found.public_id}


def an_inspection(school: Any) -> Arguments:
    return {"number": school.number, "public_id": Inspection.objects.filter(school=school)[0].public_id}


def of_officer(read: Any) -> Example:
    """Of the other school, whose authority has an officer among the people of the tests."""

    def named(shown: Furnished) -> Arguments:
        found: Arguments = read(shown.world.other_school)
        return found

    return Example("authority_officer", named, methods=FORM)


def an_item(school: Any) -> Arguments:
    return {**a_meeting(school), **a_concern(school)}


AN_AIM = {"position": 1}

CONCERNS: dict[str, Example] = {
    "concerns": Example("consortium"),
    "concern_new": Example("consortium", methods=FORM),
    "concern": Example("adviser", *both(a_concern)),
    **{
        name: Example("adviser", *both(a_concern), methods=FORM)
        for name in (
            "concern_review",
            "concern_told",
            "concern_raise",
            "concern_ease",
            "concern_close",
            "joint_visit_new",
        )
    },
    "joint_visit_made": Example("adviser", *both(a_visit), methods=FORM),
    "joint_visit_cancel": Example("adviser", *both(a_visit), methods=FORM),
    "concern_meeting_new": Example("consortium", methods=FORM),
    "concern_meeting": Example("senior_adviser", *both(a_meeting)),
    "concern_meeting_held": Example("senior_adviser", *both(a_meeting), methods=FORM),
    "concern_meeting_cancel": Example("senior_adviser", *both(a_meeting), methods=FORM),
    "concern_meeting_said": Example("senior_adviser", *both(an_item), methods=FORM),
    "warning": Example("adviser", *both(a_warning)),
    "warning_new": of_officer(a_concern),
    "warning_over": of_officer(a_warning),
    "intervention_new": of_officer(a_concern),
    "support_plans": Example("consortium"),
    "support_plan": of_school("head"),
    **{
        name: of_school("adviser", methods=FORM)
        for name in ("support_plan_new", "support_plan_edit", "support_plan_close", "plan_aim_new")
    },
    "support_plan_put": of_school("adviser", methods=("POST",), not_a_page=BUTTON),
    "support_plan_agree": of_school("head", methods=("POST",), not_a_page=BUTTON),
    "support_plan_back": of_school("head", methods=FORM),
    "plan_aim_edit": of_school("adviser", more=AN_AIM, methods=FORM),
    "plan_aim_outcome": of_school("adviser", more=AN_AIM, methods=FORM),
    "plan_aim_remove": of_school("adviser", more=AN_AIM, methods=("POST",), not_a_page=BUTTON),
    "progress_meeting_new": of_school("adviser", methods=FORM),
    "progress_meeting": Example("head", *both(a_progress_meeting)),
    "progress_meeting_held": Example("adviser", *both(a_progress_meeting), methods=FORM),
    "progress_meeting_cancel": Example("adviser", *both(a_progress_meeting), methods=FORM),
    "inspections": of_school("head"),
    "inspection_new": of_school("data_officer", methods=FORM),
    "inspection_edit": Example("data_officer", *both(an_inspection), methods=FORM),
    "inspection_withdraw": Example("data_officer", *both(an_inspection), methods=FORM),
}
