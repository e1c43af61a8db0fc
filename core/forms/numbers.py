"""Numbers that come as text from outside, where no form field reads them."""

# Every number of a row fits, and no database column overflows that a row's number is laid beside.
LONGEST = 18


def whole_number(text: str) -> int | None:
    """None for whatever is not a few plain digits: “²” is a digit to Python, and no number."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST else None
