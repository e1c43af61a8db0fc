from schools.forms.review.areas import SectionForm
from schools.forms.review.evidence import EvidenceForm
from schools.forms.review.priorities import PrioritiesForm, SummaryForm

__all__ = ["EvidenceForm", "PrioritiesForm", "SectionForm", "SummaryForm"]
