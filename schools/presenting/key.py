from django.utils.translation import gettext_lazy as _

from core import charts
from schools.presenting.comparedwith import ComparedWith


def spread_key(compared: ComparedWith | None = None) -> list[charts.LegendItem]:
    """The key under a table of spreads."""
    half = compared.band if compared else _("Middle half of similar schools")
    return [
        charts.LegendItem(_("This school"), charts.Sample.of(charts.OWN_DIAMOND)),
        charts.LegendItem(half, charts.Sample.box()),
        charts.LegendItem(_("Middle school"), charts.Sample.middle()),
        charts.LegendItem(_("Lowest to highest"), charts.Sample.line("#5b7c99")),
    ]


def dots_key(compared: ComparedWith, chart: charts.DotsOnBox | None) -> list[charts.LegendItem]:
    """The key under the schools that a school is compared with, drawn as dots: of what is drawn."""
    key = [
        charts.LegendItem(_("This school"), charts.Sample.of(charts.OWN_DIAMOND)),
        charts.LegendItem(compared.one, charts.Sample.of(charts.BLUE_CIRCLE)),
        charts.LegendItem(_("Middle half"), charts.Sample.area("#e4ecf3", "#5b7c99")),
    ]
    if chart is not None and chart.expected is not None:
        key.append(charts.LegendItem(_("Expected range"), charts.Sample.area("#fbe7b8", "#8a6a00")))
    return key
