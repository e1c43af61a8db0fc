"""States of brokerage for test_steps: where a thing begins, whose a step is that fits several, and a row of
each model in any state. Each noun appends its own."""

from collections.abc import Callable

from django.db.models import Model

from brokerage.services import promising
from brokerage.services.concerns import jointvisits as joint_visits
from brokerage.services.concerns import meetings as concern_meetings
from brokerage.services.concerns import notices as warnings
from brokerage.services.concerns import register as concern_steps
from brokerage.services.inviting import answering as invitation_answers
from brokerage.services.inviting import choosing as choices
from brokerage.services.inviting import ending as invitation_ends
from brokerage.services.partnerships import agreeing, evaluating, halting, tasks
from brokerage.services.partnerships import days as partnership_days
from brokerage.services.regionmatch import running as region_match
from brokerage.services.supportplans import meetings as progress_meetings
from brokerage.services.supportplans import writing as plan_steps
from brokerage.services.visits import agreeing as agreed_actions
from brokerage.services.visits import noting, planning
from core.transitions import Transition
from tests.brokerage.concerns.states import (
    a_concern_in,
    a_concern_meeting,
    a_joint_visit,
    a_plan_in,
    a_progress_meeting,
    a_warning_in,
    an_aim_in,
)
from tests.brokerage.invitations.states import a_promise_in, an_invitation_in
from tests.brokerage.matching.states import a_region_match
from tests.brokerage.partnerships.states import a_partnership_in, a_planned_day_in, a_task_in
from tests.brokerage.states_of_asks import an_ask_in
from tests.brokerage.visits.states import a_visit_in, a_visit_note_in, an_agreed_action_in
from tests.personas import World

FIRST_OF_HELP = {
    "brokerage.Ask": "entered",
    "brokerage.Visit": "planned",
    "brokerage.VisitAction": "open",
    "brokerage.VisitNote": "draft",
    "brokerage.Concern": "watch",
    "brokerage.ConcernMeeting": "called",
    "brokerage.Invitation": "draft",
    "brokerage.JointVisit": "planned",
    "brokerage.PlanAim": "open",
    "brokerage.ProgressMeeting": "planned",
    "brokerage.Promise": "promised",
    "brokerage.SupportPlan": "draft",
    "brokerage.WarningNotice": "issued",
    "brokerage.Partnership": "agreeing",
    "brokerage.PartnershipTask": "not_started",
    "brokerage.PlannedDay": "planned",
    "brokerage.RegionMatch": "queued",
}
SHARED_OF_HELP: dict[Transition, str] = {
    planning.CANCEL: "brokerage.Visit",
    noting.NOTE: "brokerage.Visit",
    noting.SEND: "brokerage.VisitNote",
    noting.AGREE: "brokerage.VisitNote",
    noting.DISPUTE: "brokerage.VisitNote",
    agreed_actions.FINISH: "brokerage.VisitAction",
    agreed_actions.DROP: "brokerage.VisitAction",
    **dict.fromkeys(
        (
            concern_steps.TO_CONCERN,
            concern_steps.TO_SERIOUS,
            concern_steps.BACK_TO_CONCERN,
            concern_steps.BACK_TO_WATCH,
            concern_steps.CLOSE,
        ),
        "brokerage.Concern",
    ),
    concern_meetings.HOLD: "brokerage.ConcernMeeting",
    concern_meetings.CANCEL: "brokerage.ConcernMeeting",
    joint_visits.MAKE: "brokerage.JointVisit",
    joint_visits.CANCEL: "brokerage.JointVisit",
    warnings.MEET: "brokerage.WarningNotice",
    warnings.FAIL: "brokerage.WarningNotice",
    warnings.WITHDRAW: "brokerage.WarningNotice",
    progress_meetings.HOLD: "brokerage.ProgressMeeting",
    progress_meetings.CANCEL: "brokerage.ProgressMeeting",
    **dict.fromkeys(
        (plan_steps.PUT, plan_steps.AGREE, plan_steps.SEND_BACK, plan_steps.CLOSE), "brokerage.SupportPlan"
    ),
    **dict.fromkeys((plan_steps.REACH, plan_steps.REACH_PARTLY, plan_steps.MISS), "brokerage.PlanAim"),
    partnership_days.USE: "brokerage.PlannedDay",
    partnership_days.DROP: "brokerage.PlannedDay",
    agreeing.BEGIN: "brokerage.Partnership",
    agreeing.DECLINE: "brokerage.Partnership",
    halting.PAUSE: "brokerage.Partnership",
    halting.RESUME: "brokerage.Partnership",
    halting.STOP: "brokerage.Partnership",
    evaluating.CLOSE: "brokerage.Partnership",
    tasks.PUT_BACK: "brokerage.PartnershipTask",
    tasks.TAKE_UP: "brokerage.PartnershipTask",
    tasks.FINISH: "brokerage.PartnershipTask",
    tasks.GET_STUCK: "brokerage.PartnershipTask",
    tasks.LEAVE_OUT: "brokerage.PartnershipTask",
    **dict.fromkeys((promising.BOOK, promising.USE, promising.RELEASE), "brokerage.Promise"),
    **dict.fromkeys(
        (
            choices.SEND,
            choices.DISCARD,
            invitation_answers.ACCEPT,
            invitation_answers.REFUSE,
            invitation_ends.TAKE_BACK,
            invitation_ends.EXPIRE,
        ),
        "brokerage.Invitation",
    ),
    region_match.BEGIN: "brokerage.RegionMatch",
    region_match.FINISH: "brokerage.RegionMatch",
    region_match.FAIL: "brokerage.RegionMatch",
}
ROWS_OF_HELP: dict[str, Callable[[World, str], Model]] = {
    "brokerage.Ask": an_ask_in,
    "brokerage.Visit": a_visit_in,
    "brokerage.VisitAction": an_agreed_action_in,
    "brokerage.VisitNote": a_visit_note_in,
    "brokerage.Concern": a_concern_in,
    "brokerage.ConcernMeeting": a_concern_meeting,
    "brokerage.Invitation": an_invitation_in,
    "brokerage.JointVisit": a_joint_visit,
    "brokerage.Promise": a_promise_in,
    "brokerage.PlanAim": an_aim_in,
    "brokerage.ProgressMeeting": a_progress_meeting,
    "brokerage.SupportPlan": a_plan_in,
    "brokerage.WarningNotice": a_warning_in,
    "brokerage.Partnership": a_partnership_in,
    "brokerage.PartnershipTask": a_task_in,
    "brokerage.PlannedDay": a_planned_day_in,
    "brokerage.RegionMatch": a_region_match,
}
