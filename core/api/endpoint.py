"""An address of the API: its door, what may be asked, what is answered, and when that was last changed."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any, cast

from django.http import HttpResponseBase
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django_stubs_ext import StrOrPromise
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core import authorise
from core.api.errors import RefusalSerializer
from core.api.paging import page_serializer
from core.api.parameters import LANGUAGE, LIMIT, OFFSET, Parameter, read_query
from core.models import User

VERSION = "1.0"
VARY = ["Accept-Language", "Authorization", "Cookie"]
REFUSED = OpenApiResponse(RefusalSerializer)

View = Callable[..., Any]
Revision = Callable[[], Any]


class Endpoint(APIView):
    """GET and HEAD alone. Subclassed by `endpoint`, which sets these."""

    http_method_names = ["get", "head"]
    metadata_class = None
    asks: Sequence[Parameter] = ()
    answers: type[serializers.Serializer[Any]]
    revision: Revision
    door: View

    def get(self, request: Request, **arguments: Any) -> HttpResponseBase:
        asked = read_query(request.query_params, self.asks)
        self.speak(request, asked["lang"])
        found = self.door(request, **arguments, asked=asked)
        etag = self.etag(request)
        unchanged = get_conditional_response(request, etag=etag)
        if unchanged is not None:
            unchanged.headers["ETag"] = etag
            return unchanged
        return Response(self.answers(found()).data, headers={"ETag": etag})

    def speak(self, request: Request, asked: str | None) -> None:
        """What the query says, else what the request accepts, else the person's own language."""
        accepted = translation.get_language_from_request(request)
        own = getattr(request.user, "preferred_language", "")
        named = "accept-language" in {name.lower() for name in request.headers}
        translation.activate(asked or (accepted if named or not own else own))

    def etag(self, request: Request) -> str:
        """Strong: of the figures shown, the words, and what this person may see of them."""
        posts = sorted((post.role, post.scope_id) for post in authorise.posts(cast(User, request.user)))
        parts = [VERSION, self.revision(), posts, translation.get_language(), request.build_absolute_uri()]
        return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:40]}"'

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        answer: HttpResponseBase = super().finalize_response(request, response, *args, **kwargs)
        # One's own alone, and asked again each time: then the answer is 304 where nothing changed.
        answer.headers["Cache-Control"] = "private, no-cache"
        answer.headers["Content-Language"] = translation.get_language() or ""
        patch_vary_headers(answer, VARY)
        return answer


def endpoint(
    permission: str,
    *,
    find: Callable[..., Any] | None = None,
    asks: Sequence[Parameter] = (),
    answers: type[serializers.Serializer[Any]],
    paged: bool = False,
    revision: Revision,
    about: StrOrPromise,
    path: Sequence[OpenApiParameter] = (),
) -> Callable[[View], View]:
    """`permission` and `find` are those of core.authorise.authorise. The view is called with the request, the
    object found (where there is `find`) and `asked`, what the query says; it answers with a function that
    fetches, which is called only where the asker has not got it yet."""

    def mark(view: View) -> View:
        serializer = page_serializer(answers) if paged else answers
        described = extend_schema(
            operation_id=view.__name__.removeprefix("api_"),
            summary=about,
            parameters=[*path, *(one.documented() for one in all_asked(asks, paged))],
            responses=responses(serializer, named=bool(asks or path)),
        )
        kind = type(
            view.__name__,
            (Endpoint,),
            {
                "__module__": view.__module__,
                "__doc__": None,
                "asks": all_asked(asks, paged),
                "answers": serializer,
                "revision": staticmethod(revision),
                "door": staticmethod(opened(view, permission, find)),
            },
        )
        kind.get = described(answered())  # type: ignore[attr-defined]  # made a line above
        api: Any = kind.as_view()  # type: ignore[attr-defined]  # as above
        api.__name__ = view.__name__
        api.access = ("permission", str(permission))
        return api  # type: ignore[no-any-return]  # a view

    return mark


def opened(view: View, permission: str, find: Callable[..., Any] | None) -> View:
    """The view behind the door of every page."""

    def door(request: Request, asked: dict[str, Any], **arguments: Any) -> Any:
        def entered(request: Any, *found: Any, **rest: Any) -> Any:
            return view(request, *found, asked=asked, **rest)

        return authorise.authorise(permission, find=find)(entered)(request, **arguments)

    return door


def answered() -> View:
    """A `get` of the class's own, so that each has a description of its own."""

    def get(self: Any, request: Request, **arguments: Any) -> Any:
        return Endpoint.get(self, request, **arguments)

    return get


def all_asked(asks: Sequence[Parameter], paged: bool) -> list[Parameter]:
    return [*asks, *([LIMIT, OFFSET] if paged else []), LANGUAGE]


def responses(serializer: Any, *, named: bool) -> dict[int, Any]:
    found = {200: serializer, 304: OpenApiResponse(description="Not modified"), 400: REFUSED}
    found |= {401: REFUSED, 403: REFUSED, 406: REFUSED, 429: REFUSED}
    return found | ({404: REFUSED} if named else {})
