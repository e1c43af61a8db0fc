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
