"""What a drawing says and where, read back from it."""

from django.template import Context, Template

from core.charts.boxes import Box
from core.charts.drawing import Drawing


def texts(drawing: Drawing) -> list[str]:
    return [text.text for layer in drawing.layers for text in layer.texts if not layer.hidden]


def boxes_of(drawing: Drawing, *wanted: str) -> list[Box]:
    layers = [layer for layer in drawing.layers if not layer.hidden]
    return [text.box for layer in layers for text in layer.texts if text.text in wanted]


def render(source: str, **context: object) -> str:
    return Template("{% load charts %}" + source).render(Context(context))
