"""Files that must not come in: each is refused with a sentence, quickly, and nothing of it is stored."""

import io
import json
import time
import zipfile
from collections.abc import Callable

import pytest
from django.utils import translation

from schools.imports.problems import Problem
from schools.models import Boundary, CategoryRecord, ImportBatch, ImportChange, Result, School
from schools.services.imports import confirm_import
from tests.schools.imports.files import (
    REGISTER,
    archive,
    categories,
    free_meals,
    history,
    official_categories,
    outlines,
    parts_of,
    register,
    register_2025,
    ring,
    school,
    successors,
    table,
    workbook,
    workbook_with,
)

SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
EXTERNAL_ENTITY = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    b"<sst><si><t>&e;</t></si></sst>"
)
BILLION_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;">]><sst><si><t>&c;</t></si></sst>'
)
LONG_RESULTS = b"school_number,indicator,year,value\n6812001,%s\n"


def one(**cells: str) -> bytes:
    return register(school("6812001", "Ysgol Un", **cells))


def cut(content: bytes, share: float) -> bytes:
    return content[: int(len(content) * share)]


def many_cells() -> bytes:
    row = b"<row>" + b"<c><v>1</v></c>" * 150 + b"</row>"
    return workbook_with(sheet=SHEET % (row * 12_000))


def zip_bomb() -> bytes:
    return workbook_with(**{"xl/media/image1.png": b"\0" * (80 * 1024 * 1024)})


def understated_bomb() -> bytes:
    """Its directory says that the sheet is small."""
    content = bytearray(workbook_with(sheet=SHEET % (b"<row><c><v>1</v></c></row>" * 900_000)))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as book:
        size = book.getinfo("xl/worksheets/sheet1.xml").file_size.to_bytes(4, "little")
    return bytes(content).replace(size, (5000).to_bytes(4, "little"))


def encrypted() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"EncryptedPackage" * 100


def nested_json(depth: int) -> bytes:
    return b'{"type":"FeatureCollection","features":' + b"[" * depth + b"]" * depth + b"}"


def features(*shapes: bytes) -> bytes:
    found = [feature for shape in shapes for feature in json.loads(shape)["features"]]
    return json.dumps({"type": "FeatureCollection", "features": found}).encode()


HOSTILE: list[tuple[str, Callable[[], bytes], str]] = [
    # Not what it says.
    ("empty.csv", lambda: b"", "empty"),
    ("blank.csv", lambda: b"\xef\xbb\xbf \r\n\r\n", "empty"),
    ("blank.xlsx", lambda: workbook(b""), "empty"),
    ("header_only.csv", lambda: register(), "no_rows"),
    (
        "page.csv",
        lambda: b"<!DOCTYPE html><html><body><table><tr><td>School</td></tr></table></body></html>",
        "web_page",
    ),
    ("page_in_capitals.csv", lambda: b"\xef\xbb\xbf\n <HTML><BODY>Not found</BODY></HTML>", "web_page"),
    ("xml.csv", lambda: b"<?xml version='1.0'?><schools/>", "web_page"),
    ("page.xlsx", lambda: b"<html></html>", "web_page"),
    ("document.csv", lambda: b"%PDF-1.7 ...", "not_what_named"),
    ("picture.csv", lambda: b"\x89PNG\r\n\x1a\n", "not_what_named"),
    ("packed.csv", lambda: b"\x1f\x8b\x08\x00", "not_what_named"),
    ("workbook.csv", lambda: workbook(register_2025()), "not_what_named"),
    ("table.xlsx", register_2025, "not_what_named"),
    ("old.xls", lambda: encrypted(), "extension"),
    ("macro.xlsm", lambda: workbook(register_2025()), "extension"),
    ("program.exe", lambda: b"MZ", "extension"),
    ("no_ending", register_2025, "extension"),
    ("old.xlsx", encrypted, "old_workbook"),
    ("old.csv", encrypted, "old_workbook"),
    ("../../etc/passwd.csv", register_2025, "bad_name"),
    ("C:\\schools\\list.csv", register_2025, "bad_name"),
    ("list\x00.csv", register_2025, "bad_name"),
    ("list\n.csv", register_2025, "bad_name"),
    ("x" * 300 + ".csv", register_2025, "bad_name"),
    ("", register_2025, "bad_name"),
    ("large.csv", lambda: b"a" * (16 * 1024 * 1024), "too_large"),
    # Not text.
    ("latin.csv", lambda: one().replace(b"Ysgol Un", "Tŷ Gwyn â".encode("iso-8859-14")), "not_utf8"),
    ("utf16.csv", lambda: register_2025().decode().encode("utf-16"), "nul_bytes"),
    ("nul.csv", lambda: one().replace(b"Ysgol Un", b"Ysgol\0Un"), "nul_bytes"),
    ("binary.csv", lambda: bytes(range(256)) * 20, "nul_bytes"),
    ("bell.csv", lambda: one(address1="Heol\x07Fawr"), "control_character"),
    ("turned.csv", lambda: one(address1="Heol \u202e rwaF"), "control_character"),
    # Too much of it.
    ("wide.csv", lambda: b",".join(b"c%d" % n for n in range(1_000_000)) + b"\n", "long_line"),
    ("columns.csv", lambda: b",".join(b"c%d" % n for n in range(900)) + b"\n1\n", "many_columns"),
    ("line.csv", lambda: b"school_number,school_name\n6812001," + b"x" * 2_000_000, "long_line"),
    ("long.csv", lambda: table(["school_number"], [{"school_number": "6812001"}] * 70_000), "many_rows"),
    (
        "columns.xlsx",
        lambda: workbook_with(sheet=SHEET % b'<row r="1"><c r="XFD1"><v>1</v></c></row>'),
        "many_columns",
    ),
    (
        "rows.xlsx",
        lambda: workbook_with(sheet=SHEET % b'<row r="1048576"><c><v>1</v></c></row>'),
        "many_rows",
    ),
    ("cells.xlsx", many_cells, "many_cells"),
    ("bomb.xlsx", zip_bomb, "zip_bomb"),
    ("understated.xlsx", understated_bomb, "broken_workbook"),
    ("parts.xlsx", lambda: workbook_with(**{f"xl/{n}.xml": b"" for n in range(600)}), "zip_bomb"),
    # Broken, or more than a table.
    ("truncated.xlsx", lambda: cut(workbook(register_2025()), 0.6), "broken_workbook"),
    ("cut_sheet.xlsx", lambda: workbook_with(sheet=b"<worksheet><sheetData><row>"), "broken_workbook"),
    ("no_text.xlsx", lambda: workbook_with(texts=b"<sst/>"), "broken_workbook"),
    (
        "letters.xlsx",
        lambda: workbook_with(sheet=SHEET % b'<row r="x"><c><v>1</v></c></row>'),
        "broken_workbook",
    ),
    ("archive.xlsx", lambda: archive({"readme.txt": b"hello"}), "not_a_workbook"),
    (
        "opendocument.xlsx",
        lambda: archive({"mimetype": b"application/vnd.oasis", "content.xml": b"<a/>"}),
        "not_a_workbook",
    ),
    ("climbing.xlsx", lambda: workbook_with(**{"../../evil.xml": b"<a/>"}), "not_a_workbook"),
    ("macro.xlsx", lambda: workbook_with(**{"xl/vbaProject.bin": b"Sub Auto_Open"}), "macros"),
    ("object.xlsx", lambda: workbook_with(**{"xl/embeddings/oleObject1.bin": b"x"}), "macros"),
    ("links.xlsx", lambda: workbook_with(**{"xl/externalLinks/externalLink1.xml": b"<a/>"}), "macros"),
    ("formula.xlsx", lambda: workbook(register_2025(), formula=True), "formula"),
    (
        "error.xlsx",
        lambda: workbook_with(sheet=SHEET % b'<row r="1"><c r="B1" t="e"><v>#REF!</v></c></row>'),
        "cell_error",
    ),
    ("entity.xlsx", lambda: workbook_with(texts=EXTERNAL_ENTITY), "unsafe_xml"),
    ("laughs.xlsx", lambda: workbook_with(texts=BILLION_LAUGHS), "unsafe_xml"),
    ("quote.csv", lambda: register_2025() + b'6812077,"Ysgol', "open_quote"),
    ("cut.csv", lambda: register_2025().rpartition(b",")[0].rpartition(b",")[0], "uneven_row"),
    ("more_cells.csv", lambda: register_2025() + b"6812077," + b"x," * 60 + b"\n", "uneven_row"),
    # A table of something else.
    ("people.csv", lambda: b"name,date of birth\nA,2010-01-01\n", "unknown_header"),
    ("renamed.csv", lambda: register_2025().replace(b"sector", b"kind"), "unknown_header"),
    ("no_number.csv", lambda: register_2025().replace(b"school_number", b"id"), "unknown_header"),
    ("twice.csv", lambda: register_2025().replace(b"address2", b"postcode"), "column_twice"),
    ("undated.csv", lambda: official_categories(("6812001", "Green/Gwyrdd")), "year_wanted"),
    # Values.
    ("school_twice.csv", lambda: register(school("6812001", "Un"), school("6812001", "Dau")), "school_twice"),
    ("meals_twice.csv", lambda: free_meals() + b"6812001,2019-20,12\n", "school_twice"),
    ("category_twice.csv", lambda: categories() + b"6812001,,,,2018/19,green\n", "school_twice"),
    ("short_number.csv", lambda: register(school("681200", "Un")), "school_number"),
    ("arabic_number.csv", lambda: register(school("٦٨١٢٠٠١", "Un")), "school_number"),
    ("nowhere.csv", lambda: register(school("9992001", "Un", la_code="999")), "authority"),
    ("other_authority.csv", lambda: one(la_code="672"), "authority_mismatch"),
    ("share.csv", lambda: one(fsm_3yr_pct="101"), "out_of_range"),
    ("negative.csv", lambda: one(pupils="-5"), "out_of_range"),
    ("words.csv", lambda: one(attendance_pct="high"), "not_a_number"),
    ("not_a_number.csv", lambda: one(attendance_pct="NaN"), "not_a_number"),
    ("infinite.csv", lambda: one(budget_per_pupil_gbp="1e400"), "not_a_number"),
    ("live.csv", lambda: one(pupils="=1+1"), "not_a_number"),
    ("halves.csv", lambda: one(pupils="12.5"), "not_whole"),
    ("second.csv", lambda: one(attendance_secondary_pct="90"), "all_age_only"),
    ("equator.csv", lambda: one(latitude="0", longitude="0"), "coordinates"),
    ("swapped.csv", lambda: one(latitude="-3.2", longitude="51.5"), "coordinates"),
    ("half_place.csv", lambda: one(longitude=""), "coordinates_pair"),
    ("postcode.csv", lambda: one(postcode="SOMEWHERE"), "postcode"),
    ("sector.csv", lambda: one(sector="Academy"), "choice"),
    ("medium.csv", lambda: one(language_medium_code="ZZ"), "choice"),
    ("nameless.csv", lambda: register(school("6812001", "")), "blank"),
    ("long_name.csv", lambda: register(school("6812001", "Y" * 130)), "too_long"),
    ("colour.csv", lambda: categories().replace(b"green", b"purple"), "choice"),
    ("two_colours.csv", lambda: categories().replace(b"green", b"green/Melyn"), "choice"),
    ("year.csv", lambda: categories().replace(b"2018/19", b"2018/20"), "year"),
    ("future.csv", lambda: categories().replace(b"2018/19", b"2022/23"), "category_year"),
    ("itself.csv", lambda: successors().replace(b"6815501", b"6812009"), "itself"),
    ("no_list.csv", lambda: history().replace(b",60,,", b",,,"), "in_no_list"),
    ("status.csv", lambda: history().replace(b"closed by Feb 2021", b"unsure"), "choice"),
    ("measure.csv", lambda: LONG_RESULTS % b"happiness,2019,50", "indicator"),
    ("measure_year.csv", lambda: LONG_RESULTS % b"l2_inclusive,2021,50", "indicator_years"),
    ("measure_range.csv", lambda: LONG_RESULTS % b"capped9,2019,6000", "out_of_range"),
    (
        "measure_twice.csv",
        lambda: LONG_RESULTS % b"capped9,2019,350\n6812001,capped9,2018/19,350",
        "row_twice",
    ),
    # Outlines.
    ("text.geojson", lambda: b"hello", "not_json"),
    ("cut.geojson", lambda: cut(outlines(), 0.5), "not_json"),
    ("list.geojson", lambda: b"[]", "not_geojson"),
    ("one_feature.geojson", lambda: b'{"type":"Feature"}', "not_geojson"),
    ("nothing.geojson", lambda: b'{"type":"FeatureCollection","features":[]}', "no_rows"),
    ("deep.geojson", lambda: nested_json(200_000), "not_geojson"),
    ("constant.geojson", lambda: outlines().replace(b"51.4", b"NaN"), "not_geojson"),
    ("huge_number.geojson", lambda: outlines().replace(b"51.4", b"9" * 6000), "not_geojson"),
    ("point.geojson", lambda: outlines([-3.2, 51.5], "Point"), "geometry"),
    ("open_ring.geojson", lambda: outlines([ring()[:-1]]), "geometry"),
    ("words.geojson", lambda: outlines([[["a", "b"]] * 4]), "geometry"),
    ("far.geojson", lambda: outlines([ring(2.2, 48.8)]), "far_away"),
    ("swapped.geojson", lambda: outlines([[[y, x] for x, y in ring()]]), "far_away"),
    ("stranger.geojson", lambda: outlines(lad_code="E07000001"), "boundary_authority"),
    ("disagreeing.geojson", lambda: outlines(lad_code="W06000015", la_code="672"), "boundary_authority"),
    ("twice.geojson", lambda: features(outlines(), outlines()), "boundary_twice"),
]


def stored_rows() -> list[int]:
    return [model.objects.count() for model in (School, Result, CategoryRecord, Boundary, ImportChange)]


@pytest.mark.parametrize(
    ("file_name", "content", "code"), HOSTILE, ids=[f"{name[:24]!r}" for name, _c, _s in HOSTILE]
)
def test_a_bad_file_is_refused_with_a_sentence(
    check: Callable[..., ImportBatch], file_name: str, content: Callable[[], bytes], code: str
) -> None:
    made = content()
    before = stored_rows()
    started = time.process_time()

    batch = check(file_name, made)

    took = time.process_time() - started
    assert batch.state == "refused"
    assert code in {problem["code"] for problem in batch.problems}
    assert stored_rows() == before
    assert took < 5
    for language in ("en", "cy"):
        with translation.override(language):
            assert all(Problem.from_json(problem).in_words() for problem in batch.problems)


def test_every_kind_of_refusal_is_tried() -> None:
    assert len(HOSTILE) >= 100
    assert len({code for _name, _content, code in HOSTILE}) >= 45


def test_other_previews_stay_usable(
    check: Callable[..., ImportBatch], store: Callable[..., ImportBatch]
) -> None:
    good = check("register.csv", register_2025())
    for file_name, content, _code in HOSTILE[:8]:
        check(file_name, content())

    confirm_import(good, by=good.checked_by)

    assert School.objects.filter(number="6812001").exists()


def test_a_problem_says_where_as_a_spreadsheet_counts(check: Callable[..., ImportBatch]) -> None:
    rows = [school("6812001", "Un"), school("6812002", "Dau", attendance_pct="192.1")]

    batch = check("register.csv", table(REGISTER, rows))

    assert [(problem["row"], problem["column"]) for problem in batch.problems] == [(3, "attendance_pct")]


def test_all_problems_are_told_at_once(check: Callable[..., ImportBatch]) -> None:
    batch = check("register.csv", register(school("68120", ""), school("6812002", "Dau", fsm_3yr_pct="300")))

    assert [problem["code"] for problem in batch.problems] == ["school_number", "blank", "out_of_range"]
    assert batch.counts["out_of_range"] == 1


def test_the_parts_of_a_workbook_are_what_is_tried() -> None:
    """The hand-made workbooks differ from a good one only in what they are made to show."""
    assert "xl/worksheets/sheet1.xml" in parts_of(workbook(register_2025()))
