"""The life of a school's own review:

writing → shared               with adviser and governors; `take_back` undoes it
shared  → summary published    to everybody signed in, in both languages; `withdraw` undoes it
any     → closed               for the year: read-only from then on; the next begins from it, and until it
                               does, `reopen` undoes it
"""

from schools.services.review.beginning import begin_review
from schools.services.review.evidence import (
    add_evidence,
    change_evidence,
    drop_removed_evidence,
    remove_evidence,
    restore_evidence,
)
from schools.services.review.steps import (
    close_review,
    let_staff_read,
    publish_summary,
    reopen_review,
    say_read,
    share_review,
    take_back_review,
    withdraw_summary,
)
from schools.services.review.writing import (
    ReviewChangedMeanwhile,
    save_priorities,
    save_section,
    save_summary,
)

__all__ = [
    "ReviewChangedMeanwhile",
    "add_evidence",
    "begin_review",
    "change_evidence",
    "close_review",
    "drop_removed_evidence",
    "let_staff_read",
    "publish_summary",
    "remove_evidence",
    "reopen_review",
    "restore_evidence",
    "save_priorities",
    "save_section",
    "save_summary",
    "say_read",
    "share_review",
    "take_back_review",
    "withdraw_summary",
]
