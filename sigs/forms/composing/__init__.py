"""What can be asked of a composition: itself, each of its rules by the word in its address, the sliders."""

from sigs.forms.composing.composition import CompositionForm
from sigs.forms.composing.pairs import ApartForm, PinnedForm, TogetherForm
from sigs.forms.composing.rules import (
    AuthoritiesForm,
    GroupsForm,
    JourneyForm,
    LastYearForm,
    RuleForm,
    SchoolsForm,
    StageForm,
    WeighForm,
    WelshForm,
)

RULE_FORMS: dict[str, type[RuleForm]] = {
    "schools": SchoolsForm,
    "groups": GroupsForm,
    "authorities": AuthoritiesForm,
    "welsh": WelshForm,
    "journey": JourneyForm,
    "stage": StageForm,
    "pinned": PinnedForm,
    "together": TogetherForm,
    "apart": ApartForm,
    "last-year": LastYearForm,
}

__all__ = ["RULE_FORMS", "CompositionForm", "WeighForm"]
