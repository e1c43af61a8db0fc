"""What the demonstration holds of help between schools: a year of it, in the generated region."""

from collections.abc import Callable

from brokerage.demonstration.asks import add_asks
from brokerage.demonstration.concerns import add_concerns
from brokerage.demonstration.matching import add_matches
from brokerage.demonstration.offers import add_invitations, add_offers
from brokerage.demonstration.partnerships import add_partnerships
from brokerage.demonstration.supportplans import add_support_plans
from brokerage.demonstration.visits import add_stalls, add_visits
from core.models import User
from schools.models import Region

Say = Callable[[str], None]


# In this order. Each adds what is not there yet and says whether it did. Whoever adds to it appends a row.
STEPS: tuple[tuple[Callable[..., bool], str], ...] = (
    (add_asks, "Asks: what schools ask of others, some on the unmet board."),
    (add_concerns, "Concerns: one that is watched, one that went as far as a warning notice."),
    (add_support_plans, "Support plans: one at work, one sent back, one that waits for head@."),
    (add_offers, "Offers: what schools offer others this year; head@ is asked whether it is still true."),
    (add_partnerships, "Partnerships: nine of them, in every state."),
    (add_invitations, "Invitations: waiting, answered, expired and taken back; one waits for head@."),
    (add_matches, "The region matched once; match points that count from the next term on."),
    (add_visits, "Visits: noted, corrected, late and to come; one school is left in peace."),
    (add_stalls, "What stands still was looked for."),
)


def load_help(*, region: Region, people: dict[str, User], say: Say) -> None:
    """Safe to repeat."""
    for add, sentence in STEPS:
        if add(region=region, people=people):
            say(sentence)
