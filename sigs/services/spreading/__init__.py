"""What spreads: the one-page summary, findings for the region, the conference and its programme."""

from sigs.services.spreading.conferences import (
    publish_programme,
    remove_session,
    save_conference,
    save_session,
    withdraw_programme,
)
from sigs.services.spreading.findings import publish_finding, save_finding, withdraw_finding
from sigs.services.spreading.refusals import TextChanged
from sigs.services.spreading.summaries import (
    close_summary,
    open_summary,
    save_summary,
    share_summary,
    take_back_summary,
)

__all__ = [
    "TextChanged",
    "close_summary",
    "open_summary",
    "publish_finding",
    "publish_programme",
    "remove_session",
    "save_conference",
    "save_finding",
    "save_session",
    "save_summary",
    "share_summary",
    "take_back_summary",
    "withdraw_finding",
    "withdraw_programme",
]
