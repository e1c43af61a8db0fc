"""“Needs you” in brokerage: the words of the rows of brokerage.queries.attention."""

from collections.abc import Callable
from typing import Any

from csc_portal.dashboard.askneeds import ASK_WORDS
from csc_portal.dashboard.concernneeds import CONCERN_WORDS
from csc_portal.dashboard.need import Need
from csc_portal.dashboard.offerneeds import OFFER_WORDS
from csc_portal.dashboard.partnershipneeds import PARTNERSHIP_WORDS
from csc_portal.dashboard.visitneeds import VISIT_WORDS

HELP_WORDS: dict[str, Callable[[str, str, Any], Need]] = {
    **ASK_WORDS,
    **CONCERN_WORDS,
    **OFFER_WORDS,
    **PARTNERSHIP_WORDS,
    **VISIT_WORDS,
}
