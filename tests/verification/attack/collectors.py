"""What a viewer is given about single tables, read from the answers themselves. A new page or file that says
figures becomes one more collector in COLLECTORS."""

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from django.core.cache import cache
from django.test import Client

from core.models import User
from schools.enums import Group
from schools.models import Indicator
from tests.verification.attack.region import MEASURES, Attacked, Name
from tests.verification.attack.solver import Stated, StatedTogether, Statements

Gathered = dict[Name, Statements]
Collector = Callable[[Client, Attacked, Gathered], None]

# Whoever asks for too much at once comes again later.
TOO_MANY = 429
GROUP_LABELS = {str(group.label): group.value for group in Group}
TOGETHER = re.compile(
    r"Over the years (\d{4})/\d\d to (\d{4})/\d\d together it is ([\d,.]+)(?:%| points)?, of", re.ASCII
)


def gathered_by(person: User, attacked: Attacked, collectors: list[Collector] | None = None) -> Gathered:
    client = Client()
    client.force_login(person)
    found: Gathered = defaultdict(Statements)
    for collect in COLLECTORS if collectors is None else collectors:
        cache.clear()
        collect(client, attacked, found)
    return found


def half_of(written: str) -> float:
    """Half of the last digit of a number as it is written."""
    return 0.5 * 10.0 ** -len(written.partition(".")[2])


def state(found: Gathered, name: Name, key: tuple[int, str], written: Any) -> None:
    """Numbers of files and of the API are written with the figure's one decimal."""
    text = str(written)
    if text not in {"", "None", "–", "*"}:
        found[name].cells.append(Stated(key, float(text.replace(",", "")), half_of(text)))


def answers(client: Client, address: str) -> Iterator[Any]:
    """Every row of a list of the API."""
    while address:
        answer = client.get(address)
        if answer.status_code == TOO_MANY:
            cache.clear()
            continue
        if answer.status_code != 200:
            return
        page = json.loads(answer.content)
        yield from page["results"]
        address = page["next"] or ""


def api_comparisons(client: Client, attacked: Attacked, found: Gathered) -> None:
    for code in MEASURES:
        for row in answers(client, f"/api/v1/comparisons/?indicator={code}&limit=100"):
            name = row["school"]["number"], code
            state(found, name, (row["year"], row["pupils"]), row["figure"]["value"])


def api_of_school(client: Client, attacked: Attacked, found: Gathered) -> None:
    for number in attacked.schools:
        for row in answers(client, f"/api/v1/schools/{number}/figures/?limit=100"):
            if row["indicator"] in MEASURES:
                name = number, row["indicator"]
                state(found, name, (row["year"], "all"), row["figure"]["value"])
        for row in answers(client, f"/api/v1/schools/{number}/comparisons/?limit=100"):
            if row["indicator"] in MEASURES:
                name = number, row["indicator"]
                state(found, name, (row["year"], row["pupils"]), row["figure"]["value"])
        cache.clear()
        answer = client.get(f"/api/v1/schools/{number}/")
        if answer.status_code == 200:
            for row in json.loads(answer.content)["figures"]:
                if row["indicator"] in MEASURES:
                    name = number, row["indicator"]
                    state(found, name, (row["year"], "all"), row["figure"]["value"])


def api_pooled(client: Client, attacked: Attacked, found: Gathered) -> None:
    for number in attacked.schools:
        for row in answers(client, f"/api/v1/schools/{number}/pooled/?limit=100"):
            if row["indicator"] in MEASURES and row["figure"]["value"] is not None:
                value = str(row["figure"]["value"])
                found[number, row["indicator"]].together.append(
                    StatedTogether(
                        row["pupils"], row["first_year"], row["last_year"], float(value), half_of(value)
                    )
                )


def rows_of(client: Client, address: str) -> list[list[str]]:
    answer = client.get(address)
    if answer.status_code != 200:
        return []
    return list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))


def seen_in_detail(client: Client, attacked: Attacked) -> Iterator[Name]:
    for number in attacked.schools:
        if client.get(f"/en/schools/{number}/measures/").status_code == 200:
            yield from ((number, code) for code in MEASURES)


def ending(period: str) -> int:
    """2024/25 → 2025"""
    return int(period[:4]) + 1


def measure_files(client: Client, attacked: Attacked, found: Gathered) -> None:
    for name in seen_in_detail(client, attacked):
        found[name].in_detail = True
        address = f"/en/schools/{name[0]}/measures/{name[1]}/figures.csv"
        for year, pupils, _count, own, *_rest in rows_of(client, address)[1:]:
            state(found, name, (ending(year), GROUP_LABELS[pupils]), own)
        for year, own, *_rest in rows_of(client, f"{address}?tab=history")[1:]:
            state(found, name, (ending(year), "all"), own)
        for pupils, year, _count, own, *_rest in rows_of(client, f"{address}?tab=gap")[1:]:
            state(found, name, (ending(year), GROUP_LABELS[pupils]), own)


def measure_pages(client: Client, attacked: Attacked, found: Gathered) -> None:
    for name in seen_in_detail(client, attacked):
        answer = client.get(f"/en/schools/{name[0]}/measures/{name[1]}/")
        if answer.status_code == 200:
            words = " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())
            for first, last, value in TOGETHER.findall(words):
                value = value.replace(",", "").rstrip(".")
                found[name].together.append(
                    StatedTogether("all", int(first) + 1, int(last) + 1, float(value), half_of(value))
                )


def two_schools(client: Client, attacked: Attacked, found: Gathered) -> None:
    """Each school beside the next."""
    numbers = list(attacked.schools)
    labels = {label: code for code, label in names_of_measures().items()}
    for own, other in zip(numbers, [*numbers[1:], numbers[0]], strict=True):
        for row in rows_of(client, f"/en/schools/{own}/beside/{other}/figures.csv")[1:]:
            measure, pupils, year, of_own, of_other, *_rest = row
            if measure in labels and year:
                key = ending(year), GROUP_LABELS[pupils]
                state(found, (own, labels[measure]), key, of_own)
                state(found, (other, labels[measure]), key, of_other)


def names_of_measures() -> dict[str, str]:
    return dict(Indicator.objects.filter(code__in=MEASURES).values_list("code", "name_en"))


COLLECTORS: list[Collector] = [
    api_comparisons,
    api_of_school,
    api_pooled,
    measure_files,
    measure_pages,
    two_schools,
]
