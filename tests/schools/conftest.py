from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """A page opened in Welsh leaves its language to whatever the same thread does next."""
    with translation.override("en"):
        yield
