"""Every address of the portal, as the URLconf has it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern


@dataclass(frozen=True)
class Route:
    name: str
    address: str
    view: Callable[..., Any]
    # Names of the arguments in the address.
    arguments: tuple[str, ...]

    @property
    def is_ours(self) -> bool:
        return self.view.__module__.split(".")[0] in OUR_APPS

    @property
    def access(self) -> tuple[str, str] | None:
        """("public", reason), ("signed in", "") or ("permission", its name); None where no mark is left."""
        return getattr(self.view, "access", None)


OUR_APPS = {"csc_portal", "brokerage", "hubs", "peer_enquiry", "sigs", "schools", "core"}


def walk(patterns: list[URLPattern | URLResolver] | None = None, before: str = "/") -> Iterator[Route]:
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        address = before + ("en/" if isinstance(entry.pattern, LocalePrefixPattern) else str(entry.pattern))
        if isinstance(entry, URLResolver):
            yield from walk(entry.url_patterns, address)
        else:
            yield Route(
                entry.name or "",
                address,
                entry.callback,
                tuple(entry.pattern.converters or entry.pattern.regex.groupindex),
            )


def routes() -> list[Route]:
    return sorted(walk(), key=lambda route: (route.name, route.address))


def our_routes() -> list[Route]:
    return [route for route in routes() if route.is_ours]
