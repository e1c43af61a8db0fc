"""Who does what. Read it aloud: each role, what it is for, what it may do and where."""

from django.utils.translation import gettext_lazy as _

from core.enums import Permission as CorePermission
from core.enums import ScopeKind
from core.roles import allow, define_role
from schools.enums import Permission, Role

define_role(
    Role.HEADTEACHER,
    name=Role.HEADTEACHER.label,
    purpose=_("Leads a school: sees all of its own school and decides for it."),
    scope_kind=ScopeKind.SCHOOL,
)
define_role(
    Role.TEACHER,
    name=Role.TEACHER.label,
    purpose=_("Works at a school: sees how it stands, as the headteacher allows."),
    scope_kind=ScopeKind.SCHOOL,
)
define_role(
    Role.GOVERNOR,
    name=Role.GOVERNOR.label,
    purpose=_("Governs a school: reads its position, answers for the governing body."),
    scope_kind=ScopeKind.SCHOOL,
)
define_role(
    Role.ADVISER,
    name=Role.ADVISER.label,
    purpose=_("Supports and challenges the schools of a caseload."),
    scope_kind=ScopeKind.SCHOOL,
)
define_role(
    Role.SENIOR_ADVISER,
    name=Role.SENIOR_ADVISER.label,
    purpose=_("Leads the advisers of one authority."),
    scope_kind=ScopeKind.AUTHORITY,
)
define_role(
    Role.AUTHORITY_OFFICER,
    name=Role.AUTHORITY_OFFICER.label,
    purpose=_("Answers for the schools of one authority."),
    scope_kind=ScopeKind.AUTHORITY,
)
define_role(
    Role.CONSORTIUM,
    name=Role.CONSORTIUM.label,
    purpose=_("Works for the region: sees all of its schools and its dashboard."),
    scope_kind=ScopeKind.REGION,
)
define_role(
    Role.DATA_OFFICER,
    name=Role.DATA_OFFICER.label,
    purpose=_("Imports, checks and publishes the region's figures."),
    scope_kind=ScopeKind.REGION,
)
define_role(
    Role.ADMINISTRATOR,
    name=Role.ADMINISTRATOR.label,
    purpose=_("Looks after accounts and roles; sees no school's detail."),
    scope_kind=ScopeKind.REGION,
)

allow(Role, regionwide=[Permission.VIEW_REGISTER])
allow(
    [
        Role.HEADTEACHER,
        Role.TEACHER,
        Role.GOVERNOR,
        Role.ADVISER,
        Role.SENIOR_ADVISER,
        Role.AUTHORITY_OFFICER,
        Role.CONSORTIUM,
        Role.DATA_OFFICER,
    ],
    within=[Permission.VIEW_DETAIL],
)
# Exact figures of small cohorts: own head, the school's adviser and authority (domain rules, section 8.1).
allow(
    [Role.HEADTEACHER, Role.ADVISER, Role.SENIOR_ADVISER, Role.AUTHORITY_OFFICER],
    within=[Permission.VIEW_EXACT],
)
allow([Role.HEADTEACHER, Role.DATA_OFFICER], within=[Permission.EDIT_CONTACTS])
allow([Role.ADVISER, Role.SENIOR_ADVISER], within=[Permission.VIEW_CASELOAD])
# The dashboard holds sums over schools; names on it follow VIEW_DETAIL.
allow(
    [Role.SENIOR_ADVISER, Role.AUTHORITY_OFFICER, Role.CONSORTIUM, Role.DATA_OFFICER],
    regionwide=[Permission.VIEW_REGION],
)
allow([Role.DATA_OFFICER], within=[Permission.IMPORT, Permission.RECOMPUTE, Permission.EDIT_REGISTER])
allow([Role.ADMINISTRATOR], within=[CorePermission.MANAGE_PEOPLE])
# The school's own review: the head leads; staff read where the head lets them; others once it is shared.
allow([Role.HEADTEACHER], within=[Permission.LEAD_REVIEW])
allow([Role.TEACHER], within=[Permission.READ_REVIEW_AS_STAFF])
allow(
    [Role.HEADTEACHER, Role.GOVERNOR, Role.ADVISER, Role.SENIOR_ADVISER, Role.AUTHORITY_OFFICER],
    within=[Permission.READ_REVIEW],
)
allow(
    [
        Role.HEADTEACHER,
        Role.GOVERNOR,
        Role.ADVISER,
        Role.SENIOR_ADVISER,
        Role.AUTHORITY_OFFICER,
        Role.CONSORTIUM,
    ],
    within=[Permission.MAKE_PACK],
)
# Who sees a level before it is published: the school's head and governors, its adviser, its authority, the
# consortium. Each may do one part of the process; no role proposes and moderates.
allow(
    [
        Role.HEADTEACHER,
        Role.GOVERNOR,
        Role.ADVISER,
        Role.SENIOR_ADVISER,
        Role.AUTHORITY_OFFICER,
        Role.CONSORTIUM,
    ],
    within=[Permission.VIEW_SUPPORT],
)
allow(
    [Role.ADVISER, Role.SENIOR_ADVISER, Role.AUTHORITY_OFFICER, Role.CONSORTIUM],
    within=[Permission.FOLLOW_SUPPORT],
)
allow([Role.HEADTEACHER, Role.ADVISER], within=[Permission.ADD_EVIDENCE])
allow([Role.ADVISER], within=[Permission.PROPOSE_LEVEL])
allow([Role.HEADTEACHER], within=[Permission.ANSWER_AS_HEAD])
allow([Role.GOVERNOR], within=[Permission.ANSWER_AS_GOVERNOR])
allow([Role.SENIOR_ADVISER], within=[Permission.MODERATE_AUTHORITY])
allow([Role.CONSORTIUM], within=[Permission.MODERATE_REGION, Permission.RUN_SUPPORT])
allow([Role.AUTHORITY_OFFICER, Role.CONSORTIUM], within=[Permission.DECIDE_APPEALS])
# Days of support: the head reads them, advisers book them, the senior adviser approves more.
allow(
    [
        Role.HEADTEACHER,
        Role.ADVISER,
        Role.SENIOR_ADVISER,
        Role.AUTHORITY_OFFICER,
        Role.CONSORTIUM,
    ],
    within=[Permission.VIEW_DAYS],
)
allow([Role.ADVISER, Role.SENIOR_ADVISER], within=[Permission.BOOK_DAYS])
allow([Role.SENIOR_ADVISER], within=[Permission.APPROVE_DAYS])
allow(
    [Role.SENIOR_ADVISER, Role.AUTHORITY_OFFICER, Role.CONSORTIUM],
    within=[Permission.VIEW_WORKLOAD],
)
allow([Role.SENIOR_ADVISER, Role.CONSORTIUM], within=[Permission.VIEW_CONSISTENCY])
allow(
    [Role.DATA_OFFICER],
    within=[Permission.GOVERN_INDICATORS, Permission.ANNOUNCE, Permission.KEEP_INSPECTIONS],
)
allow([Role.HEADTEACHER], within=[Permission.WRITE_NOTES])
allow([Role.DATA_OFFICER], within=[Permission.CHANGE_COMPARING])
# Strengths and needs: the school and its adviser state and confirm; those above read. Staff and strangers see
# less: schools.queries.strengths.readable says what.
allow(
    [
        Role.HEADTEACHER,
        Role.TEACHER,
        Role.GOVERNOR,
        Role.ADVISER,
        Role.SENIOR_ADVISER,
        Role.AUTHORITY_OFFICER,
        Role.CONSORTIUM,
    ],
    within=[Permission.VIEW_STRENGTHS],
)
allow(
    [
        Role.HEADTEACHER,
        Role.GOVERNOR,
        Role.ADVISER,
        Role.SENIOR_ADVISER,
        Role.AUTHORITY_OFFICER,
        Role.CONSORTIUM,
    ],
    within=[Permission.VIEW_NEEDS],
)
allow([Role.HEADTEACHER], within=[Permission.STATE_AS_SCHOOL])
allow([Role.HEADTEACHER, Role.ADVISER, Role.SENIOR_ADVISER], within=[Permission.STATE])
allow(
    [Role.SENIOR_ADVISER, Role.AUTHORITY_OFFICER, Role.CONSORTIUM],
    within=[Permission.VIEW_TOPICS, Permission.VIEW_TIME_OUT_SUMS],
)
allow([Role.CONSORTIUM], within=[Permission.SET_FADING])
# Staff-days out of school: the head keeps the ledger.
allow([Role.HEADTEACHER], within=[Permission.KEEP_TIME_OUT])
allow(
    [
        Role.HEADTEACHER,
        Role.GOVERNOR,
        Role.ADVISER,
        Role.SENIOR_ADVISER,
        Role.AUTHORITY_OFFICER,
        Role.CONSORTIUM,
    ],
    within=[Permission.VIEW_TIME_OUT],
)
