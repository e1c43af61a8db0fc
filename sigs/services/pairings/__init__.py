"""Pairs and trios of a group's schools.

asked → agreed      every side has said yes
asked → declined    one side has said not now, with its reason
asked, agreed → lapsed     a side left the group, or the group was closed (sigs.services.stopping)
agreed → ended      with what came of it
"""

from sigs.services.pairings.asking import ask_pairing
from sigs.services.pairings.refusals import AskedAlready, NotComplementary, PairRefusal, SharesTooLittle
from sigs.services.pairings.steps import AGREE, DECLINE, END, answer_pairing, end_pairing

__all__ = [
    "AGREE",
    "DECLINE",
    "END",
    "AskedAlready",
    "NotComplementary",
    "PairRefusal",
    "SharesTooLittle",
    "answer_pairing",
    "ask_pairing",
    "end_pairing",
]
