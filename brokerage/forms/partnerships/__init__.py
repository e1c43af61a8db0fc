"""Forms of a partnership's file."""

from brokerage.forms.partnerships.evaluating import EvaluationForm, EvaluatorForm
from brokerage.forms.partnerships.objectives import NowForm, ObjectiveForm
from brokerage.forms.partnerships.opening import PartnershipForm
from brokerage.forms.partnerships.planning import MoneyForm, PlannedDayForm, SpentForm, UsedForm
from brokerage.forms.partnerships.work import (
    ContactForm,
    HaltForm,
    OwnTaskForm,
    ReasonForm,
    ReviewForm,
    TaskForm,
)

__all__ = [
    "ContactForm",
    "EvaluationForm",
    "EvaluatorForm",
    "HaltForm",
    "MoneyForm",
    "NowForm",
    "ObjectiveForm",
    "OwnTaskForm",
    "PartnershipForm",
    "PlannedDayForm",
    "ReasonForm",
    "ReviewForm",
    "SpentForm",
    "TaskForm",
    "UsedForm",
]
