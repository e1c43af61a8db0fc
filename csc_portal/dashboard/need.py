import datetime as dt
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Need:
    heading: Any
    why: Any
    action: Any
    url: str
    due_on: dt.date | None
    # The button does it at once, rather than leading to a page.
    post: bool = False
