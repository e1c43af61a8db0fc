"""Files that somebody brings, into a database without the fictional region."""

from pathlib import Path

import pytest

from schools.models import Contact, Federation, Region, School
from tests.schools.demonstration.loads import counts, load


@pytest.fixture(autouse=True)
def nothing_loaded(region: Region) -> None:
    assert not School.objects.exists()


def test_other_files_are_left_out_with_a_sentence(tmp_path: Path):
    (tmp_path / "notes.md").write_text("Nothing to import.")
    (tmp_path / "figures.csv").write_text("measure,unit\nheight,m\n")
    (tmp_path / "schools.csv").write_text(
        "school_number,school_name,sector,pupils\n6814999,Ysgol Brawf,Secondary,900\n"
    )
    answer, progress = load(data=tmp_path)

    assert "schools.csv: 1 schools; 1 new figure, 1 new school." in progress
    assert "figures.csv, notes.md" in progress
    assert "head@demo.example  Headteacher, Ysgol Brawf" in answer
    assert "head2@demo.example  without a post" in answer


@pytest.mark.real_data
def test_the_published_files_give_the_published_region(real_data: Path):
    answer, progress = load(data=real_data)

    open_now = School.objects.of_region().open().exclude(phase="pru")
    assert open_now.count() == 372
    assert not Contact.objects.exists()
    assert not Federation.objects.exists()
    first = open_now.filter(authority__code="681", phase="secondary").order_by("number").first()
    assert f"head@demo.example  Headteacher, {first.name_en}" in answer
    left_out = next(line for line in progress.splitlines() if line.startswith("Left out"))
    assert "published_figures.csv" in left_out

    before = counts()
    load(data=real_data)
    assert counts() == before
