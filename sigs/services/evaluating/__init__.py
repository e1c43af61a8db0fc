"""The life of an evaluation:

draft     → submitted   by the convenor; it accounts for every tranche released before, and a group whose
                        turn it is looks at it
submitted → checked     by the other group, which answers prompts and asks questions
checked   → accepted    by the consortium: the next tranche waits no longer
submitted, checked → draft   returned by the consortium with what is missing
"""

from sigs.services.evaluating.checking import (
    answer_prompts,
    ask_question,
    assign_checker,
    finish_check,
    pass_on_check,
    reply_to_question,
)
from sigs.services.evaluating.refusals import EvaluationChanged
from sigs.services.evaluating.steps import accept_evaluation, return_evaluation, submit_evaluation
from sigs.services.evaluating.writing import begin_evaluation, save_evaluation

__all__ = [
    "EvaluationChanged",
    "accept_evaluation",
    "answer_prompts",
    "ask_question",
    "assign_checker",
    "begin_evaluation",
    "finish_check",
    "pass_on_check",
    "reply_to_question",
    "return_evaluation",
    "save_evaluation",
    "submit_evaluation",
]
