"""The name of a school inside the database, for lists that are put together there."""

from django.db.models import CharField, F, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, NullIf
from django.utils import translation


def shown_name(way: str = "") -> Combinable:
    """In the reader's language; `way` leads from the row to the school ("school__")."""
    english = F(f"{way}name_en")
    if not (translation.get_language() or "").startswith("cy"):
        return english
    return Coalesce(NullIf(F(f"{way}name_cy"), Value("")), english, output_field=CharField())
