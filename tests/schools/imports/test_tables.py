"""What holds for every table: its dress, its repetition, its record, and rows of unknown schools."""

from collections.abc import Callable
from typing import Any

import pytest

from core.models import Job, User
from schools.models import CategoryRecord, ImportBatch, Region, School
from schools.services.imports import confirm_import
from tests.schools.imports.conftest import figures, snapshot
from tests.schools.imports.files import (
    categories,
    each_kind,
    history,
    register,
    register_2025,
    school,
    workbook,
)

Store = Callable[..., ImportBatch]


class TestAnyTable:
    @pytest.mark.parametrize("name", [name for name in each_kind() if name.endswith(".csv")])
    def test_is_the_same_as_a_workbook(
        self, store: Store, name: str, django_db_reset: Callable[[], Any]
    ) -> None:
        ends = []
        for file_name, content in [
            (name, each_kind()[name]),
            (f"{name}.xlsx", workbook(each_kind()[name])),
        ]:
            with django_db_reset():
                if name not in {"register.csv", "history.csv", "wales.csv"}:
                    store("history.csv", history())
                store(file_name, content)
                ends.append(snapshot())

        assert ends[0] == ends[1]

    @pytest.mark.parametrize(
        "dress",
        [
            lambda text: b"\xef\xbb\xbf" + text,
            lambda text: text.replace(b"\n", b"\r\n"),
            lambda text: text.replace(b"\n", b"\r"),
            lambda text: text.replace(b",", b";"),
            lambda text: text.replace(b",", b"\t"),
            lambda text: b"A list\n\n" + text + b"\nSource: nobody\n",
        ],
        ids=["mark", "crlf", "cr", "semicolons", "tabs", "title and footnote"],
    )
    def test_in_other_dress(
        self, store: Store, dress: Callable[[bytes], bytes], django_db_reset: Callable[[], Any]
    ) -> None:
        # Without the padding of a CSV's short lines a title is a line of its own.
        content = register(*[school(f"681200{n}", f"Ysgol {n}", pupils="100") for n in range(3)])
        dressed = dress(content)
        if dressed.startswith(b"A list"):
            lines = dressed.splitlines()
            width = lines[2].count(b",")
            dressed = b"\n".join(line + b"," * (width - line.count(b",")) for line in lines)
        with django_db_reset():
            store("plain.csv", content)
            plain = snapshot()

        store("dressed.csv", dressed)

        assert snapshot() == plain

    @pytest.mark.parametrize("name", list(each_kind()))
    def test_twice_changes_nothing(self, store: Store, check: Store, name: str) -> None:
        store("history.csv", history())
        store(name, each_kind()[name])
        state = snapshot()

        again = check(name, each_kind()[name])

        assert not again.counts["confirmable"]
        assert all(
            outcomes["new"] == outcomes["changed"] == 0 for outcomes in again.counts["tables"].values()
        )
        assert snapshot() == state

    def test_storing_asks_for_the_comparisons(self, store: Store, officer: User, region: Region) -> None:
        store("register.csv", register_2025())

        job = Job.objects.get()
        assert (job.kind, job.arguments, job.asked_by) == (
            "schools.recompute",
            {"region_id": region.pk, "corrects": True},
            officer,
        )

    def test_who_and_what_stand_in_the_record(self, store: Store, officer: User) -> None:
        batch = store("register.csv", register_2025())

        assert (batch.state, batch.stored_by, batch.kind) == ("stored", officer, "register")
        assert (
            batch.changes.filter(table="school", before__isnull=True).count() == School.objects.count() == 5
        )


class TestUnmatched:
    def test_rows_of_unknown_schools_wait_and_come_in(self, store: Store) -> None:
        store("register.csv", register_2025())
        batch = store("categories.csv", categories())
        assert (batch.counts["set_aside"], [entry["row"] for entry in batch.set_aside]) == (
            {"rows": 1, "schools": 1},
            [4],
        )

        bringing = store("history.csv", history())

        batch.refresh_from_db()
        assert batch.set_aside == []
        assert CategoryRecord.objects.get(school__number="6812009").batch == batch
        assert "waiting" in {note["code"] for note in bringing.counts["notes"]}

    def test_a_file_of_unknown_schools_alone_can_wait(self, store: Store) -> None:
        batch = store("categories.csv", categories())

        assert (batch.state, CategoryRecord.objects.count(), len(batch.set_aside)) == ("stored", 0, 4)


class TestMeanwhile:
    def test_a_preview_that_is_no_longer_true_is_made_anew(
        self, store: Store, check: Store, officer: User
    ) -> None:
        store("register.csv", register_2025())
        batch = check("mended.csv", register(school("6812001", "YSGOL Y BORE", pupils="230")))
        store("other.csv", register(school("6812001", "YSGOL Y BORE", pupils="220")))

        with pytest.raises(Exception, match="changed since this preview"):
            confirm_import(batch, by=officer)
        batch.refresh_from_db()
        assert (batch.state, figures("6812001")["pupils", ""]) == ("checked", 220.0)

        confirm_import(batch, by=officer)
        assert figures("6812001")["pupils", ""] == 230.0
