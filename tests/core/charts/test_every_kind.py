import math
import re
from xml.etree import ElementTree

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from core.charts import Chart, Point, RegionMap
from core.charts.drawing import Drawing
from tests.core.charts import samples

SVG = "{http://www.w3.org/2000/svg}"
# Strokes reach half their width beyond the outline; widths of letters are estimates.
SLACK = 2.0

PAGE = Template("{% load charts %}{% chart each %}")


def name(chart: Chart) -> str:
    return type(chart).__name__


def rendered(chart: Chart | None) -> str:
    return PAGE.render(Context({"each": chart})).strip()


def drawings(chart: Chart) -> list[Drawing]:
    return [chart.draw(width) for width in (chart.wide, chart.narrow)]


def assert_sound(drawing: Drawing, *, is_clipped: bool = False) -> None:
    """Nothing outside, no number that is none."""
    assert drawing.height > 0
    for layer in drawing.layers:
        for outline in layer.outlines:
            assert not re.search(r"nan|inf|e[+-]\d", outline.d), outline.d
        for text in layer.texts:
            assert "nan" not in (text.x + text.y)
    if is_clipped:
        return
    for left, top, right, bottom in drawing.boxes():
        assert all(math.isfinite(edge) for edge in (left, top, right, bottom))
        assert left >= -SLACK
        assert top >= -SLACK
        assert right <= drawing.width + SLACK
        assert bottom <= drawing.height + SLACK


@pytest.mark.parametrize("chart", [*samples.EVERY_KIND, *samples.EDGES], ids=name)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_stays_inside_its_box_in_both_widths(chart: Chart, language: str) -> None:
    assert chart
    with translation.override(language):
        for drawing in drawings(chart):
            assert_sound(drawing, is_clipped=isinstance(chart, RegionMap) and bool(chart.zoom))


@pytest.mark.parametrize("chart", samples.EMPTY, ids=name)
def test_an_empty_one_is_false_and_draws_nothing(chart: Chart) -> None:
    assert not chart
    assert rendered(chart) == ""


def test_no_chart_at_all_draws_nothing() -> None:
    assert rendered(None) == ""


@pytest.mark.parametrize("chart", samples.EVERY_KIND, ids=name)
def test_speaks_to_screen_readers_and_holds_under_the_content_policy(chart: Chart) -> None:
    html = rendered(chart)
    root = ElementTree.fromstring(f"<root>{html}</root>")
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    svgs = list(root.iter(f"{SVG}svg"))
    assert len(svgs) == (1 if chart.wide == chart.narrow else 2)
    for svg in svgs:
        assert svg.attrib["role"] == ("group" if list(svg.iter(f"{SVG}a")) else "img")
        first, second = list(svg)[:2]
        assert first.tag == f"{SVG}title"
        assert first.text == samples.WORDS["title"]
        assert second.tag == f"{SVG}desc"
        assert svg.attrib["aria-labelledby"].split() == [first.attrib["id"], second.attrib["id"]]
    for element in root.iter():
        assert "style" not in element.attrib
        assert not [key for key in element.attrib if key.startswith("on")]
    assert not re.search(r"\bnan\b|\binf\b", html.lower())


@pytest.mark.parametrize("chart", samples.EVERY_KIND, ids=name)
def test_letters_are_fourteen_to_sixteen_pixels(chart: Chart) -> None:
    for drawing in drawings(chart):
        sizes = {layer.attributes["font-size"] for layer in drawing.layers if layer.texts}
        assert sizes <= {"14", "15", "16"}


def test_links_for_the_pointer_are_hidden_from_keyboard_and_screen_reader() -> None:
    root = ElementTree.fromstring(f"<root>{rendered(samples.dots_on_box())}</root>")
    hidden = [group for group in root.iter(f"{SVG}g") if group.attrib.get("aria-hidden") == "true"]
    links = list(root.iter(f"{SVG}a"))
    assert links
    assert {link.attrib["tabindex"] for link in links} == {"-1"}
    assert len(links) == sum(len(list(group.iter(f"{SVG}a"))) for group in hidden)


numbers = st.one_of(st.none(), st.floats(-1e6, 1e6), st.just(math.nan), st.just(math.inf))


@given(st.lists(numbers, min_size=1, max_size=40))
@settings(max_examples=30, deadline=None)
def test_any_values_can_be_drawn(values: list[float | None]) -> None:
    pairs = [Point(x, y, letter="A") for x, y in zip(values, reversed(values), strict=True)]
    for chart in (
        samples.strips(*values),
        samples.dots_on_box(*values, own=values[0]),
        samples.trend(*values),
        samples.scatter(*pairs),
        samples.spread_row(lowest=values[0], highest=values[-1], own=values[len(values) // 2]),
    ):
        if chart:
            for drawing in drawings(chart):
                assert_sound(drawing)


@given(st.lists(st.lists(st.integers(0, 3000), min_size=4, max_size=4), min_size=1, max_size=6))
@settings(max_examples=30, deadline=None)
def test_any_counts_can_be_drawn(counts: list[list[int]]) -> None:
    charts = [samples.stacked_bars(*[samples.bar("2019/20", *row) for row in counts])]
    for chart in [*charts, samples.flow((counts * 4)[:4])]:
        if chart:
            for drawing in drawings(chart):
                assert_sound(drawing)
