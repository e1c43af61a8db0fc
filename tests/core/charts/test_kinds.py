from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.charts import (
    Break,
    Point,
    SpreadRow,
)
from core.charts.boxes import overlaps
from core.charts.fit import clip
from core.charts.ribbons import Direction, layout
from core.charts.scales import Scale
from core.charts.stacked_bars import pieces, queue_width
from core.charts.strips import BOX_FROM
from core.charts.swarm import stack, swarm
from core.charts.timeline import runs, spaced, spread
from tests.core.charts import samples
from tests.core.charts.drawn import boxes_of, render, texts

# --- stacked bars


@given(st.lists(st.integers(0, 400), min_size=4, max_size=4), st.floats(60, 600))
def test_segments_stand_side_by_side_and_fill_the_bar(counts: list[int], width: float) -> None:
    placed = pieces(samples.bar("", *counts), 10, width)
    if not sum(counts):
        assert placed == []
        return
    assert placed[0].left == pytest.approx(10)
    assert sum(piece.width for piece in placed) == pytest.approx(width)
    for one, other in pairwise(placed):
        assert one.left + one.width == pytest.approx(other.left)
    for piece in placed:
        assert piece.width == pytest.approx(width * (piece.segment.count or 0) / sum(counts))


def test_a_count_goes_inside_with_its_shape_then_alone_then_after_the_bar() -> None:
    wide, middling, slim = pieces(samples.bar("", 300, 30, 6), 0, 336)
    assert (wide.shape_inside, wide.count_inside) == (True, True)
    assert (middling.shape_inside, middling.count_inside) == (False, True)
    assert (slim.shape_inside, slim.count_inside) == (False, False)
    assert queue_width([wide, middling]) == 0 < queue_width([slim])


def test_every_count_of_the_bars_is_written_once_and_none_covers_another() -> None:
    chart = samples.stacked_bars(samples.bar("2018/19", 180, 153, 31, 11))
    for drawing in (chart.draw(640), chart.draw(350)):
        assert sorted(text for text in texts(drawing) if text in {"180", "153", "31", "11"}) == sorted(
            ["180", "153", "31", "11"] * 2
        )
        boxes = boxes_of(drawing, "180", "153", "31", "11", "375")
        assert not [pair for pair in combinations(boxes, 2) if overlaps(*pair)]


def test_a_withheld_count_leaves_the_bar_out_and_says_why() -> None:
    chart = samples.stacked_bars(samples.bar("2019/20", 3, None), samples.bar("2018/19", 3, 4))
    assert "Llai na phump" in texts(chart.draw(640))
    assert "Llai na phump" in texts(chart.draw(350))


# --- flow


def test_ribbons_keep_their_height_and_nodes_add_up() -> None:
    sources, targets, ribbons = layout(samples.MOVES, 20, 420, 26)
    assert [node.count for node in sources] == [180, 153, 31, 11]
    assert [node.count for node in targets] == [195, 136, 38, 6]
    per_one = sources[0].height / 180
    for ribbon in ribbons:
        assert ribbon.height == pytest.approx(ribbon.count * per_one)
    for node in sources:
        leaving = [ribbon.height for ribbon in ribbons if ribbon.source == node.place]
        assert sum(leaving) == pytest.approx(node.height)
    assert [ribbon.direction for ribbon in ribbons[:4]] == [Direction.SAME] * 4


def test_flows_of_twelve_or_more_are_labelled_and_labels_stand_free() -> None:
    for width in (450, 350):
        drawing = samples.flow().draw(width)
        labelled = {"163", "31", "108", "14", "12", "17"}
        assert labelled <= set(texts(drawing))
        boxes = boxes_of(drawing, *labelled)
        assert len(boxes) == 7
        assert not [pair for pair in combinations(boxes, 2) if overlaps(*pair)]


def test_direction_totals_and_table_tell_the_same() -> None:
    flow = samples.flow()
    assert flow.direction_totals() == {"same": 293, "less": 50, "more": 32}
    html = render("{% movement_table flow %}", flow=flow)
    assert html.count('class="movement-table__less"') == 5
    assert '108<span class="govuk-visually-hidden"> Yr un fath</span>' in html
    assert html.count('scope="row"') == 5
    assert html.count('scope="col"') == 6
    assert "<td>0</td>" in html
    assert render("{% movement_table flow %}", flow=samples.flow([])).strip() == ""


def test_legend_of_a_flow_counts_its_moves() -> None:
    html = render("{% legend flow.legend %}", flow=samples.flow())
    assert "Llai o gymorth ↑, 50" in html
    assert "Mwy o gymorth ↓, 32" in html


# --- scatter


def test_band_is_cut_off_at_the_axes() -> None:
    cut = clip([(0, 90), (10, 110), (10, -10), (0, -30)], 0, 100)
    assert min(y for _x, y in cut) == 0
    assert max(y for _x, y in cut) == 100
    assert clip([(0, 200), (10, 300), (10, 250), (0, 150)], 0, 100) == []


def test_letters_at_one_place_stand_free_of_one_another() -> None:
    points = [Point(20, 350, letter=letter) for letter in "ABCDEF"]
    for width in (640, 350):
        boxes = boxes_of(samples.scatter(*points, Point(30, 330)).draw(width), *"ABCDEF")
        assert len(boxes) == 6
        assert not [pair for pair in combinations(boxes, 2) if overlaps(*pair)]


def test_an_axis_that_does_not_start_at_zero_says_so() -> None:
    words = " ".join(texts(samples.scatter(Point(20, 350), Point(60, 300)).draw(640)))
    assert "The vertical axis starts at 290." in words
    from_zero = samples.scatter(Point(0.5, 350), Point(60, 0.5))
    assert "starts at" not in " ".join(texts(from_zero.draw(640)))


# --- strips, spread row


def test_no_box_for_fewer_than_five() -> None:
    def box_count(*values: float) -> int:
        layers = samples.strips(*values).draw(450).layers
        boxes = [layer for layer in layers if layer.attributes.get("fill-opacity") == "0.72"]
        return sum(len(layer.outlines) for layer in boxes)

    assert box_count(*range(BOX_FROM - 1)) == 0
    assert box_count(*range(BOX_FROM)) == 1


def test_missing_values_are_neither_drawn_nor_counted() -> None:
    written_texts = texts(samples.strips(90, None, 92, float("nan")).draw(450))
    assert "91.0" in written_texts
    assert "2" in written_texts


def test_lower_is_better_turns_the_row() -> None:
    def own_centre(*, lower_is_better: bool) -> float:
        row = SpreadRow(
            slug="r", title="", desc="", lowest=0, highest=10, own=2, lower_is_better=lower_is_better
        )
        left, _top, right, _bottom = row.draw(330).layers[-1].outlines[0].box
        return (left + right) / 2

    assert own_centre(lower_is_better=False) < 165 < own_centre(lower_is_better=True)
    assert own_centre(lower_is_better=False) + own_centre(lower_is_better=True) == pytest.approx(330)


# --- dots on a box


@given(st.lists(st.floats(0, 700), max_size=60), st.floats(0, 700))
@settings(max_examples=60)
def test_dots_never_touch_one_another_nor_the_own_mark(places: list[float], own: float) -> None:
    places.sort()
    found = swarm(places, own, 7)
    rows = stack(places, 2 * found.radius + 1.5, 99, own)
    assert rows is not None
    if found.radius == 2.2 and list(found.rows) != rows:
        return
    spots = [(x, row * found.pitch) for x, row in zip(places, found.rows, strict=True)]
    for (x, y), (other_x, other_y) in combinations(spots, 2):
        assert max(abs(x - other_x), abs(y - other_y)) >= 2 * found.radius
    for x, y in spots:
        assert max(abs(x - own), abs(y)) >= 2 * found.radius


def test_own_mark_is_drawn_last_and_a_tick_under_its_line_goes_unlabelled() -> None:
    drawing = samples.dots_on_box(own=360).draw(760)
    fills = [layer.attributes["fill"] for layer in drawing.layers if layer.outlines]
    assert [fill for fill in fills if fill in {"#5b7c99", "#c8331a"}] == ["#5b7c99", "#c8331a"]
    assert "360" not in texts(drawing)
    assert "340" in texts(drawing)


def test_words_turn_with_the_axis() -> None:
    def place_of(word: str, *, lower_is_better: bool) -> float:
        return boxes_of(samples.dots_on_box(lower_is_better=lower_is_better).draw(760), word)[0][0]

    for lower_is_better in (False, True):
        low = place_of("lowest quarter", lower_is_better=lower_is_better)
        high = place_of("highest quarter", lower_is_better=lower_is_better)
        assert (low > high) is lower_is_better


# --- trend


def test_lines_are_never_joined_over_a_break_or_a_gap() -> None:
    values = [1, 2, 3, None, 4, 5]
    assert runs(values, [Break(2)]) == [[0, 1], [2], [4, 5]]
    own = [
        outline.d
        for layer in samples.trend().draw(820).layers
        if layer.attributes.get("stroke") == "#c8331a" and layer.attributes.get("stroke-width") == "3"
        for outline in layer.outlines
    ]
    assert len(own) == 3


@given(st.lists(st.tuples(st.floats(0, 300), st.floats(10, 40)), max_size=5))
def test_end_labels_are_moved_apart_in_order(blocks: list[tuple[float, float]]) -> None:
    blocks.sort()
    heights = [height for _top, height in blocks]
    tops = spread([top for top, _height in blocks], heights, 0, 300)
    for (top, height), after in zip(zip(tops, heights, strict=True), tops[1:], strict=False):
        assert top + height <= after + 1e-6
    if tops:
        assert tops[-1] + heights[-1] <= 300 + 1e-6


def test_end_labels_of_equal_lines_do_not_collide() -> None:
    drawing = samples.trend(350, 350, 350).draw(820)
    ends = ("Ysgol", "Gymraeg", "Nant Fedwen", "Ysgolion", "tebyg", "Ysgolion tebyg", "Cymru")
    boxes = boxes_of(drawing, *ends)
    assert len(boxes) > 3
    assert not [pair for pair in combinations(boxes, 2) if overlaps(*pair)]


def test_years_are_thinned_evenly_and_keep_the_last() -> None:
    assert spaced([50] * 10, Scale(0, 9, 50, 350), 20) == [1, 3, 5, 7, 9]
    assert spaced([20] * 10, Scale(0, 9, 50, 350), 20) == list(range(10))
    assert spaced([500], Scale(0, 0, 50, 350), 20) == [0]
