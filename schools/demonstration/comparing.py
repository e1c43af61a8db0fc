"""A setting of the comparisons that is decided and not in force yet."""

from core.models import User
from schools.enums import Phase
from schools.models import Region
from schools.queries.comparing import band_set
from schools.services.comparing import save_bands

# Made up: tenths of the pupils eligible, as plain as can be.
UPPERS = (10.0, 20.0, 30.0, 40.0, 100.0)


def add_bounds_ahead(*, region: Region, by: User, newest_year: int) -> bool:
    """Bounds for primary schools from two years after the newest figures on; whether they were not there."""
    valid_from = newest_year + 2
    if band_set(Phase.PRIMARY, valid_from):
        return False
    save_bands(
        region=region,
        phase=Phase.PRIMARY,
        valid_from=valid_from,
        uppers=UPPERS,
        confirmed=False,
        seen="",
        by=by,
    )
    return True
