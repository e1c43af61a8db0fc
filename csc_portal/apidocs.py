"""The description of the API as a page: made from what the API says of itself, without any script."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from core.authorise import signed_in
from csc_portal.api import description

OK = "200"


@dataclass(frozen=True)
class Kind:
    """In words, and the values or names of fields that stand as they are in every language."""

    words: Any
    codes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Asked:
    name: str
    what: str
    takes: Kind


@dataclass(frozen=True)
class Told:
    name: str
    kind: Kind


@dataclass(frozen=True)
class Address:
    slug: str
    path: str
    about: str
    asks: list[Asked]
    tells: list[Told]


@signed_in
@require_safe
def api_docs_entry(request: HttpRequest) -> HttpResponse:
    return redirect("api_docs")


@signed_in
@require_safe
def api_docs(request: HttpRequest) -> HttpResponse:
    found = description((translation.get_language() or "en")[:2])
    parts = found["components"]["schemas"]
    addresses = [address(path, entry["get"], parts) for path, entry in found["paths"].items()]
    return render(request, "api/docs.html", {"addresses": addresses})


def address(path: str, entry: dict[str, Any], parts: dict[str, Any]) -> Address:
    content = entry["responses"][OK]["content"]["application/json"]["schema"]
    name = row_of(content["$ref"].rpartition("/")[2], parts)
    asks = [
        Asked(one["name"], one.get("description", ""), takes(one["schema"])) for one in entry["parameters"]
    ]
    return Address(entry["operationId"], path, entry["summary"], asks, fields(name, parts))


def row_of(name: str, parts: dict[str, Any]) -> str:
    """What a page holds, for an address that answers with pages."""
    results = parts[name]["properties"].get("results")
    return str(results["items"]["$ref"].rpartition("/")[2]) if results else name


def takes(schema: dict[str, Any]) -> Kind:
    if schema["type"] == "array":
        inner = takes(schema["items"])
        return Kind(_("any of these:") if inner.codes else _("several, each a text"), inner.codes)
    if "enum" in schema:
        return Kind(_("one of these:"), schema["enum"])
    if schema["type"] == "integer":
        bounds = {"least": schema["minimum"], "most": schema["maximum"]}
        return Kind(_("a whole number from %(least)s to %(most)s") % bounds)
    return Kind(_("text"))


def fields(name: str, parts: dict[str, Any]) -> list[Told]:
    return [Told(one, kind_of(schema, parts)) for one, schema in parts[name]["properties"].items()]


KINDS = {
    "string": _("text"),
    "integer": _("whole number"),
    "number": _("number"),
    "boolean": _("true or false"),
}


def kind_of(schema: dict[str, Any], parts: dict[str, Any]) -> Kind:
    """Its kind, its values, or the names of the fields inside it."""
    if "$ref" in schema:
        return kind_of_part(schema["$ref"].rpartition("/")[2], parts)
    choices = [one for one in schema.get("oneOf", schema.get("allOf", [])) if one.get("$ref", "")]
    choices = [one for one in choices if not one["$ref"].endswith(("BlankEnum", "NullEnum"))]
    if choices:
        return kind_of(choices[0], parts)
    kind = schema.get("type", "string")
    named = next((one for one in kind if one != "null"), "string") if isinstance(kind, list) else kind
    if named == "array":
        return Kind(_("a list, each of these:"), kind_of(schema["items"], parts).codes)
    return Kind(KINDS[named])


def kind_of_part(name: str, parts: dict[str, Any]) -> Kind:
    part = parts[name]
    if "enum" in part:
        return Kind(_("one of these:"), [str(value) for value in part["enum"] if value])
    return Kind(_("with these:"), list(part["properties"]))
