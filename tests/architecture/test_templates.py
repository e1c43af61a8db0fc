"""The Content Security Policy forbids what is inline; here it is found before a browser refuses it."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

from tests.architecture.sources import TEMPLATES, relative, templates

# What a template says outside of Django's own tags and comments.
DJANGO = re.compile(r"{%-?\s*comment.*?endcomment\s*-?%}|{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)
INLINE = {
    r"<style\b": "a <style> element: move it into static/src/scss",
    r"<script\b(?![^>]*\bsrc=)[^>]*>": "a <script> without src: move it into static/src/js",
    r"<[a-z][^>]*\sstyle\s*=": "a style attribute: give it a class; in SVG use presentation attributes",
    r"<[a-z][^>]*\son[a-z]+\s*=": "an on… attribute: listen in static/src/js",
    r"(?:href|src|action)\s*=\s*[\"']\s*javascript:": "a javascript: address",
    r"\shx-(?:on|vals\s*=\s*[\"']js:)": "script in an hx- attribute",
}


# A number in a page has a comma after its thousands.
GROUPED = re.compile(r"{{\s*[\w.]+\.(?:pk|version)\s*}}")


@pytest.mark.parametrize("path", templates(), ids=relative)
def test_the_number_of_a_row_is_plain(path: Path) -> None:
    found = GROUPED.findall(path.read_text(encoding="utf-8"))
    assert not found, f'{relative(path)}: put |stringformat:"d" behind {found}, or row 1000 is sent as 1,000.'


@pytest.mark.parametrize("path", templates(), ids=relative)
def test_nothing_is_inline(path: Path) -> None:
    text = DJANGO.sub("¤", path.read_text(encoding="utf-8"))

    found = [reason for pattern, reason in INLINE.items() if re.search(pattern, text, re.IGNORECASE)]

    assert not found, f"{relative(path)} has {'; '.join(found)}."


@pytest.mark.parametrize(
    "line",
    [
        "<style>p {}</style>",
        "<script>go()</script>",
        '<p class="a" style="color: red">',
        '<p style="{{ colour }}">',
        '<button onclick="go()">',
        '<a href="javascript:go()">',
    ],
)
def test_what_is_inline_is_found(line: str) -> None:
    text = DJANGO.sub("¤", line)

    assert any(re.search(pattern, text, re.IGNORECASE) for pattern in INLINE)


@pytest.mark.parametrize("ending", ["html", "txt"])
def test_every_template_compiles(ending: str) -> None:
    for path in templates(ending):
        get_template(str(path.relative_to(TEMPLATES)))


def test_pages_do_not_load_anything_from_elsewhere() -> None:
    loading = re.compile(
        r"<(?:script|img|iframe|link)\b[^>]*\b(?:src|href)=[\"'](?:https?:)?//", re.IGNORECASE
    )

    found = [relative(path) for path in templates() if loading.search(path.read_text(encoding="utf-8"))]

    assert not found, f"A page asks only this server for its files: {found}"
