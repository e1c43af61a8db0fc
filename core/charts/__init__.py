"""Charts drawn on the server: dataclasses in, SVG out. No query, no model, no browser code.

Say what is to be drawn with one of the dataclasses below, hand it to the template and draw it with one tag.
Each is drawn twice, wide and narrow; the style sheet shows the one that fits its column. A chart with nothing
to draw is false, so that the page can say why. All texts come in the reader's language; numbers are written
for it here. Missing values are None. Every kind also needs ``slug``, ``title`` and ``desc``, left out below.

    {% load charts %}
    {% if moves %}{% chart moves %}{% legend moves.legend %}{% else %}<p>…</p>{% endif %}

Stacked bars: shares with counts

    bar = Row("2019/20", [Segment(GREEN, 195, title="…"), Segment(YELLOW, 136, title="…")])
    StackedBars(total_heading=_("Schools"), sections=[
        Section([Group(_("Region"), [bar], strong=True, note=_("375 schools"))]),
        Section([Group("Bridgend", [bar])], heading=_("By authority")),
    ])

Flow: movement between ordered categories, with its table ({% movement_table flow %})

    Flow(categories=[FlowCategory(_("Green"), GREEN), FlowCategory(_("Red"), RED)], counts=[[163, 3], [0, 5]],
         from_label="2018/19", to_label="2019/20", caption=_("From … to …"),
         same=_("Same"), less=_("Less support"), more=_("More support"))

Scatter: two measures, an expected line with its band, lettered outliers

    Scatter(x=Axis(label=_("Eligible"), unit="%"), y=Axis(label=_("Points")), series=[
        Series(_("Elsewhere"), HOLLOW_CIRCLE, [Point(12.0, 351.0)]),
        Series(_("Region"), DARK_CIRCLE, [Point(17.0, 407.0, title="…", href="…", letter="A")]),
    ], fit=Fit(slope=-1.7, intercept=396.0, half_band=49.0, label=_("expected")))

Strips: one distribution a row, one axis a group

    Strips(middle_heading=_("median"), count_heading=_("schools"), groups=[StripGroup(
        _("Primary"), [StripRow("Cardiff", [91.2, 92.5, None])], axis=Axis(unit="%"),
        reference=Reference(92.5, _("Wales 92.5")), quarters=(91.0, 92.4, 93.8))])

Spread row: for a cell of a table, drawn once

    SpreadRow(lowest=89.8, lower_quarter=91.2, middle=92.1, upper_quarter=93.0, highest=94.9, own=92.6)

Dots on a box: everyone in the group, the own one marked

    DotsOnBox(axis=Axis(label=_("Points")), dots=[Dot(318, title="…", href="…")],
              own=Dot(371, title="…", label="Maes-y-bedw 371"), expected=Expected(345, 366, 387))

Trend: over the years, with breaks and gaps

    Trend(periods=["2018", "2019", "2020"], own=[352, 357, None], own_label="Maes-y-bedw",
          breaks=[Break(before=1, label=_("Series break 2019"))], gaps=[Gap(2, 2, _("No results"))],
          notes=[Note(at=0.5, number=1, title="…")])

Region map: shaded areas, points in shapes

    RegionMap(areas=[Area("672", geometry, fill=shade(24.5, (20, 25)), label=AreaLabel("Bridgend", "24.5%"))],
              points=[MapPoint(-3.5, 51.5, DARK_CIRCLE, title="…", href="…")], links="pointer")

Bars: plain bars with the figure at the end

    Bars(rows=[Bar(_("Partnership"), 118), Bar(_("None of these"), 41, hollow=True)], whole=372)

Marks and legends

    {% mark "green" %} {{ name }}    {% quarter_boxes 2 %}
    {% legend items %} with items = [LegendItem(_("Primary"), Sample.of(DARK_CIRCLE))]
"""

from core.charts.bars import Bar, Bars
from core.charts.chart import Chart
from core.charts.dots_on_box import Dot, DotsOnBox, Expected
from core.charts.fit import Fit
from core.charts.flow import Flow, FlowCategory
from core.charts.legend import LegendItem, Sample
from core.charts.marks import (
    AMBER,
    BLACK_CROSS,
    BLACK_TRIANGLE,
    BLUE_CIRCLE,
    BROWN_SQUARE,
    DARK_CIRCLE,
    GREEN,
    HOLLOW_CIRCLE,
    OWN_DIAMOND,
    PURPLE_DIAMOND,
    RED,
    YELLOW,
    ShapeName,
    Style,
)
from core.charts.region_map import AREA_SHADES, Area, AreaLabel, MapPoint, RegionMap, shade
from core.charts.ribbons import Direction
from core.charts.scales import Axis, Reference
from core.charts.scatter import Point, Scatter, Series
from core.charts.spread_row import SpreadRow
from core.charts.stacked_bars import Group, Row, Section, Segment, StackedBars
from core.charts.strips import StripGroup, StripRow, Strips
from core.charts.timeline import Break, Gap, Note
from core.charts.trend import Trend

__all__ = [
    "AMBER",
    "AREA_SHADES",
    "BLACK_CROSS",
    "BLACK_TRIANGLE",
    "BLUE_CIRCLE",
    "BROWN_SQUARE",
    "DARK_CIRCLE",
    "GREEN",
    "HOLLOW_CIRCLE",
    "OWN_DIAMOND",
    "PURPLE_DIAMOND",
    "RED",
    "YELLOW",
    "Area",
    "AreaLabel",
    "Axis",
    "Bar",
    "Bars",
    "Break",
    "Chart",
    "Direction",
    "Dot",
    "DotsOnBox",
    "Expected",
    "Fit",
    "Flow",
    "FlowCategory",
    "Gap",
    "Group",
    "LegendItem",
    "MapPoint",
    "Note",
    "Point",
    "Reference",
    "RegionMap",
    "Row",
    "Sample",
    "Scatter",
    "Section",
    "Segment",
    "Series",
    "ShapeName",
    "SpreadRow",
    "StackedBars",
    "StripGroup",
    "StripRow",
    "Strips",
    "Style",
    "Trend",
    "shade",
]
