"""What prepare_database loads, for tests that start from an empty database."""

from schools.services.reference import DEFAULT_REFERENCE, load_reference_data
from sigs.services.reference import load_group_reference


def load_reference() -> None:
    load_reference_data(DEFAULT_REFERENCE)
    load_group_reference()
