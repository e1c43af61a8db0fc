import csv
import io

import pytest
from openpyxl import load_workbook

from core.spreadsheets import csv_file, harmless, xlsx_file

LIVE = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\n=1"]


@pytest.mark.parametrize("text", LIVE)
def test_live_text_is_quieted_in_csv(text: str) -> None:
    content = csv_file("schools", ["Name"], [[text]]).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content, newline="")))

    assert rows[1] == [f"'{text}"]


@pytest.mark.parametrize("number", [-3, -1.5, 0, 7])
def test_numbers_stay_numbers(number: float) -> None:
    assert harmless(number) is number
    assert csv_file("x", ["n"], [[number]]).content.decode("utf-8-sig").splitlines()[1] == str(number)


@pytest.mark.parametrize("text", [*LIVE, "https://example.com"])
def test_a_workbook_holds_text_as_text(text: str) -> None:
    content = xlsx_file("schools", ["Name", "Value"], [[text, -2.5]]).content
    sheet = load_workbook(io.BytesIO(content)).active

    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].hyperlink is None
    assert sheet["B2"].value == -2.5


def test_a_live_header_is_quieted_too() -> None:
    assert csv_file("x", ["=HYPERLINK()"], []).content.decode("utf-8-sig") == "'=HYPERLINK()\r\n"


def test_files_are_downloads_with_a_name() -> None:
    answer = csv_file("schools", ["Name"], [["Ysgol Tŷ Gwyn"]])

    assert answer["Content-Disposition"] == 'attachment; filename="schools.csv"'
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "Ysgol Tŷ Gwyn" in answer.content.decode("utf-8-sig")
