"""What is done and what is planned of a whole, as one small bar for a table's cell."""

from core.charts.drawing import Drawing
from core.charts.legend import DARK
from core.charts.marks import SURFACE_WHITE

WIDTH, HEIGHT = 160, 16
TRACK = "#eef2f2"
EDGE = "#7c8a8a"
OVER = "#a4262c"


def share_bar(done: float, planned: float, whole: float | None) -> Drawing:
    """Filled: done. Outlined: planned. A line marks the whole where more is planned; without a whole (None)
    the bar ends with what there is."""
    drawing = Drawing(WIDTH, HEIGHT)
    longest = max(whole or 0, done + planned)
    room = WIDTH - 2
    scale = room / longest if longest else 0
    drawing.rect(1, 3, room, HEIGHT - 6, fill=TRACK if whole is not None else SURFACE_WHITE, stroke=EDGE)
    if planned:
        drawing.rect(1 + done * scale, 3, planned * scale, HEIGHT - 6, fill=SURFACE_WHITE, stroke=DARK)
        drawing.rect(1 + done * scale, HEIGHT / 2 - 1, planned * scale, 2, fill=DARK)
    if done:
        drawing.rect(1, 3, done * scale, HEIGHT - 6, fill=DARK)
    if whole is not None and longest > whole:
        drawing.line(1 + whole * scale, 0, 1 + whole * scale, HEIGHT, stroke=OVER)
    return drawing
