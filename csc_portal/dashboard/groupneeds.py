"""“Needs you” in groups: the words of the rows of sigs.queries.attention."""

from collections.abc import Callable
from typing import Any

from csc_portal.dashboard.need import Need

GROUP_WORDS: dict[str, Callable[[str, str, Any], Need]] = {}
