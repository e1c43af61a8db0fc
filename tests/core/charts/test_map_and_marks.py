from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.charts import (
    DARK_CIRCLE,
    GREEN,
    RED,
    Axis,
    LegendItem,
    MapPoint,
    Sample,
    Style,
    shade,
)
from core.charts.boxes import text_box
from core.charts.lettering import text_width, wrap, wrap_evenly
from core.charts.projection import apart, outline_of, project, tidy_length
from core.charts.scales import quarters, ticks, written
from tests.core.charts import samples
from tests.core.charts.drawn import render

# --- map


def test_areas_keep_their_proportions_and_shared_borders() -> None:
    west, east = samples.square(-3.6, 51.5), samples.square(-3.4, 51.5)
    projection, height = project([west, east], 640, (0, 0, 0, 0))
    assert height == pytest.approx(640 / 2 / 0.6209, rel=0.01)  # cos 51.6°
    one, other = outline_of(west, projection), outline_of(east, projection)
    assert one is not None
    assert other is not None
    assert one[1][2] == other[1][0]
    assert "." not in one[0]


def test_islets_do_not_push_the_map_aside() -> None:
    island = samples.square(-2.0, 51.0, 0.001)["coordinates"]
    main = samples.square(-3.6, 51.5)["coordinates"]
    both = {"type": "MultiPolygon", "coordinates": [main, island]}
    assert project([both], 640, (0, 0, 0, 0)) == project([samples.square(-3.6, 51.5)], 640, (0, 0, 0, 0))


@given(st.integers(2, 30))
def test_points_at_one_place_are_set_apart(count: int) -> None:
    moved = apart([(100.0, 100.0)] * count, 8)
    for (x, y), (other_x, other_y) in combinations(moved, 2):
        assert ((x - other_x) ** 2 + (y - other_y) ** 2) ** 0.5 >= 8 - 1e-6
    assert apart([(1.0, 1.0), (40.0, 1.0)], 8) == [(1.0, 1.0), (40.0, 1.0)]


def test_points_out_of_sight_are_left_out_of_a_zoomed_map() -> None:
    points = [MapPoint(-3.3, 51.6, DARK_CIRCLE, title="in"), MapPoint(-3.59, 51.51, DARK_CIRCLE, title="out")]
    drawing = samples.region_map(*points, zoom="b").draw(640)
    titles = {outline.title for layer in drawing.layers for outline in layer.outlines}
    assert "in" in titles
    assert "out" not in titles


def test_shades_follow_the_cuts() -> None:
    assert [shade(value, (20, 25), ("a", "b", "c")) for value in (16.9, 20, 24.9, 28)] == ["a", "b", "b", "c"]
    assert shade(None, (20, 25)) == "#eef4f3"


@pytest.mark.parametrize(("longest", "length"), [(12.6, 10), (9.9, 5), (4.2, 2), (1, 1), (0.6, 0.5)])
def test_scale_bars_have_tidy_lengths(longest: float, length: float) -> None:
    assert tidy_length(longest) == pytest.approx(length)


# --- marks, legend, quarter boxes


@pytest.mark.parametrize("style", ["green", "own", RED])
def test_a_mark_is_silent(style: str | Style) -> None:
    html = render("{% mark style %}", style=style)
    assert 'aria-hidden="true"' in html
    assert "<path" in html


def test_a_legend_is_a_list_with_words() -> None:
    html = render("{% legend items %}", items=[LegendItem("Gwyrdd & melyn", Sample.of(GREEN))])
    assert "<li>" in html
    assert "Gwyrdd &amp; melyn" in html
    assert render("{% legend items %}", items=[]).strip() == ""


def test_quarter_boxes_say_their_number_and_draw_nothing_for_none() -> None:
    assert 'aria-label="Quarter 3 of 4"' in render("{% quarter_boxes 3 %}")
    assert render("{% quarter_boxes none %}", none=None).strip() == ""
    assert render("{% quarter_boxes 5 %}").strip() == ""


# --- scales, lettering


@given(st.lists(st.floats(-1e5, 1e5), min_size=1, max_size=20))
def test_ticks_hold_the_values_and_lie_within(values: list[float]) -> None:
    found = ticks(values, Axis())
    assert found.low <= min(values)
    assert found.high >= max(values)
    assert all(found.low - 1e-6 <= tick <= found.high + 1e-6 for tick in found.values)
    assert len(found.values) <= 9


def test_ticks_are_round_numbers() -> None:
    assert ticks([291, 453], Axis()).values == (300, 350, 400, 450)
    assert ticks([0, 62], Axis(from_zero=True), most=8).values == (0, 10, 20, 30, 40, 50, 60)
    assert ticks([86.1, 99.8], Axis(unit="%")).high == 100
    assert ticks([], Axis()).low == 0


def test_quarters_are_those_of_the_published_definition() -> None:
    assert quarters([1, 2, 3, 4, None]) == (1.75, 2.5, 3.25)
    assert quarters([7]) == (7, 7, 7)
    assert quarters([None]) is None


def test_numbers_are_written_for_readers() -> None:
    assert written(1234567) == "1,234,567"
    assert written(92.55, 1) in {"92.5", "92.6"}
    assert written(-0.0, 1) == "0.0"


@given(st.text(alphabet="abcdefghij ŵŷâ-", max_size=80), st.floats(40, 300))
def test_wrapped_lines_fit(text: str, width: float) -> None:
    for lines in (wrap(text, width), wrap_evenly(text, width)):
        assert all(text_width(line) <= width for line in lines)
        assert "".join(lines).replace(" ", "").replace("-", "") == text.replace(" ", "").replace("-", "")


def test_words_are_wrapped_evenly() -> None:
    assert wrap_evenly("Rhondda Cynon Taf", 125, bold=True) == ["Rhondda", "Cynon Taf"]


def test_a_turned_text_takes_a_turned_box() -> None:
    left, top, right, bottom = text_box(0, 0, "disgwyliedig", rotate=90)
    assert bottom - top > right - left
