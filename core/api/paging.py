from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.request import Request

T = TypeVar("T")


@dataclass(frozen=True)
class PageOfRows:
    """Rows from `offset` on, and how to ask for those before and after."""

    count: int
    next: str | None
    previous: str | None
    results: Sequence[Any]


def page_of(
    request: Request, rows: QuerySet[Any], asked: Any, present: Callable[[list[Any]], Sequence[Any]] = list
) -> PageOfRows:
    """`rows` in an order that is stable and says nothing of anybody's results."""
    limit, offset = asked["limit"], asked["offset"]
    count = rows.count()
    after, before = offset + limit, max(0, offset - limit)
    return PageOfRows(
        count=count,
        next=address(request, after) if after < count else None,
        previous=address(request, before) if offset > 0 else None,
        results=present(list(rows[offset : offset + limit])),
    )


def address(request: Request, offset: int) -> str:
    query = request.query_params.copy()
    query["offset"] = str(offset)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


@cache
def page_serializer(of: type[serializers.Serializer[Any]]) -> type[serializers.Serializer[Any]]:
    """The serializer of a page of such rows."""
    return type(
        f"PageOf{of.__name__.removesuffix('Serializer')}Serializer",
        (serializers.Serializer,),
        {
            "count": serializers.IntegerField(),
            "next": serializers.URLField(allow_null=True),
            "previous": serializers.URLField(allow_null=True),
            "results": of(many=True),
        },
    )
