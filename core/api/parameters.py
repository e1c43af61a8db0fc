"""What may stand in a query: one declaration that reads it, refuses it and describes it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise
from drf_spectacular.utils import OpenApiParameter

from core.api.errors import Refusal

Asked = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One of `choices`, a whole number `between` two, or a text of a `pattern`; `many`: may stand several
    times. Read as a list where many, else as the value or None."""

    name: str
    what: StrOrPromise
    choices: tuple[str, ...] = ()
    between: tuple[int, int] | None = None
    pattern: str = ""
    longest: int = 100
    many: bool = False
    default: Any = None

    @property
    def schema(self) -> dict[str, Any]:
        if self.choices:
            return {"type": "string", "enum": list(self.choices)}
        if self.between:
            least, most = self.between
            return {"type": "integer", "minimum": least, "maximum": most}
        return {"type": "string", "pattern": f"^{self.pattern}$", "minLength": 1, "maxLength": self.longest}

    def documented(self) -> OpenApiParameter:
        return OpenApiParameter(
            self.name,
            {"type": "array", "items": self.schema} if self.many else self.schema,
            description=self.what,
            default=self.default,
            style="form" if self.many else None,
            explode=True if self.many else None,
        )

    def read(self, values: list[str]) -> Any:
        if self.many:
            return [self.read_one(value) for value in values]
        if len(values) > 1:
            raise Refusal("given_twice", _("Give “%(name)s” once."), name=self.name)
        return self.read_one(values[0]) if values else self.default

    def read_one(self, text: str) -> Any:
        if self.choices:
            if text not in self.choices:
                raise Refusal(
                    "unknown_value",
                    _("“%(name)s” is one of these: %(choices)s."),
                    name=self.name,
                    choices=", ".join(self.choices),
                )
            return text
        if self.between:
            return self.read_number(text, *self.between)
        if len(text) > self.longest or not re.fullmatch(self.pattern, text):
            raise Refusal(
                "bad_value",
                _("“%(name)s” cannot read like this. The description of the API says what it takes."),
                name=self.name,
            )
        return text

    def read_number(self, text: str, least: int, most: int) -> int:
        if not re.fullmatch(r"-?[0-9]{1,9}", text) or not least <= int(text) <= most:
            raise Refusal(
                "bad_value",
                _("“%(name)s” is a whole number from %(least)s to %(most)s."),
                name=self.name,
                least=least,
                most=most,
            )
        return int(text)


LANGUAGE = Parameter(
    name="lang",
    what=_("The language of names and labels. Without it, Accept-Language decides."),
    choices=("cy", "en"),
)
LIMIT = Parameter(name="limit", what=_("How many rows to give at once."), between=(1, 100), default=25)
OFFSET = Parameter(
    name="offset", what=_("How many rows to leave out first."), between=(0, 1_000_000), default=0
)


def read_query(query: QueryDict, asks: Iterable[Parameter]) -> dict[str, Any]:
    """Every parameter by its name. Refused: what is unknown, given twice, or of the wrong form."""
    known = {parameter.name: parameter for parameter in asks}
    unknown = sorted(set(query) - set(known))
    if unknown:
        raise Refusal(
            "unknown_parameter",
            _("These parameters are not known here: %(unknown)s. Known are: %(known)s."),
            unknown=", ".join(unknown),
            known=", ".join(known),
        )
    return {name: parameter.read(query.getlist(name)) for name, parameter in known.items()}
