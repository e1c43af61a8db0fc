"""What the reader of a file may do in it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from brokerage.enums import PartnershipState, Permission, StandardTask
from brokerage.models import Partner, Partnership
from brokerage.queries.partnershipfile import FileRows, evaluation_of
from core.authorise import posts
from schools.queries.support.ties import POSTS_THAT_TIE


@dataclass(frozen=True)
class Reader:
    may_work: bool
    may_keep: bool
    # The schools for which the reader speaks and has not agreed yet.
    to_agree: list[Partner]
    is_evaluator: bool
    is_open: bool
    is_active: bool

    @property
    def may_write(self) -> bool:
        """In what needs no agreement of the heads."""
        return self.may_work and self.is_open

    @property
    def may_log(self) -> bool:
        return self.may_work and self.is_active

    def url_of(self, code: StandardTask, file: FileRows) -> str:
        """Where the reader does it; empty where somebody else does."""
        key = file.partnership.public_id
        waiting = next((row for row in file.reviews if not row.held_on), None)
        unsaid = next((row for row in file.objectives if not row.now_on and not row.dropped_at), None)
        ways: dict[StandardTask, tuple[bool, str, Any]] = {
            StandardTask.AGREEMENT: (bool(self.to_agree), "partnership_answer", key),
            StandardTask.OBJECTIVES: (self.may_write, "partnership_objective_new", key),
            StandardTask.DAYS: (self.may_write, "partnership_day_new", key),
            StandardTask.MONEY: (self.may_keep and self.is_open, "partnership_money_new", key),
            StandardTask.CONTACT: (self.may_log, "partnership_contact_new", key),
            StandardTask.REVIEWS: (
                self.may_log and waiting is not None,
                "partnership_review",
                waiting and waiting.public_id,
            ),
            StandardTask.NOW: (
                self.may_log and unsaid is not None,
                "partnership_objective_now",
                unsaid and unsaid.public_id,
            ),
            StandardTask.EVALUATOR: (self.may_keep and self.is_active, "partnership_evaluator", key),
            StandardTask.EVALUATION: (self.is_evaluator and self.is_active, "partnership_evaluation", key),
            StandardTask.CLOSING: (self.may_keep and self.is_active, "partnership_close", key),
        }
        may, name, argument = ways[code]
        return reverse(name, args=[argument]) if may else ""


def reader_of(user: Any, partnership: Partnership) -> Reader:
    partners = list(partnership.partners.all())
    tying = {post.scope_id for post in posts(user) if post.role in POSTS_THAT_TIE}
    near = any(row.school.scope_id in tying for row in partners)
    evaluation = evaluation_of(partnership)
    agreeing, active = PartnershipState.AGREEING, PartnershipState.ACTIVE
    return Reader(
        may_work=user.has_perm(Permission.WORK_IN_PARTNERSHIP, partnership),
        may_keep=not near and user.has_perm(Permission.KEEP_PARTNERSHIP, partnership),
        to_agree=[
            row
            for row in partners
            if not row.agreed_at
            and partnership.state == agreeing
            and user.has_perm(Permission.SPEAK_FOR_HELP, row.school)
        ],
        is_evaluator=evaluation is not None and evaluation.evaluator_id == user.pk,
        is_open=partnership.state in {agreeing, active},
        is_active=partnership.state == active,
    )
