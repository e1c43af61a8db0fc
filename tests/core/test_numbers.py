import pytest

from core.forms import whole_number


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("17", 17), ("007", 7), ("9" * 18, 10**18 - 1)])
def test_a_few_plain_digits_are_a_number(text: str, number: int) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize("text", ["", "-1", "1.5", " 3", "²", "٣", "9" * 19, "9" * 5000, "1e3", "x"])
def test_whatever_else_is_none(text: str) -> None:
    assert whole_number(text) is None
