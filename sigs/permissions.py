"""Who does what in groups of schools. A group's scope counts its member schools among what it lies under:
what a head may do at the own school counts in the school's groups, and ends with membership."""

from django.utils.translation import gettext_lazy as _

from core.enums import ScopeKind
from core.roles import allow, define_role
from schools.enums import Permission as SchoolsPermission
from schools.enums import Role as SchoolsRole
from sigs.enums import Permission, Role

define_role(
    Role.CONVENOR,
    name=Role.CONVENOR.label,
    purpose=_("Leads a group of schools: plans, calls meetings, spends, evaluates."),
    scope_kind=ScopeKind.GROUP,
)

allow([Role.CONVENOR], regionwide=[SchoolsPermission.VIEW_REGISTER])
allow(
    [
        SchoolsRole.HEADTEACHER,
        SchoolsRole.TEACHER,
        SchoolsRole.ADVISER,
        SchoolsRole.SENIOR_ADVISER,
        SchoolsRole.AUTHORITY_OFFICER,
        SchoolsRole.CONSORTIUM,
        Role.CONVENOR,
    ],
    within=[Permission.VIEW_GROUP],
)
allow([SchoolsRole.HEADTEACHER, SchoolsRole.TEACHER, Role.CONVENOR], within=[Permission.TAKE_PART])
allow([SchoolsRole.HEADTEACHER], within=[Permission.ANSWER_FOR_SCHOOL])
allow([Role.CONVENOR], within=[Permission.LEAD_GROUP])
allow(
    [SchoolsRole.CONSORTIUM],
    within=[Permission.MANAGE_GROUPS, Permission.COMPOSE, Permission.DECIDE_MONEY],
)
# A page for everybody at the member schools, governors with them, and for nobody else until it is opened.
allow(
    [SchoolsRole.HEADTEACHER, SchoolsRole.TEACHER, SchoolsRole.GOVERNOR, Role.CONVENOR],
    within=[Permission.READ_SUMMARY],
)
