import numpy as np
import pytest
from django.db import connection

from schools.comparisons.binary import Numbers, Pieces, RealLists, RowBlocks, Words, encoded, reals

COUNT = 300


@pytest.fixture
def table(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE tried (number int, size smallint, real float8, word text, many float8[])"
            " ON COMMIT DROP"
        )
        yield cursor


def test_what_is_written_is_read_back(table):
    number = np.arange(COUNT)
    size = number % 7
    real = np.where(number % 3 == 0, np.nan, number / 3)
    word = number % 3
    pool = np.arange(1000, dtype=float) / 7
    columns = [
        Numbers(number, ">i4"),
        Numbers(size, ">i2", size == 6),
        reals(real),
        Words(word, ("", "cŵn", "b")),
        RealLists(number, size, pool),
    ]
    table.copy_expert("COPY tried FROM STDIN (FORMAT BINARY)", Pieces(encoded(columns, COUNT)))
    table.execute("SELECT * FROM tried ORDER BY number")
    assert table.fetchall() == [
        (
            n,
            None if n % 7 == 6 else n % 7,
            None if n % 3 == 0 else n / 3,
            ("", "cŵn", "b")[n % 3],
            [(n + step) / 7 for step in range(n % 7)],
        )
        for n in range(COUNT)
    ]


def test_rows_are_read_whatever_the_size_of_the_pieces(table):
    table.execute("INSERT INTO tried SELECT n, n % 5, n / 4.0 FROM generate_series(1, 50) n")
    fields = [("number", ">i4", "i4"), ("size", ">i2", "i1"), ("real", ">f8", "f8")]
    whole = RowBlocks(fields)
    statement = "COPY (SELECT number, size, real FROM tried ORDER BY 1) TO STDOUT (FORMAT BINARY)"
    with whole.copying() as file:
        table.copy_expert(statement, file)
    pieces = RowBlocks(fields)

    class Small:
        def write(self, data):
            for start in range(0, len(data), 7):
                pieces.write(data[start : start + 7])

    table.copy_expert(statement, Small())
    for rows in (whole.columns(), pieces.columns()):
        assert rows["number"].tolist() == list(range(1, 51))
        assert rows["size"].tolist() == [n % 5 for n in range(1, 51)]
        assert rows["real"].tolist() == [n / 4 for n in range(1, 51)]


def test_a_null_where_none_may_be_is_refused(table):
    table.execute("INSERT INTO tried (number) VALUES (1), (NULL)")
    blocks = RowBlocks([("number", ">i4", "i4")])
    with pytest.raises(ValueError, match=r"null|ended in the middle"):
        read_all(table, blocks)


def read_all(cursor, blocks):
    with blocks.copying() as file:
        cursor.copy_expert("COPY (SELECT number FROM tried) TO STDOUT (FORMAT BINARY)", file)
    blocks.columns()
