from collections.abc import Iterable
from typing import Any

from django import template

from core.charts import Chart, Flow, LegendItem, Sample, Style
from core.charts.drawing import Drawing
from core.charts.marks import STYLES
from core.charts.quarter_boxes import quarter_boxes as boxes
from core.charts.share_bar import share_bar as drawn_bar

register = template.Library()

# Widths of the column from which the wide drawing is shown; the style sheet has a class for each.
SIZES = ((480, "medium"), (680, "large"))
# A drawing may grow this much to fill its column, and its letters with it.
GROWTH = 1.12


@register.inclusion_tag("charts/chart.html")
def chart(spec: Chart | None) -> dict[str, Any]:
    """Any kind of chart, wide and narrow; nothing for one that has nothing to draw."""
    if not spec:
        return {"drawings": []}
    widths = [("wide", spec.wide), ("narrow", spec.narrow)]
    if spec.wide == spec.narrow:
        widths = [("only", spec.wide)]
    drawings = [
        {
            "size": size,
            "drawing": (drawing := spec.draw(width)),
            "shown_width": round(width * GROWTH) if size != "only" else width,
            "shown_height": round(drawing.height * GROWTH) if size != "only" else drawing.height,
            "title_id": f"{spec.slug}-{size}-title",
            "desc_id": f"{spec.slug}-{size}-desc",
        }
        for size, width in widths
    ]
    size_class = next((name for up_to, name in SIZES if spec.wide <= up_to), "full")
    return {"spec": spec, "drawings": drawings, "size_class": size_class, "is_pair": len(drawings) > 1}


@register.inclusion_tag("charts/sample.html")
def mark(style: Style | str) -> dict[str, Drawing]:
    """The shape of a style, or of the style of that name, for a list or a sentence; silent, so a word must
    follow."""
    return {"drawing": Sample.of(STYLES[style] if isinstance(style, str) else style).drawing}


@register.inclusion_tag("charts/legend.html")
def legend(items: Iterable[LegendItem]) -> dict[str, Any]:
    return {"items": list(items)}


@register.inclusion_tag("charts/movement_table.html")
def movement_table(flow: Flow | None) -> dict[str, Any]:
    """The numbers behind a flow: from in rows, to in columns."""
    return {"flow": flow if flow else None}


@register.inclusion_tag("charts/quarter_boxes.html")
def quarter_boxes(quarter: int | None) -> dict[str, Any]:
    """Which quarter of four, as boxes with a text alternative; nothing for None."""
    return {"quarter": quarter, "drawing": boxes(quarter) if quarter in {1, 2, 3, 4} else None}


@register.inclusion_tag("charts/share_bar.html")
def share_bar(done: float, planned: float, whole: float | None, label: object) -> dict[str, Any]:
    """A small bar of what is done and planned of a whole; `label` says the same in words."""
    return {
        "drawing": drawn_bar(float(done), float(planned), None if whole is None else float(whole)),
        "label": label,
    }
