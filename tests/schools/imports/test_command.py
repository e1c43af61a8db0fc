"""manage.py import_file: the same services, in a terminal."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from core.models import User
from schools.models import CategoryRecord, ImportBatch, Region, School
from tests.schools.imports.files import official_categories, register, register_2025, school, workbook


@pytest.fixture
def run(region: Region, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def call(file_name: str, content: bytes, *more: str) -> str:
        path = tmp_path / file_name
        path.write_bytes(content)
        call_command("import_file", str(path), *more)
        return capsys.readouterr().out

    return call


def test_a_preview_stores_nothing(run: Callable[..., str]) -> None:
    said = run("register.csv", register_2025())

    assert "5 schools in 5 rows" in said
    assert "Nothing was stored" in said
    assert not School.objects.exists()
    assert not ImportBatch.objects.exists()


def test_apply_stores_once(run: Callable[..., str], officer: User) -> None:
    assert "Stored." in run("register.csv", register_2025(), "--apply", "--by", officer.email)
    assert "Nothing new" in run("register.xlsx", workbook(register_2025()), "--apply")

    assert School.objects.count() == 5
    assert ImportBatch.objects.get().stored_by == officer


def test_the_year_is_given(run: Callable[..., str]) -> None:
    run("register.csv", register_2025(), "--apply")

    run("list.csv", official_categories(("6812001", "Yellow/Melyn")), "--year", "2019/20", "--apply")

    assert CategoryRecord.objects.get().year == 2020


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ([], "Row 2, column “fsm_3yr_pct”: 300 is out of range"),
        (["--year", "2019/21"], "not a school year"),
        (["--by", "nobody@demo.example"], "Nobody has an account"),
    ],
)
def test_refusals_are_sentences(run: Callable[..., str], more: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        run("register.csv", register(school("6812001", "Un", fsm_3yr_pct="300")), "--apply", *more)

    assert not School.objects.exists()


def test_a_file_that_is_not_there(region: Region) -> None:
    with pytest.raises(CommandError, match="Check the path"):
        call_command("import_file", "nowhere.csv")
