"""Four small boxes, one of them filled and numbered: which quarter something lies in."""

from core.charts.drawing import Drawing
from core.charts.legend import DARK
from core.charts.marks import SURFACE_WHITE

EMPTY_EDGE = "#a7b8b6"


def quarter_boxes(quarter: int) -> Drawing:
    """``quarter`` is 1 to 4."""
    drawing = Drawing(68, 18)
    for place in range(1, 5):
        is_it = place == quarter
        left = 0.5 + 17 * (place - 1)
        fill = DARK if is_it else SURFACE_WHITE
        drawing.rect(left, 0.5, 15, 17, fill=fill, stroke=DARK if is_it else EMPTY_EDGE)
    drawing.text(
        8 + 17 * (quarter - 1), 14, str(quarter), size=14, anchor="middle", bold=True, fill=SURFACE_WHITE
    )
    return drawing
