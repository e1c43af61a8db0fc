from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.templatetags.ui import category
from schools.enums import Tone
from schools.models import SupportLevel

register = template.Library()


@register.simple_tag
def level(row: SupportLevel | None) -> SafeString | str:
    """A support level: its name with the shape that goes with its colour. A dash for none."""
    if row is None:
        return "–"
    if row.tone == Tone.PLAIN:
        return format_html('<strong class="portal-tag portal-tag--quiet">○ {}</strong>', row.name)
    return category(row.tone, row.name)
