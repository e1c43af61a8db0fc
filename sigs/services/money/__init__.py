"""The money of groups: grants, their tranches, spend lines and innovation bids.

planned → released   once what it waits for is in; `hold` says why it does not come, and `release` ends that
"""

from sigs.services.money.bids import decide_bid, place_bid, save_call, withdraw_bid
from sigs.services.money.grants import save_grant
from sigs.services.money.spending import take_back_line, write_line
from sigs.services.money.tranches import hold_tranche, plan_tranches, release_tranche

__all__ = [
    "decide_bid",
    "hold_tranche",
    "place_bid",
    "plan_tranches",
    "release_tranche",
    "save_call",
    "save_grant",
    "take_back_line",
    "withdraw_bid",
    "write_line",
]
