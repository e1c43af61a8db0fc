import datetime as dt

import numpy as np
import pytest

from schools.demonstration.region import SEED, DemonstrationRegion, generate_region
from tests.schools.demonstration.figures import Figures

TODAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="session")
def generated() -> DemonstrationRegion:
    return generate_region(seed=SEED, today=TODAY)


@pytest.fixture(scope="session")
def figures(generated: DemonstrationRegion) -> Figures:
    return Figures(generated)


@pytest.fixture(autouse=True)
def demonstration(settings) -> None:
    settings.DEMONSTRATION = True


@pytest.fixture(autouse=True)
def loud_arithmetic():
    """A division by zero or an overflow is a fault, not a warning."""
    with np.errstate(all="raise", under="ignore"):
        yield
