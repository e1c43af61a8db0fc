"""The published files of the region, imported and compared: what everybody knows of it stands on the pages."""

import pytest

from tests.journeys.conftest import Enter

pytestmark = [pytest.mark.browser, pytest.mark.real_data]


def test_schools(enter_real: Enter) -> None:
    page = enter_real("consortium").open("/en/schools/")
    assert page.locator(".portal-matches").inner_text() == "372 schools"
