from core.models.job import Job
from core.models.notice import Notice
from core.models.person import Invitation, User
from core.models.scope import RoleAssignment, Scope
from core.models.token import PersonalToken

__all__ = ["Invitation", "Job", "Notice", "PersonalToken", "RoleAssignment", "Scope", "User"]
