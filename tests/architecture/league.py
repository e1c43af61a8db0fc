"""Finds lists of schools that are ordered by how well the schools do: told by the schools' names and what is
stored about them, not by any word on the page.

A list of five schools or more is one in such an order if what is known of them never falls, or never rises,
from its first row to its last; of eight or more, if that is so of all rows but one (the own school put first,
say). Lists by name, by number or by distance from one of the schools are what they are."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

import openpyxl
import pypdf
from django.http import HttpResponseBase

FEWEST = 5
# From so many rows on, one row may stand apart.
ALL_BUT_ONE_FROM = 8
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
CLOSED_BY_THEMSELVES = {"rect", "circle", "line", "path", "use", "ellipse", "polygon", "polyline"}

# What is known of the schools: "attendance 2025" → school → value.
Values = dict[str, dict[int, float]]


@dataclass(frozen=True)
class Known:
    """A school as the detector knows it: its row's id, and what it goes by in any output."""

    pk: int
    number: str
    name: str
    place: tuple[float, float]


@dataclass
class Schools:
    rows: list[Known]
    values: Values
    by_word: dict[str, int] = field(init=False)
    pattern: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        self.by_word = {word: row.pk for row in self.rows for word in (row.name, row.number)}
        words = sorted(map(re.escape, self.by_word), key=len, reverse=True)
        self.pattern = re.compile("|".join(words))
        self.known = {row.pk: row for row in self.rows}

    def named_in(self, text: str) -> list[int]:
        return [self.by_word[found] for found in self.pattern.findall(text)]

    def order_of(self, sequence: Sequence[int]) -> str:
        """What the list is ordered by although it must not be; empty where it is not."""
        if len(sequence) < FEWEST or self.is_neutral(sequence):
            return ""
        for name, values in self.values.items():
            known = [values[pk] for pk in sequence if pk in values]
            if len(known) == len(sequence) and len(set(known)) > 1 and is_sorted(known):
                return name
        return ""

    def is_neutral(self, sequence: Sequence[int]) -> bool:
        rows = [self.known[pk] for pk in sequence]
        return (
            rises([row.name.casefold() for row in rows])
            or rises([row.number for row in rows])
            or any(rises([distance(row, place) for row in rows]) for place in self.rows)
        )


def distance(one: Known, other: Known) -> float:
    """Near enough to tell what is nearer: a degree of longitude is shorter than one of latitude."""
    return ((one.place[0] - other.place[0]) ** 2 + (0.6225 * (one.place[1] - other.place[1])) ** 2) ** 0.5


def rises(values: Sequence[object]) -> bool:
    return all(one <= two for one, two in pairwise(values))  # type: ignore[operator]


def is_sorted(values: Sequence[float]) -> bool:
    """Up or down; of many rows, with one of them left out."""
    whole = [values]
    if len(values) >= ALL_BUT_ONE_FROM:
        whole = [[*values[:place], *values[place + 1 :]] for place in range(len(values))]
    return any(len(set(row)) > 1 and (rises(row) or rises(row[::-1])) for row in whole)


class Outline(HTMLParser):
    """Which schools each element names, in the order in which a reader meets them."""

    def __init__(self, html: str, schools: Schools) -> None:
        super().__init__(convert_charrefs=True)
        self.schools = schools
        self.found: list[list[int]] = []
        self.open: list[tuple[str, list[int]]] = [("", [])]
        self.feed(html)
        while self.open:
            self.close_element()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append((tag, []))
        for _name, value in attrs:
            self.meet(value or "")
        if tag in VOID:
            self.close_element()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.close_element()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or tag not in {name for name, _met in self.open}:
            return
        while self.open[-1][0] != tag:
            self.close_element()
        self.close_element()

    def handle_data(self, data: str) -> None:
        self.meet(data)

    def meet(self, text: str) -> None:
        self.open[-1][1].extend(self.schools.named_in(text))

    def close_element(self) -> None:
        _tag, met = self.open.pop()
        self.found.append(once(met))
        if self.open:
            self.open[-1][1].extend(met)


def once(sequence: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(sequence))


def lists_in(content: bytes, kind: str, schools: Schools) -> list[list[int]]:
    """Every list of schools in an answer of this content type."""
    if "spreadsheetml" in kind:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        sheets = [[" ".join(map(str, row)) for row in sheet.iter_rows(values_only=True)] for sheet in book]
        return [once(pk for row in rows for pk in schools.named_in(row)) for rows in sheets]
    # A stand-in of the furnished world is no whole PDF, and is read as text.
    if "pdf" in kind and b"%%EOF" in content:
        pages = pypdf.PdfReader(io.BytesIO(content)).pages
        return [once(schools.named_in(page.extract_text())) for page in pages]
    text = content.decode(errors="replace")
    named = once(schools.named_in(text))
    # Most pages are about one school: no part of them needs to be looked at by itself.
    if len(named) < FEWEST:
        return [named]
    if "json" in kind:
        return list(lists_of_json(json.loads(text), schools))
    if "csv" in kind:
        rows = csv.reader(io.StringIO(text))
        return [once(pk for row in rows for pk in schools.named_in(" ".join(row)))]
    if "html" in kind:
        return Outline(text, schools).found
    return [named]


def lists_of_json(value: object, schools: Schools) -> Iterator[list[int]]:
    yield once(schools.named_in(json.dumps(value, ensure_ascii=False)))
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    for child in children:
        yield from lists_of_json(child, schools)


def body_of(response: HttpResponseBase) -> bytes:
    if response.streaming:
        return b"".join(response.streaming_content)  # type: ignore[attr-defined]  # of a streaming response
    return bytes(response.content)  # type: ignore[attr-defined]  # of all others


@dataclass(frozen=True)
class Read:
    """What an answer lists: the length of its longest list of schools, and what any list is ordered by."""

    longest: int
    ordered_by: frozenset[str]


def read(response: HttpResponseBase, schools: Schools) -> Read:
    found = lists_in(body_of(response), response.headers.get("Content-Type", ""), schools)
    orders = {schools.order_of(list(sequence)) for sequence in {tuple(row) for row in found}}
    return Read(max(map(len, found), default=0), frozenset(orders - {""}))
