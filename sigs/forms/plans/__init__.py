from sigs.forms.plans.activity import ActivityForm, DoneForm, DropForm
from sigs.forms.plans.aims import AimsForm, CloseForm, CommentForm, EvidenceForm
from sigs.forms.plans.rows import BudgetForm, ConditionsForm, MeasuresForm

__all__ = [
    "ActivityForm",
    "AimsForm",
    "BudgetForm",
    "CloseForm",
    "CommentForm",
    "ConditionsForm",
    "DoneForm",
    "DropForm",
    "EvidenceForm",
    "MeasuresForm",
]
