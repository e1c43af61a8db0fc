"""Quartiles that the fictional publisher gave: of one year, so that both kinds are seen, official and own."""

YEAR = 2019
VERSION = "2"
COLUMNS = (
    "indicator", "year", "phase", "group", "lower_quartile", "median", "upper_quartile", "version",
)  # fmt: skip
# Attendance of secondary schools in per cent, by benchmark group.
ATTENDANCE = {
    1: (94.2, 94.8, 95.3),
    2: (93.7, 94.2, 94.7),
    3: (93.3, 93.9, 94.4),
    4: (92.6, 93.2, 93.8),
    5: (91.8, 92.3, 93.0),
}


def boundary_rows() -> list[tuple[object, ...]]:
    return [
        ("attendance", YEAR, "secondary", group, *quartiles, VERSION)
        for group, quartiles in ATTENDANCE.items()
    ]
