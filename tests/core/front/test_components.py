import datetime as dt
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils import translation
from pytest_django import Settings

from tests.core.front.pages import read

VALIDATOR = django_settings.BASE_DIR / "node_modules" / ".bin" / "html-validate"


def shown(source: str, query: str = "", **context: Any) -> str:
    request = RequestFactory().get(f"/en/schools/{query}")
    return Template("{% load ui %}" + source).render(Context({"request": request, **context}))


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["components/", "account/login/", "help/", "privacy/", "nothing-here/"])
@pytest.mark.parametrize("language", ["cy", "en"])
def test_pages_are_valid_html(
    client: Client, settings: Settings, tmp_path: Path, path: str, language: str
) -> None:
    settings.DEMONSTRATION = True
    page = tmp_path / "page.html"
    page.write_bytes(client.get(f"/{language}/{path}").content)

    config = django_settings.BASE_DIR / ".htmlvalidate.json"
    answer = subprocess.run(
        [str(VALIDATOR), "--config", str(config), str(page)], capture_output=True, text=True, check=False
    )

    assert answer.returncode == 0, answer.stdout


@pytest.mark.django_db
def test_the_form_of_the_components_page_answers_422_with_its_errors(
    client: Client, settings: Settings
) -> None:
    settings.DEMONSTRATION = True

    response = client.post("/en/components/", {"days": "0"})

    assert response.status_code == 422
    assert "Offer at least one day" in response.content.decode()


def test_a_category_has_a_word_and_a_shape_that_screen_readers_skip() -> None:
    html = shown('{% category "amber" %}')

    assert "Amber</strong>" in html
    assert read(html).one("svg").attributes["aria-hidden"] == "true"
    assert shown('{% category "" %}') == ""


def test_an_unknown_kind_of_tag_is_refused() -> None:
    with pytest.raises(ValueError, match="not “purple”"):
        shown('{% tag "Word" "purple" %}')


def test_what_a_tag_is_given_is_escaped() -> None:
    html = shown("{% tag text %}{% card text %}<p>kept</p>{% endcard %}", text="<script>")

    assert "<script>" not in html
    assert "<p>kept</p>" in html


def test_one_task_has_the_primary_button_and_each_button_says_what_it_is_for() -> None:
    html = shown(
        '{% task "Answer" "/a" "Open" when=day first=True %}Why{% endtask %}'
        '{% task "Confirm" "/b" "Save" post=True %}Why{% endtask %}',
        day=dt.date(2026, 11, 27),
    )

    assert "Friday 27 November" in html
    assert html.count("govuk-button--secondary") == 1
    assert '<form method="post" action="/b">' in html
    assert '<span class="govuk-visually-hidden">: Answer</span>' in html


def test_a_stacking_table_writes_its_roles_out_once() -> None:
    html = shown(
        '{% table "Schools" "stack" %}<thead><tr><th scope="col">A</th></tr></thead>'
        '<tbody><tr class="portal-own"><th scope="row">B</th><td data-label="x">1</td></tr></tbody>'
        "{% endtable %}"
    )

    page = read(html)
    assert [e.attributes["role"] for e in page.elements if "role" in e.attributes] == [
        "table",
        "rowgroup",
        "row",
        "columnheader",
        "rowgroup",
        "row",
        "rowheader",
        "cell",
    ]


def test_pages_of_a_list_keep_the_query() -> None:
    html = shown("{% pagination page %}", "?phase=primary&page=2", page=Paginator(range(100), 10).get_page(2))

    hrefs = [link.attributes["href"] for link in read(html).all("a")]
    assert hrefs[0] == "?phase=primary&page=1"
    assert hrefs[-1] == "?phase=primary&page=3"
    assert read(html).one(aria_current="page").attributes["aria-label"] == "Page 2"


def test_a_single_page_needs_no_pagination() -> None:
    assert shown("{% pagination page %}", page=Paginator(range(3), 10).get_page(1)).strip() == ""


def test_a_chosen_filter_can_be_taken_off_alone() -> None:
    chosen = [
        {"name": "phase", "value": "primary", "group": "Phase", "text": "Primary"},
        {"name": "q", "value": "nant", "group": "", "text": "nant"},
    ]

    html = shown(
        '{% filter_tags chosen keep="sort" %}',
        "?phase=primary&phase=secondary&q=nant&page=4&sort=name",
        chosen=chosen,
    )

    assert [link.attributes["href"] for link in read(html).all("a")] == [
        "?phase=secondary&q=nant&sort=name",
        "?phase=primary&phase=secondary&sort=name",
        "?sort=name",
    ]


def test_filters_keep_what_is_not_theirs() -> None:
    html = shown('{% filters chosen=1 keep="sort" %}<p>fields</p>{% endfilters %}', "?sort=name&q=x")

    page = read(html)
    assert page.one("form").attributes["method"] == "get"
    assert page.one("input", type="hidden").attributes == {"type": "hidden", "name": "sort", "value": "name"}


@pytest.mark.parametrize(
    ("octets", "words"), [(1, "1 byte"), (640, "640 bytes"), (17_600, "18\xa0kB"), (2_400_000, "2.4\xa0MB")]
)
def test_the_size_of_a_file_is_said_as_people_say_it(octets: int, words: str) -> None:
    with translation.override("en"):
        assert shown("{% size octets %}", octets=octets) == words


def test_progress_asks_again_until_it_is_finished() -> None:
    source = '{% include "components/progress.html" with url="/runs/1" percent=percent label="Comparing" %}'

    assert 'hx-get="/runs/1"' in shown(source, percent=40)
    assert "hx-get" not in shown(source, percent=100, finished=True)
