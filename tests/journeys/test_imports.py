"""The data officer brings in files: looked at before they are stored, and taken back as a whole."""

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Visit
from tests.journeys.conftest import Enter
from tests.journeys.reading import follow, pairs_of, rows_of, table, words

pytestmark = [pytest.mark.browser, pytest.mark.real_data]

DataFile = Callable[[str], Path]
CATEGORIES = "csc_school_categorisation.csv"
UNKNOWN = "6749999,Ysgol Anhysbys,Rhondda Cynon Taf,Primary,2019/20,green\n"
REGION = "Region, 2019/20"


def upload(visit: Visit, name: str, content: bytes | str, year: str = "") -> Page:
    page = visit.open("/en/imports/")
    follow(page.get_by_role("link", name="Import a file").first)
    data = content.encode() if isinstance(content, str) else content
    page.locator("[name=file]").set_input_files({"name": name, "mimeType": "text/csv", "buffer": data})
    if year:
        page.locator("[name=year]").fill(year)
    follow(page.get_by_role("button", name="Check the file"))
    return page


def confirm(page: Page) -> None:
    follow(page.get_by_role("button", name="Confirm and store"))
    expect(page.get_by_text("The comparisons are being computed anew.")).to_be_visible()


def undo(page: Page) -> None:
    follow(page.get_by_role("link", name="Undo the import"))
    follow(page.get_by_role("button", name="Undo the import"))
    expect(page.get_by_text("The import is undone")).to_be_visible()


def wait_for_comparisons(visit: Visit) -> None:
    """Follows the newest run, which the page does by itself once it is opened."""
    page = visit.open("/en/runs/")
    follow(page.locator("main tbody a").first)
    expect(page.locator("#outcome")).to_contain_text("Took")
    assert pairs_of(page.locator("#outcome"))["State"] == "Shown"


def categories_shown(visit: Visit) -> list[str]:
    page = visit.open("/en/region/")
    return rows_of(table(page, "Schools in each national support category"))[REGION]


def test_the_same_file_again_changes_nothing(enter_real: Enter, data_file: DataFile) -> None:
    page = upload(enter_real("data"), CATEGORIES, data_file(CATEGORIES).read_bytes())

    assert "375 schools" in words(page.locator(".portal-title"))
    expect(page.get_by_text("Nothing new: all of it is stored already.")).to_be_visible()
    assert page.get_by_role("button", name="Confirm and store").count() == 0
    follow(page.get_by_role("button", name="Discard"))
    expect(page.get_by_text("Nothing of it was stored.")).to_be_visible()


def test_a_file_is_stored_compared_and_undone(enter_real: Enter, data_file: DataFile) -> None:
    officer, consortium = enter_real("data"), enter_real("consortium")
    before = categories_shown(consortium)
    assert before == ["195", "136", "38", "6", "375"]
    text = data_file(CATEGORIES).read_text()
    lines = text.splitlines(keepends=True)
    place = next(place for place, line in enumerate(lines) if line.endswith("2019/20,green\n"))
    lines[place] = lines[place].replace("green", "red")

    page = upload(officer, "categories-mended.csv", "".join(lines) + UNKNOWN)
    assert "1 row" in pairs_of(page.locator("main"))["Unmatched, set aside"]
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    given_back = download.value.path().read_text(encoding="utf-8-sig")
    assert [row[:2] for row in csv.reader(io.StringIO(given_back))] == [
        ["school_number", "school_name"],
        ["6749999", "Ysgol Anhysbys"],
    ]
    confirm(page)
    address = page.url
    wait_for_comparisons(officer)
    assert categories_shown(consortium) == ["194", "136", "38", "7", "375"]

    page.goto(address)
    undo(page)
    wait_for_comparisons(officer)
    assert categories_shown(consortium) == before


def test_a_list_of_the_welsh_government_is_asked_for_its_year(enter_real: Enter) -> None:
    visit = enter_real("data")
    page = upload(visit, "160128-school-categories-2015-cy-en.csv", WELSH_GOVERNMENT)
    assert words(page.locator("h1")) == "Of which year is it?"

    page.locator("[name=year]").fill("last year")
    follow(page.get_by_role("button", name="Check the file again"))
    expect(page.locator(".govuk-error-message")).to_be_visible()
    assert len(visit.heard()) == 1, "An answer of 422 is all that the console tells."
    page.locator("[name=year]").fill("2015/16")
    follow(page.get_by_role("button", name="Check the file again"))
    assert "Support categories" in words(page.locator(".portal-title"))
    assert "3 schools" in words(page.locator(".portal-title"))
    confirm(page)
    address = page.url

    page = enter_real("head").open("/en/schools/6812003/")
    assert pairs_of(page.locator("aside")).get("2015/16") == "Yellow"
    page = visit.open(address.removeprefix(visit.server))
    undo(page)


WELSH_GOVERNMENT = """"National School Categorisation System, schools in each support category/ System",,,
,,,
"School code/
Cod ysgol","School name/
Enw'r ysgol","Local authority/
Awdurdod lleol","Step Three: Support Category/
Cam Tri: Categori Cymorth"
6812003,Adamsdown Primary,Cardiff / Caerdydd,Yellow/Melyn
6742044,Penderyn Primary,"Rhondda, Cynon, Taff / Rhondda, Cynon, Taf",Green/Gwyrdd
6722046,Abercerdin Primary School,Bridgend / Pen-y-bont ar Ogwr,Amber/Oren
"""


def test_an_unknown_header_is_explained_once(enter_real: Enter) -> None:
    visit = enter_real("data")
    page = upload(visit, "lliwiau.csv", "Rhif y lle,Lliw,Pryd\n6812003,amber,2016/17\n")
    follow(page.get_by_role("link", name="Say which column is which"))
    page.locator("[name=kind]").select_option(label="Support categories")
    follow(page.get_by_role("button", name="Show the columns of this kind"))
    for column, heading in (
        ("school_number", "Rhif y lle"),
        ("support_category", "Lliw"),
        ("academic_year", "Pryd"),
    ):
        page.locator(f"[name={column}]").select_option(label=heading)
    follow(page.get_by_role("button", name="Remember and check the file again"))
    expect(page.get_by_text("The columns are remembered")).to_be_visible()
    expect(page.get_by_role("button", name="Confirm and store")).to_be_visible()

    page = upload(visit, "lliwiau-2.csv", "Rhif y lle,Lliw,Pryd\n6812003,green,2016/17\n")
    expect(page.get_by_role("button", name="Confirm and store")).to_be_visible()
    follow(page.get_by_role("button", name="Discard"))


def zip_bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        book.writestr("xl/workbook.xml", "<workbook/>")
        book.writestr("xl/worksheets/sheet1.xml", b"<c>" + b"0" * 200_000_000)
    return packed.getvalue()


HEADER = "school_number,school_name,local_authority,sector,academic_year,support_category\n"
ROW = "6722046,Abercerdin Primary School,Bridgend,Primary,2018/19,green\n"
HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "twice": ("twice.csv", lambda: (HEADER + ROW + ROW).encode()),
    "out of range": ("range.csv", lambda: (HEADER + ROW.replace("green", "mauve")).encode()),
    "Latin-1": ("latin.csv", lambda: (HEADER + ROW.replace("Abercerdin", "Abercerdîn")).encode("latin-1")),
    "NUL": ("nul.csv", lambda: (HEADER + ROW.replace("Aber", "\0Aber")).encode()),
    "HTML": ("page.csv", lambda: b"<!DOCTYPE html><html><body><table><tr><td>1</td></tr></table></body>"),
    "empty": ("empty.csv", lambda: b""),
    "truncated": ("cut.xlsx", lambda: b"PK\x03\x04" + b"\0" * 200),
    "zip bomb": ("bomb.xlsx", zip_bomb),
}


def test_hostile_files_are_refused_with_a_sentence(enter_real: Enter, data_file: DataFile) -> None:
    visit = enter_real("data")
    for name, (file_name, content) in HOSTILE.items():
        page = upload(visit, file_name, content())
        problems = page.locator("main tbody tr")
        assert problems.count(), f"{name}: refused with a sentence"
        sentence = words(problems.first.locator("td").last)
        assert len(sentence) > 20, f"{name}: {sentence}"
        assert page.get_by_role("button", name="Confirm and store").count() == 0, name
    assert visit.heard() == []

    page = upload(visit, CATEGORIES, data_file(CATEGORIES).read_bytes())
    expect(page.get_by_text("Nothing new: all of it is stored already.")).to_be_visible()
