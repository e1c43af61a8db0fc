"""The portal's components. One page shows them all: core/views/components.py."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import formats, translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core import clock

register = template.Library()


def trimmed(content: str) -> SafeString:
    """What a block tag holds, without the space round it. Its nodes have escaped it already."""
    return mark_safe(content.strip())  # noqa: S308 - escaped by its own nodes


# --- what stands round a page ------------------------------------------------------------------

LANGUAGES = [("cy", "Cymraeg"), ("en", "English")]
LANGUAGE_PREFIX = re.compile(r"^/(?:cy|en)(?=/|\?|$)")


def in_language(path: str, language: str) -> str:
    """The same page in the other language; what stands outside both leads to that language's first page."""
    swapped, found = LANGUAGE_PREFIX.subn(f"/{language}", path, count=1)
    return swapped if found else f"/{language}/"


@register.inclusion_tag("components/languages.html", takes_context=True)
def languages(context: template.Context) -> dict[str, Any]:
    request: HttpRequest | None = context.get("request")
    path = request.get_full_path() if request else "/"
    active = (translation.get_language() or "en")[:2]
    return {
        "choices": [
            {
                "code": code,
                "name": name,
                "url": in_language(path, code),
                "current": code == active,
            }
            for code, name in LANGUAGES
        ]
    }


@register.inclusion_tag("components/printed.html", takes_context=True)
def printed(context: template.Context) -> dict[str, object]:
    """On paper only: the day, and the address with its filters."""
    request: HttpRequest | None = context.get("request")
    return {"day": clock.today(), "address": request.build_absolute_uri() if request else ""}


@register.simple_block_tag
def title(
    content: str, heading: object, lead: object = "", eyebrow: object = "", aside: object = "", lang: str = ""
) -> str:
    """The title block. Its content is the page's actions: <li> items, or nothing."""
    return render_to_string(
        "components/title.html",
        {
            "heading": heading,
            "lead": lead,
            "eyebrow": eyebrow,
            "aside": aside,
            "lang": lang,
            "actions": trimmed(content),
        },
    )


@register.simple_block_tag
def breadcrumbs(content: str) -> str:
    return render_to_string("components/breadcrumbs.html", {"content": content})


@register.inclusion_tag("components/crumb.html")
def crumb(text: object, url: str = "") -> dict[str, object]:
    return {"text": text, "url": url}


@register.inclusion_tag("components/back.html")
def back(url: str, text: object = "") -> dict[str, object]:
    return {"url": url, "text": text}


# --- words with a colour -----------------------------------------------------------------------

TAG_KINDS = {"", "acting", "waiting", "quiet", "good", "warning", "bad", "outline"}

STATES = {
    "not-started": (_("Not started"), "quiet"),
    "in-progress": (_("In progress"), ""),
    "done": (_("Done"), "acting"),
    "failed": (_("Failed"), "bad"),
    "cannot-start": (_("Cannot start yet"), "quiet"),
    "cannot-progress": (_("Cannot progress"), "warning"),
    "not-required": (_("Not required"), "quiet"),
}

CATEGORIES = {
    "green": (_("Green"), "M6 0a6 6 0 1 0 0 12a6 6 0 1 0 0-12z"),
    "yellow": (_("Yellow"), "M6 0l6 6l-6 6l-6-6z"),
    "amber": (_("Amber"), "M6 .5l6 11h-12z"),
    "red": (_("Red"), "M1 1h10v10h-10z"),
}


@register.simple_tag
def tag(text: object, kind: str = "") -> SafeString:
    if kind not in TAG_KINDS:
        raise ValueError(f"A tag is one of {sorted(TAG_KINDS)}, not “{kind}”.")
    modifier = f" portal-tag--{kind}" if kind else ""
    return format_html('<strong class="portal-tag{}">{}</strong>', modifier, text)


@register.simple_tag
def status(state: str) -> SafeString:
    """One of the honest states, by its name: `not-started`, `in_progress`, …"""
    word, kind = STATES[state.replace("_", "-")]
    return tag(word, kind)


@register.simple_tag
def category(colour: str, word: object = "") -> SafeString:
    """A support category: its word, with the shape that stands for the colour. Nothing for no category."""
    if not colour:
        return mark_safe("")
    known, shape = CATEGORIES[colour]
    return format_html(
        '<strong class="portal-category portal-category--{}">'
        '<svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" focusable="false">'
        '<path d="{}"/></svg>{}</strong>',
        colour,
        shape,
        word or known,
    )


# --- rows --------------------------------------------------------------------------------------


def shown_day(when: object) -> object:
    """A date as “Friday 27 November”; anything else as it is."""
    if isinstance(when, dt.datetime | dt.date):
        return formats.date_format(when, "l j F")
    return when


@register.simple_block_tag(takes_context=True)
def task(
    context: template.Context,
    content: str,
    heading: object,
    url: str,
    action: object,
    when: object = "",
    note: object = "",
    first: bool = False,
    post: bool = False,
) -> str:
    """One row of <ol class="portal-tasks">: when, what and why, one button. Only the first is primary."""
    return render_to_string(
        "components/task.html",
        {
            "heading": heading,
            "url": url,
            "action": action,
            "when": shown_day(when),
            "note": note,
            "first": first,
            "post": post,
            "content": content,
            "csrf_token": context.get("csrf_token"),
        },
    )


@register.simple_block_tag
def task_state(content: str, heading: object, url: str, state: str) -> str:
    """One row of <ul class="govuk-task-list">; the content is its hint. Without a URL it cannot be opened."""
    return render_to_string(
        "components/task_state.html",
        {"heading": heading, "url": url, "state": state, "content": trimmed(content)},
    )


@register.simple_block_tag
def feed_row(content: str, when: object, label: object = "", kind: str = "") -> str:
    return render_to_string(
        "components/feed_row.html", {"when": when, "label": label, "kind": kind, "content": content}
    )


@register.simple_block_tag
def card(
    content: str,
    heading: object,
    url: str = "",
    label: object = "",
    kind: str = "",
    soft: bool = False,
    level: int = 3,
) -> str:
    return render_to_string(
        "components/card.html",
        {
            "heading": heading,
            "url": url,
            "label": label,
            "kind": kind,
            "soft": soft,
            "level": level,
            "content": content,
        },
    )


@register.simple_block_tag
def summary_row(content: str, term: object, url: str = "", action: object = "") -> str:
    """One row of <dl class="govuk-summary-list">."""
    return render_to_string(
        "components/summary_row.html", {"term": term, "url": url, "action": action, "content": content}
    )


# --- lists: filters, order, pages ----------------------------------------------------------------


@register.simple_block_tag(takes_context=True)
def filters(
    context: template.Context,
    content: str,
    heading: object = "",
    chosen: int = 0,
    bar: bool = False,
    keep: str = "",
) -> str:
    """The form of filters around its fields. `chosen`: how many are set; or say it in `heading`.
    `keep`: names of other query parameters that stay (such as `sort`)."""
    request: HttpRequest = context["request"]
    kept = [(name, value) for name in keep.split() for value in request.GET.getlist(name)]
    return render_to_string(
        "components/filters.html",
        {
            "heading": heading,
            "chosen": chosen,
            "bar": bar,
            "kept": kept,
            "path": request.path,
            "content": content,
        },
    )


@register.inclusion_tag("components/filter_tags.html", takes_context=True)
def filter_tags(
    context: template.Context, chosen: Iterable[Mapping[str, Any]], keep: str = ""
) -> dict[str, Any]:
    """`chosen`: rows with `name` and `value` as in the query, `group` and `text` as shown. Each leads to the
    same page without it. `keep`: what “Clear filters” leaves alone."""
    request: HttpRequest = context["request"]
    rows = []
    for row in chosen:
        query = request.GET.copy()
        left = [value for value in query.getlist(row["name"]) if value != str(row["value"])]
        query.setlist(row["name"], left)
        query.pop("page", None)
        rows.append({**row, "url": f"?{query.urlencode()}"})
    cleared = request.GET.copy()
    for name in list(cleared):
        if name not in keep.split():
            del cleared[name]
    return {"chosen": rows, "clear_url": f"?{cleared.urlencode()}"}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: template.Context, page: "Page[Any]", parameter: str = "page") -> dict[str, Any]:
    request: HttpRequest = context["request"]

    def address(number: int) -> str:
        query = request.GET.copy()
        query[parameter] = str(number)
        return f"?{query.urlencode()}"

    paginator = page.paginator
    return {
        "several": paginator.num_pages > 1,
        "previous_url": address(page.number - 1) if page.has_previous() else "",
        "next_url": address(page.number + 1) if page.has_next() else "",
        "pages": [
            {"number": number, "url": address(number), "current": number == page.number}
            if isinstance(number, int)
            else None
            for number in paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
        ],
    }


@register.simple_block_tag
def tabs(content: str, label: object) -> str:
    """Tabs that are addresses. `label` names them for those who do not see them."""
    return render_to_string("components/tabs.html", {"label": label, "content": content})


@register.inclusion_tag("components/tab.html", takes_context=True)
def tab(context: template.Context, text: object, url: str, current: bool | None = None) -> dict[str, object]:
    """`current` is found out from the page's own path where it is not said."""
    if current is None:
        current = url.partition("?")[0] == context["request"].path
    return {"text": text, "url": url, "current": current}


# --- figures and tables ------------------------------------------------------------------------


@register.simple_block_tag
def figure(content: str, number: object, label: object, url: str = "", link: object = "") -> str:
    """One item of <ul class="portal-figures">; the content is the change."""
    return render_to_string(
        "components/figure.html",
        {"number": number, "label": label, "url": url, "link": link, "content": trimmed(content)},
    )


ROLES = [
    (re.compile(r"<(thead|tbody|tfoot)(?=[\s>])(?![^>]*\brole=)"), r'<\1 role="rowgroup"'),
    (re.compile(r"<tr(?=[\s>])(?![^>]*\brole=)"), '<tr role="row"'),
    (re.compile(r"<td(?=[\s>])(?![^>]*\brole=)"), '<td role="cell"'),
    (re.compile(r"<th(?=[\s>])(?=[^>]*scope=.row)(?![^>]*\brole=)"), '<th role="rowheader"'),
    (re.compile(r"<th(?=[\s>])(?=[^>]*scope=.col)(?![^>]*\brole=)"), '<th role="columnheader"'),
]


@register.simple_block_tag
def table(
    content: str, caption: object, modifiers: str = "", hide_caption: bool = False, scroll: bool = False
) -> str:
    """A table around its <thead> and <tbody>. `modifiers`: `stack` (rows become blocks on a phone: give the
    cells data-label), `labels-above`, `dense`, `middle`. A stacking table loses its roles in some browsers
    once its rows are blocks, so that they are written out here."""
    names = modifiers.split()
    if "stack" in names:
        for pattern, replacement in ROLES:
            content = pattern.sub(replacement, content)
    return render_to_string(
        "components/table.html",
        {
            "caption": caption,
            "classes": "".join(f" portal-table--{name}" for name in names),
            "hide_caption": hide_caption,
            "scroll": scroll,
            "stack": "stack" in names,
            "content": mark_safe(content),  # noqa: S308 - escaped by its own nodes
        },
    )


@register.simple_tag
def size(octets: int) -> SafeString:
    """The size of a file, as people read it: 640 bytes, 18 kB, 2.4 MB."""
    if octets < 1000:
        return format_html("{}", ngettext("%(count)d byte", "%(count)d bytes", octets) % {"count": octets})
    if octets < 1_000_000:
        return format_html("{}\u00a0kB", formats.number_format(round(octets / 1000)))
    return format_html("{}\u00a0MB", formats.number_format(octets / 1_000_000, 1))


@register.inclusion_tag("components/download.html")
def download(url: str, kind: object, octets: int | None = None) -> dict[str, Any]:
    return {"url": url, "kind": kind, "octets": octets}


# --- what is said beside -------------------------------------------------------------------------


@register.simple_block_tag
def details(content: str, summary: object, opened: bool = False) -> str:
    return render_to_string(
        "components/details.html", {"summary": summary, "opened": opened, "content": content}
    )


@register.simple_block_tag
def how(content: str, source: object = "") -> str:
    """“How it is worked out”, with the source and its date as the last line."""
    return render_to_string("components/how.html", {"source": source, "content": content})


@register.simple_block_tag
def warning(content: str) -> str:
    return render_to_string("components/warning.html", {"content": content})


@register.simple_block_tag
def banner(content: str, heading: object = "", success: bool = False) -> str:
    return render_to_string(
        "components/banner.html", {"heading": heading, "success": success, "content": content}
    )


@register.simple_block_tag
def empty(content: str, heading: object, level: int = 2) -> str:
    """Nothing to show: what that means, and what could be a first step."""
    return render_to_string("components/empty.html", {"heading": heading, "level": level, "content": content})


@register.simple_block_tag
def confirmation(content: str, heading: object) -> str:
    """The panel after an act that others will see. “What happens next” follows it as an <ol>."""
    return render_to_string("components/confirmation.html", {"heading": heading, "content": trimmed(content)})


@register.inclusion_tag("components/form.html", takes_context=True)
def form(
    context: template.Context,
    form: Any,
    submit: object,
    cancel_url: str = "",
    secondary: bool = False,
    action: str = "",
    hidden: object = "",
    username: object = "",
) -> dict[str, Any]:
    """A whole POST form: error summary, fields, button. `hidden`: further hidden inputs. `username`: whose
    password is asked for, so that password stores know."""
    request: HttpRequest = context["request"]
    return {
        "form": form,
        "submit": submit,
        "cancel_url": cancel_url,
        "secondary": secondary,
        "path": action or request.path,
        "hidden": hidden,
        "username": username,
        "csrf_token": context.get("csrf_token"),
    }
