"""What every chart becomes: layers of outlines and texts with their strings ready, for one SVG template.

Neighbours with the same paint share one ``<g>``, so that 400 points cost 400 short paths and one set of
attributes. Each item knows its box in pixels of the drawing: (left, top, right, bottom).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, TypedDict, Unpack

from core.charts.boxes import Anchor, Box, text_box
from core.charts.marks import SURFACE_WHITE, Style, outline
from core.charts.words import Words

Links = Literal["", "pointer", "all"]


class Paint(TypedDict, total=False):
    fill: str
    stroke: str
    stroke_width: float
    dash: str
    opacity: float
    title: object
    href: str


class Lettering(TypedDict, total=False):
    size: float
    anchor: Anchor
    bold: bool
    fill: str
    halo: bool


INK = "#0b0c0c"
MUTED = "#505a5f"
HAIR = "#cfdcda"
GRID = "#e3e9e8"
AXIS = "#7c8a8a"


def px(value: float) -> str:
    """A length for an attribute: one decimal at most, no trailing zero."""
    text = f"{value:.1f}"
    text = text.removesuffix(".0")
    return "0" if text == "-0" else text


@dataclass(frozen=True, slots=True)
class Outline:
    d: str
    box: Box
    title: Words = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """``tail`` follows in the other weight: "Green **180**" or "**195** Green"."""

    x: str
    y: str
    text: Words
    box: Box
    tail: str = ""
    tail_weight: str = "700"
    transform: str = ""


@dataclass(slots=True)
class Layer:
    attributes: dict[str, str]
    outlines: list[Outline] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    # A halo is the same text a second time, beneath: nobody should hear it twice.
    hidden: bool = False
    linked: bool = False


@dataclass(slots=True)
class Drawing:
    """``links``: "" (none), "pointer" (for the mouse; a list beside the chart carries the same links for
    everyone else) or "all" (also for the keyboard and screen readers)."""

    width: int
    height: int = 0
    links: Links = ""
    # Nothing lies on anything drawn earlier with other paint, so that all of one paint can share a layer.
    is_flat: bool = False
    layers: list[Layer] = field(default_factory=list)

    @property
    def role(self) -> str:
        """A picture is one thing to a screen reader; links in it would be lost."""
        return "group" if any(layer.linked for layer in self.layers) else "img"

    def boxes(self) -> list[Box]:
        outlines = [outline.box for layer in self.layers for outline in layer.outlines]
        return outlines + [text.box for layer in self.layers for text in layer.texts]

    def path(
        self,
        d: str,
        box: Box,
        *,
        fill: str = "none",
        stroke: str = "",
        stroke_width: float = 1,
        dash: str = "",
        opacity: float = 1,
        title: object = "",
        href: str = "",
    ) -> None:
        attributes = {"fill": fill}
        if stroke:
            attributes["stroke"] = stroke
            if stroke_width != 1:
                attributes["stroke-width"] = px(stroke_width)
            if dash:
                attributes["stroke-dasharray"] = dash
        if opacity != 1:
            attributes["fill-opacity"] = f"{opacity:g}"
            if stroke:
                attributes["stroke-opacity"] = f"{opacity:g}"
        linked = bool(href and self.links)
        layer = self._layer(attributes, texts=False, hidden=linked and self.links == "pointer", linked=linked)
        layer.outlines.append(Outline(d, box, str(title), href if self.links else ""))

    def rect(self, x: float, y: float, width: float, height: float, **paint: Unpack[Paint]) -> None:
        d = f"M{px(x)} {px(y)}H{px(x + width)}V{px(y + height)}H{px(x)}Z"
        self.path(d, (x, y, x + width, y + height), **paint)

    def line(self, x1: float, y1: float, x2: float, y2: float, **paint: Unpack[Paint]) -> None:
        d = f"M{px(x1)} {px(y1)}"
        if y1 == y2:
            d += f"H{px(x2)}"
        elif x1 == x2:
            d += f"V{px(y2)}"
        else:
            d += f"L{px(x2)} {px(y2)}"
        box = (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
        self.path(d, box, **paint)

    def polyline(
        self, points: Iterable[tuple[float, float]], *, closed: bool = False, **paint: Unpack[Paint]
    ) -> None:
        places = list(points)
        d = "M" + "L".join(f"{px(x)} {px(y)}" for x, y in places) + ("Z" if closed else "")
        xs, ys = [x for x, _ in places], [y for _, y in places]
        self.path(d, (min(xs), min(ys), max(xs), max(ys)), **paint)

    def mark(
        self,
        style: Style,
        x: float,
        y: float,
        radius: float,
        *,
        fill: str = "",
        edge: str = SURFACE_WHITE,
        edge_width: float = 0,
        title: object = "",
        href: str = "",
    ) -> None:
        """The style's shape, about x, y. A hollow style is drawn as a ring in its ink."""
        d = outline(style.shape, x, y, radius)
        reach = radius * 1.25
        box = (x - reach, y - reach, x + reach, y + reach)
        if style.hollow and not fill:
            self.path(d, box, fill="none", stroke=style.ink, stroke_width=1.2, title=title, href=href)
            return
        stroke = edge if edge_width else ""
        self.path(
            d, box, fill=fill or style.ink, stroke=stroke, stroke_width=edge_width, title=title, href=href
        )

    def text(
        self,
        x: float,
        y: float,
        text: object,
        *,
        size: float = 14,
        anchor: Anchor = "start",
        bold: bool = False,
        fill: str = INK,
        halo: bool = False,
        tail: object = "",
        rotate: float = 0,
    ) -> Box:
        """One line with its baseline at y; says which box it takes."""
        written = str(text)
        follows = str(tail)
        if not written and not follows:
            return (x, y, x, y)
        box = text_box(x, y, written, size=size, anchor=anchor, bold=bold, tail=follows, rotate=rotate)
        attributes = {"fill": fill, "font-size": px(size)}
        if anchor != "start":
            attributes["text-anchor"] = anchor
        if bold:
            attributes["font-weight"] = "700"
        transform = f"rotate({px(rotate)} {px(x)} {px(y)})" if rotate else ""
        item = Text(px(x), px(y), written, box, follows, "400" if bold else "700", transform)
        if halo:
            around = {**attributes, "fill": SURFACE_WHITE, "stroke": SURFACE_WHITE, "stroke-width": "3.5"}
            around["stroke-linejoin"] = "round"
            self._layer(around, texts=True, hidden=True).texts.append(item)
        self._layer(attributes, texts=True).texts.append(item)
        return box

    def lines(
        self, x: float, y: float, lines: Iterable[str], *, leading: float = 17, **lettering: Unpack[Lettering]
    ) -> None:
        """Several lines, the first baseline at y."""
        for step, line in enumerate(lines):
            self.text(x, y + step * leading, line, **lettering)

    def _layer(
        self, attributes: dict[str, str], *, texts: bool, hidden: bool = False, linked: bool = False
    ) -> Layer:
        for layer in self.layers if self.is_flat else self.layers[-1:]:
            same_kind = bool(layer.texts) == texts and layer.hidden == hidden and layer.linked == linked
            if same_kind and layer.attributes == attributes:
                return layer
        layer = Layer(attributes, hidden=hidden, linked=linked)
        self.layers.append(layer)
        return layer
