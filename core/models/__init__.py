from core.models.job import Job
from core.models.notice import Notice
from core.models.person import Invitation, User
from core.models.scope import RoleAssignment, Scope

__all__ = ["Invitation", "Job", "Notice", "RoleAssignment", "Scope", "User"]
