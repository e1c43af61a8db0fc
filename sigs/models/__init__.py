from sigs.models.activity import Activity, ActivityPeople, ActivitySchool
from sigs.models.composition import Composition, CompositionData, CompositionRun, Placement
from sigs.models.group import Group, GroupMember, Tier
from sigs.models.meeting import Action, Meeting, MeetingSchool
from sigs.models.plan import (
    Plan,
    PlanAgreement,
    PlanBudgetLine,
    PlanComment,
    PlanCondition,
    PlanEvidence,
    PlanMeasure,
    PlanTopic,
    PlanVersion,
)
from sigs.models.work import ActivityKind, Condition, GroupHealth, HealthRule, PeopleLevel

__all__ = [
    "Action",
    "Activity",
    "ActivityKind",
    "ActivityPeople",
    "ActivitySchool",
    "Composition",
    "CompositionData",
    "CompositionRun",
    "Condition",
    "Group",
    "GroupHealth",
    "GroupMember",
    "HealthRule",
    "Meeting",
    "MeetingSchool",
    "PeopleLevel",
    "Placement",
    "Plan",
    "PlanAgreement",
    "PlanBudgetLine",
    "PlanComment",
    "PlanCondition",
    "PlanEvidence",
    "PlanMeasure",
    "PlanTopic",
    "PlanVersion",
    "Tier",
]
