from dataclasses import dataclass

from core.charts.drawing import Drawing
from core.charts.words import Words

# Drawings up to this many pixels use the narrow layout.
NARROW_UP_TO = 420


@dataclass(frozen=True, kw_only=True)
class Chart:
    """What all kinds have in common.

    ``slug``: unique on the page, the start of every id. ``title`` and ``desc``: what a screen reader says,
    in the reader's language, the figures in it. ``wide`` and ``narrow``: the two widths in pixels at which
    it is drawn; give ``wide`` the width of the column that holds it. A chart is false when it has nothing
    to draw.
    """

    slug: str
    title: Words
    desc: Words
    wide: int = 640
    narrow: int = 350

    def __bool__(self) -> bool:
        raise NotImplementedError

    def draw(self, width: int) -> Drawing:
        """Only asked of a chart that is true."""
        raise NotImplementedError
