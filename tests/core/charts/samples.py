"""One of each kind, as a page would have it, with long Welsh labels where a label may be long."""

from core.charts import (
    AMBER,
    BLACK_CROSS,
    BROWN_SQUARE,
    DARK_CIRCLE,
    GREEN,
    HOLLOW_CIRCLE,
    RED,
    YELLOW,
    Area,
    AreaLabel,
    Axis,
    Bar,
    Bars,
    Break,
    Chart,
    Dot,
    DotsOnBox,
    Expected,
    Fit,
    Flow,
    FlowCategory,
    Gap,
    Group,
    MapPoint,
    Note,
    Point,
    Reference,
    RegionMap,
    Row,
    Scatter,
    Section,
    Segment,
    Series,
    SpreadRow,
    StackedBars,
    StripGroup,
    StripRow,
    Strips,
    Trend,
)

STYLES = (GREEN, YELLOW, AMBER, RED)
LONG = "Ysgolion cynradd cyfrwng Cymraeg a dwy ffrwd Rhondda Cynon Taf"
WORDS = {"title": "Teitl & <rhywbeth>", "desc": "Disgrifiad"}


def bar(label: str, *counts: int | None) -> Row:
    segments = [Segment(style, count) for style, count in zip(STYLES, counts, strict=False)]
    return Row(label, segments, note="Llai na phump")


def stacked_bars(*rows: Row, label: str = LONG) -> StackedBars:
    both_years = [bar("2018/19", 180, 153, 31, 11), bar("2019/20", 195, 136, 38, 6)]
    group = Group(label, rows or both_years, note="375")
    return StackedBars(
        slug="bars", **WORDS, total_heading="Ysgolion", sections=[Section([group]), Section([group], LONG)]
    )


MOVES = [[163, 14, 3, 0], [31, 108, 14, 0], [1, 12, 17, 1], [0, 2, 4, 5]]


def flow(counts: list[list[int]] | None = None) -> Flow:
    names = ("Gwyrdd", "Melyn", "Oren neu ambr", "Coch")
    return Flow(
        slug="flow",
        **WORDS,
        categories=[FlowCategory(name, style) for name, style in zip(names, STYLES, strict=True)],
        counts=MOVES if counts is None else counts,
        from_label="2018/19",
        to_label="2019/20",
        same="Yr un fath",
        less="Llai o gymorth",
        more="Mwy o gymorth",
        caption="O 2018/19 i 2019/20",
    )


def scatter(*points: Point, fit: Fit | None = None) -> Scatter:
    letters = zip(range(5, 50, 9), "ABCDE", strict=True)
    own = points or [Point(x, 420 - 2.0 * x, title=str(x), letter=letter) for x, letter in letters]
    return Scatter(
        slug="scatter",
        **WORDS,
        x=Axis(
            label="Disgyblion sy'n gymwys i gael prydau ysgol am ddim, cyfartaledd tair blynedd", unit="%"
        ),
        y=Axis(label="Sgôr pwyntiau Capio 9 ar gyfartaledd i bob disgybl ym Mlwyddyn 11"),
        series=[
            Series("Gweddill Cymru", HOLLOW_CIRCLE, [Point(22, 340), Point(None, 300), Point(31, None)]),
            Series("Y rhanbarth", DARK_CIRCLE, own),
        ],
        fit=fit or Fit(-1.7, 396, 49, "disgwyliedig"),
        y_reference=Reference(360, "Cymru 360"),
        x_reference=Reference(20, "Cymru 20%"),
    )


def strips(*values: float | None, lower_is_better: bool = False) -> Strips:
    rows = [
        StripRow(LONG, values or (91.2, 92.5, None, 93.1, 88.0, 95.2), strong=True),
        StripRow("Caerdydd", [92.0]),
        StripRow("Dim", []),
    ]
    group = StripGroup(
        "Ysgolion cynradd",
        rows,
        axis=Axis(unit="%"),
        reference=Reference(92.5, "Cymru 92.5"),
        quarters=(91, 92.5, 93.8),
    )
    return Strips(
        slug="strips",
        **WORDS,
        groups=[group],
        middle_heading="canolrif",
        count_heading="ysgolion",
        lower_is_better=lower_is_better,
    )


def spread_row(**values: float | None) -> SpreadRow:
    whole = {
        "lowest": 89.8,
        "lower_quarter": 91.2,
        "middle": 92.1,
        "upper_quarter": 93.0,
        "highest": 94.9,
        "own": 92.6,
    }
    return SpreadRow(slug="row", **WORDS, **(values or whole))


def dots_on_box(*values: float | None, own: float | None = 371, lower_is_better: bool = False) -> DotsOnBox:
    everyone = values or tuple(range(318, 405, 3))
    return DotsOnBox(
        slug="dots",
        **WORDS,
        axis=Axis(label="Pwyntiau"),
        dots=[Dot(value, title=f"Ysgol: {value}", href="/cy/ysgol/") for value in everyone],
        own=Dot(own, title="Ein hysgol", label="Ysgol Gyfun Gymraeg Bro Morgannwg a'r Fro"),
        expected=Expected(345, 366, 387) if not values else None,
        lower_is_better=lower_is_better,
    )


def trend(*own: float | None) -> Trend:
    values = own or (348, 352, 357, None, None, 358, 361, 365)
    count = len(values)
    return Trend(
        slug="trend",
        **WORDS,
        periods=[f"{2017 + place}/{18 + place}" for place in range(count)],
        own=values,
        own_label="Ysgol Gymraeg Nant Fedwen",
        middle=[None if value is None else value + 1 for value in values],
        middle_label="Ysgolion tebyg",
        band=[None if value is None else (value - 9, value + 9) for value in values],
        band_label="Hanner canol ysgolion tebyg",
        reference=[None if value is None else value + 1 for value in values],
        reference_label="Cymru",
        breaks=[Break(2, "Toriad yn y gyfres oherwydd y pandemig"), Break(5, "Y gyfres yn ailddechrau")],
        gaps=[Gap(3, 4, "Ni chyhoeddwyd canlyniadau ysgolion")],
        notes=[Note(5.5, 1, "Medi"), Note(6, 2, "Ionawr"), Note(6.1, 3, "Mawrth")],
        axis=Axis(label="Pwyntiau, haf pob blwyddyn"),
    )


def square(west: float, south: float, side: float = 0.2) -> dict[str, object]:
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def region_map(*points: MapPoint, zoom: str = "") -> RegionMap:
    label = AreaLabel(
        "Rhondda Cynon Taf", "109 o ysgolion", wide=(0.9, 0.02, "start"), narrow=(0, 0.99, "end")
    )
    return RegionMap(
        slug="map",
        **WORDS,
        areas=[
            Area("a", square(-3.6, 51.5), label=label),
            Area("b", square(-3.4, 51.5), label=AreaLabel("B")),
        ],
        points=points
        or [
            MapPoint(-3.5, 51.6, DARK_CIRCLE, title="Un", href="/cy/un/"),
            MapPoint(-3.5, 51.6, BROWN_SQUARE, title="Dau", href="/cy/dau/"),
            MapPoint(-3.3, 51.6, BLACK_CROSS, title="Tri"),
            MapPoint(None, None, DARK_CIRCLE),
        ],
        zoom=zoom,
        links="pointer",
    )


def bars(*values: float | None) -> Bars:
    rows = [Bar(LONG, value, hollow=not value) for value in values or (281, 41, None, 0)]
    return Bars(slug="plain", **WORDS, rows=rows)


EVERY_KIND: tuple[Chart, ...] = (
    stacked_bars(),
    flow(),
    scatter(),
    strips(),
    strips(lower_is_better=True),
    spread_row(),
    dots_on_box(),
    dots_on_box(lower_is_better=True),
    trend(),
    region_map(),
    region_map(zoom="b"),
    bars(),
)

EMPTY: tuple[Chart, ...] = (
    StackedBars(slug="e", **WORDS),
    stacked_bars(bar("2019/20", None, 2), bar("2018/19")),
    stacked_bars(bar("2019/20", 0, 0)),
    Flow(slug="e", **WORDS),
    flow([[0] * 4] * 4),
    Scatter(slug="e", **WORDS),
    Scatter(slug="e", **WORDS, series=[Series("", GREEN, [Point(1, None), Point(None, 1)])]),
    Strips(slug="e", **WORDS, groups=[StripGroup("", [StripRow("", [None])])]),
    SpreadRow(slug="e", **WORDS),
    DotsOnBox(slug="e", **WORDS, dots=[Dot(None)], own=Dot(float("nan"))),
    Trend(slug="e", **WORDS, periods=["2019"], own=[None]),
    RegionMap(slug="e", **WORDS),
    RegionMap(slug="e", **WORDS, areas=[Area("p", {"type": "Point", "coordinates": [1, 2]})]),
    Bars(slug="e", **WORDS, rows=[Bar("", None)]),
)

# One of everything, all alike, and awkward numbers.
EDGES: tuple[Chart, ...] = (
    stacked_bars(bar("", 1)),
    stacked_bars(bar("2019/20", 1, 2000, 1, 1), bar("2018/19", None)),
    flow([[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 1, 0], [0, 0, 0, 0]]),
    flow([[0, 0, 0, 900], [0, 0, 0, 0], [12, 0, 0, 0], [900, 12, 13, 0]]),
    scatter(Point(20, 350, letter="A"), Point(20, 350, letter="B"), Point(20, 350, letter="C")),
    scatter(Point(20, 350), fit=Fit(float("nan"), 1)),
    scatter(Point(-5, -5), Point(1e6, 1e-3)),
    strips(5.0),
    strips(0, 0, 0, 0, 0, 0),
    strips(None, float("nan"), float("inf"), 3.5),
    spread_row(own=5),
    spread_row(lowest=5, highest=5, middle=5),
    dots_on_box(5.0, own=None),
    dots_on_box(*[5.0] * 60, own=5.0),
    dots_on_box(0.0, 0.0, 0.0, 0.0, 0.0, own=0.0),
    dots_on_box(None, 3.0, own=float("nan")),
    trend(92.6),
    trend(92.6, None, 92.6),
    trend(*[0.0] * 12),
    region_map(*[MapPoint(-3.5, 51.6, DARK_CIRCLE)] * 40),
    bars(0.0),
    bars(1234567.5),
)
