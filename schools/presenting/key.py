from django.utils.translation import gettext_lazy as _

from core import charts


def spread_key() -> list[charts.LegendItem]:
    """The key under a table of spreads."""
    return [
        charts.LegendItem(_("This school"), charts.Sample.of(charts.OWN_DIAMOND)),
        charts.LegendItem(_("Middle half of similar schools"), charts.Sample.box()),
        charts.LegendItem(_("Middle school"), charts.Sample.middle()),
        charts.LegendItem(_("Lowest to highest"), charts.Sample.line("#5b7c99")),
    ]


def dots_key() -> list[charts.LegendItem]:
    """The key under the schools of a group drawn as dots."""
    return [
        charts.LegendItem(_("This school"), charts.Sample.of(charts.OWN_DIAMOND)),
        charts.LegendItem(_("A similar school"), charts.Sample.of(charts.BLUE_CIRCLE)),
        charts.LegendItem(_("Middle half"), charts.Sample.area("#e4ecf3", "#5b7c99")),
    ]
