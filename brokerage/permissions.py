"""Who does what in brokerage. A partnership's scope lies under each of its schools, as a group's does."""

from brokerage.enums import Permission
from core.roles import allow
from schools.enums import Role

HELP_IS_SEEN = [
    Role.HEADTEACHER,
    Role.ADVISER,
    Role.SENIOR_ADVISER,
    Role.AUTHORITY_OFFICER,
    Role.CONSORTIUM,
]

allow(HELP_IS_SEEN, within=[Permission.VIEW_HELP, Permission.VIEW_PARTNERSHIP, Permission.VIEW_SUPPORT_PLAN])
allow([Role.TEACHER], within=[Permission.VIEW_PARTNERSHIP])
allow([Role.GOVERNOR], within=[Permission.VIEW_SUPPORT_PLAN, Permission.READ_VISITS])
allow(
    [Role.HEADTEACHER],
    within=[
        Permission.ASK_FOR_HELP,
        Permission.SPEAK_FOR_HELP,
        Permission.WORK_IN_PARTNERSHIP,
        Permission.READ_VISITS,
        Permission.ANSWER_VISITS,
        Permission.ANSWER_SUPPORT_PLAN,
        Permission.PAUSE_CHASERS,
    ],
)
allow([Role.TEACHER], within=[Permission.WORK_IN_PARTNERSHIP])
allow(
    [Role.ADVISER, Role.SENIOR_ADVISER],
    within=[
        Permission.ASK_FOR_HELP,
        Permission.BROKER,
        Permission.WORK_IN_PARTNERSHIP,
        Permission.KEEP_PARTNERSHIP,
        Permission.VIEW_VISITS,
        Permission.READ_VISITS,
        Permission.WRITE_VISITS,
        Permission.LEAD_SUPPORT_PLAN,
        Permission.VIEW_CONCERNS,
        Permission.WORK_CONCERNS,
        Permission.PAUSE_CHASERS,
    ],
)
allow(
    [Role.AUTHORITY_OFFICER],
    within=[
        Permission.VIEW_VISITS,
        Permission.READ_VISITS,
        Permission.VIEW_CONCERNS,
        Permission.WORK_CONCERNS,
        Permission.ISSUE_NOTICE,
    ],
)
allow(
    [Role.CONSORTIUM],
    within=[
        Permission.ASK_FOR_HELP,
        Permission.BROKER,
        Permission.BROKER_REGION,
        Permission.WORK_IN_PARTNERSHIP,
        Permission.KEEP_PARTNERSHIP,
        Permission.VIEW_CONCERNS,
        Permission.WORK_CONCERNS,
        Permission.PAUSE_CHASERS,
    ],
)
allow(
    [Role.SENIOR_ADVISER, Role.AUTHORITY_OFFICER, Role.CONSORTIUM],
    within=[Permission.VIEW_UNMET, Permission.VIEW_CAPACITY],
)
