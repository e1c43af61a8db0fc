"""A school is chosen and asked to help another:

draft → sent                  its days are held until the last day to answer
sent → accepted               a partnership is opened, the days are booked
sent → refused, expired       the days are free again, and the ask goes back to the broker
draft, sent → withdrawn       taken back, or another choice was made
"""

from brokerage.services.inviting.answering import answer_invitation, is_over, say_maybe
from brokerage.services.inviting.choosing import choose_school, last_days, send_invitation
from brokerage.services.inviting.ending import expire_due, give_longer, remind_invited, take_back

__all__ = [
    "answer_invitation",
    "choose_school",
    "expire_due",
    "give_longer",
    "is_over",
    "last_days",
    "remind_invited",
    "say_maybe",
    "send_invitation",
    "take_back",
]
