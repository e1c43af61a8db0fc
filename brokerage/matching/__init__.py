"""Matching needs with schools that can help: numpy and scipy only, no table is read except in `reading`.

rank(problem) -> Ranking                             one need: candidates best first, who is blocked by what
task_of(problem) -> Task                             the whole region, ready to be solved or kept
assign(task, *, forced=()) -> Assignment | None      the best for all together
alternatives(task, best, ask_id) -> (Alternative, …) what another school would cost the whole
greedy(task), everyone_picks_best(task)              what to hold it against
mutual_pairs(parties, minutes, may) -> (Mutual, …)   give and get

reading.suppliers_for(ask) -> Problem                one ask
reading.whole_region(asks) -> Problem                all of them
"""

from brokerage.enums.matching import Rule, TermName
from brokerage.matching.answers import VERSION, Candidate, Ranking, Relaxed, Term
from brokerage.matching.assigning import (
    Alternative,
    Assignment,
    Pair,
    Room,
    Task,
    alternatives,
    assign,
    loads,
    task_of,
)
from brokerage.matching.controls import everyone_picks_best, greedy
from brokerage.matching.mutual import Mutual, Party, mutual_pairs
from brokerage.matching.problem import Evidence, Need, Problem, Supplier, Weights
from brokerage.matching.ranking import rank

__all__ = [
    "VERSION",
    "Alternative",
    "Assignment",
    "Candidate",
    "Evidence",
    "Mutual",
    "Need",
    "Pair",
    "Party",
    "Problem",
    "Ranking",
    "Relaxed",
    "Room",
    "Rule",
    "Supplier",
    "Task",
    "Term",
    "TermName",
    "Weights",
    "alternatives",
    "assign",
    "everyone_picks_best",
    "greedy",
    "loads",
    "mutual_pairs",
    "rank",
    "task_of",
]
