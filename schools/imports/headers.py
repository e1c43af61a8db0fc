"""Which column is which. A heading is compared by its letters alone, whole or by the half in one language."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from schools.enums import FileKind
from schools.imports.problems import UnreadableError
from schools.imports.tables import Table

# How far down a header is looked for: publishers begin with titles and notes.
HEADER_WITHIN = 40

# Quartiles under the names of quarters, which may begin with the most favourable.
BY_QUARTER: Mapping[str, tuple[str, ...]] = {
    "lower_quartile": ("q1", "quarter_1", "quarter_1_boundary", "chwarter_1", "ffin_chwarter_1"),
    "median": ("q2", "quarter_2", "quarter_2_boundary", "chwarter_2", "ffin_chwarter_2"),
    "upper_quartile": ("q3", "quarter_3", "quarter_3_boundary", "chwarter_3", "ffin_chwarter_3"),
}
# Our name of a column → other headings that mean it.
OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "school_number": ("school_code", "school_no", "cod_ysgol", "rhif_ysgol", "rhif_yr_ysgol"),
    "school_name": ("enw_ysgol", "enw_r_ysgol", "enw_yr_ysgol"),
    "la_code": ("local_authority_code", "lea_code", "cod_all", "cod_awdurdod_lleol"),
    "local_authority": ("la_name", "authority", "awdurdod_lleol"),
    "sector": ("school_sector", "sector_ysgol"),
    "language_medium_code": ("welsh_medium_type_code",),
    "address1": ("address_1",),
    "address2": ("address_2",),
    "address3": ("address_3",),
    "address4": ("address_4",),
    "postcode": ("post_code", "cod_post"),
    "phone": ("phone_number", "telephone", "rhif_ffon"),
    "academic_year": ("school_year", "blwyddyn_academaidd"),
    "support_category": ("support_colour", "categori_cymorth", "cam_tri_categori_cymorth"),
    "year": ("blwyddyn",),
    "fsm_percent": ("fsm_pct", "free_school_meals_percent"),
    "indicator": ("indicator_code", "measure", "dangosydd", "cod_dangosydd", "mesur"),
    "phase": ("school_phase", "cyfnod"),
    "benchmark_group": ("fsm_group", "group_number", "grwp", "grwp_meincnodi", "rhif_grwp", "rhif_y_grwp"),
    "lower_quartile": ("lower", "chwartel_isaf", *BY_QUARTER["lower_quartile"]),
    "median": ("canolrif", *BY_QUARTER["median"]),
    "upper_quartile": ("upper", "chwartel_uchaf", *BY_QUARTER["upper_quartile"]),
    "version": ("fersiwn",),
}
# Headings of the national category lists go on after these words.
BEGINNINGS = {
    "step_one": "standards_group",
    "cam_un": "standards_group",
    "step_two": "capacity",
    "cam_dau": "capacity",
    "step_three": "support_category",
    "cam_tri": "support_category",
}
NAMES = {other: ours for ours, others in OTHER_NAMES.items() for other in others}

REGISTER_COLUMNS = (
    "governance", "language_medium_code", "language_medium", "school_type", "religious_character",
    "address1", "address2", "address3", "address4", "postcode", "phone", "latitude", "longitude",
    "la_code", "local_authority",
)  # fmt: skip
MEASURE_COLUMNS = (
    "pupils", "fsm_3yr_pct", "pupil_teacher_ratio", "attendance_pct", "attendance_secondary_pct",
    "budget_per_pupil_gbp", "capped9_points", "literacy_points", "numeracy_points", "science_points",
    "welsh_bacc_points",
)  # fmt: skip

# Columns of the known files that say nothing the portal keeps.
KNOWN_UNUSED = {
    "easting", "northing", "postcode_quality", "lad_code", "estyn_url", "columns_realigned",
    "wales_consortium", "consortium", "predecessor_name", "successor_name", "school_name",
    "language_medium", "sector", "local_authority",
}  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """A kind of file by its columns: those it must have, and those it may."""

    kind: FileKind
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    # Columns that only another kind has.
    never: tuple[str, ...] = ()
    # Columns of other kinds that mean something else in this one.
    also: Mapping[str, str] = field(default_factory=dict)

    def ours(self, column: str) -> str:
        return self.also.get(column, column)

    def fits(self, columns: set[str]) -> bool:
        meant = {self.ours(column) for column in columns}
        return meant.issuperset(self.required) and columns.isdisjoint(self.never)


# The first that fits is meant, so the particular stand before the general.
LAYOUTS = (
    Layout(FileKind.SUCCESSORS, ("predecessor_number", "successor_number"), ("evidence",)),
    Layout(
        FileKind.RESULTS,
        ("school_number", "indicator", "year", "value"),
        ("group", "part", "numerator", "cohort", "missing", "release"),
    ),
    Layout(
        FileKind.BENCHMARKS,
        ("indicator", "year", "phase", "benchmark_group", "lower_quartile", "median", "upper_quartile"),
        ("version", "release"),
        never=("school_number",),
        also={"group": "benchmark_group", "sector": "phase", "academic_year": "year"},
    ),
    Layout(
        FileKind.CATEGORIES,
        ("school_number", "support_category"),
        ("school_name", "local_authority", "sector", "academic_year", "year", "standards_group", "capacity"),
    ),
    Layout(
        FileKind.FREE_MEALS,
        ("school_number", "fsm_percent"),
        ("school_name", "local_authority", "sector", "year"),
    ),
    Layout(
        FileKind.REGISTER_HISTORY,
        ("school_number", "school_name", "sector", "status_2021", "pupils_2017_18"),
        ("pupils_2020", *REGISTER_COLUMNS),
    ),
    Layout(
        FileKind.REGISTER,
        ("school_number", "school_name", "sector"),
        (*REGISTER_COLUMNS, *MEASURE_COLUMNS),
        never=("status_2021", "pupils_2017_18"),
    ),
    Layout(
        FileKind.PRUS,
        ("school_number", "school_name", "la_code", "postcode", "phone"),
        ("local_authority", "address1", "address2", "address3", "address4"),
        never=("sector", "governance", "school_type", "language_medium_code", *MEASURE_COLUMNS),
    ),
)
OF_KIND = {layout.kind: layout for layout in LAYOUTS}


@dataclass
class Header:
    kind: FileKind
    row: int
    headings: list[str]
    # Our column → its place in a row.
    places: dict[str, int]

    def heading(self, column: str) -> str:
        place = self.places.get(column)
        return column if place is None else shown(self.headings[place])


def shown(heading: str) -> str:
    return " ".join(heading.split())


def plain(heading: str) -> str:
    apart = unicodedata.normalize("NFKD", heading.casefold())
    ascii_only = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "_", ascii_only).strip("_")


def column_of(heading: str) -> str:
    """Our name for a heading, or its plain letters where we have none."""
    halves = [plain(half) for half in re.split(r"[/\n]", heading) if plain(half)]
    for name in dict.fromkeys([plain(heading), *halves]):
        known = NAMES.get(name, name)
        if known in OUR_COLUMNS:
            return known
        for beginning, ours in BEGINNINGS.items():
            if name.startswith(beginning):
                return ours
    return plain(heading)


def is_unused(heading: str) -> bool:
    """Whether this is a column of the known files that says nothing the portal keeps."""
    return not KNOWN_UNUSED.isdisjoint(
        {plain(heading), *(plain(half) for half in re.split(r"[/\n]", heading))}
    )


OUR_COLUMNS = {column for layout in LAYOUTS for column in (*layout.required, *layout.optional)}


def fingerprint(headings: Sequence[str]) -> str:
    """What a header is remembered by."""
    return "|".join(plain(heading) for heading in headings)


def recognise(table: Table, mappings: Mapping[str, tuple[str, Mapping[str, str]]]) -> Header:
    """`mappings`: fingerprint → (kind, our column → plain heading), as a person once said."""
    candidates = table.rows[:HEADER_WITHIN]
    for row, cells in candidates:
        remembered = mappings.get(fingerprint(cells))
        if remembered:
            return mapped(row, cells, FileKind(remembered[0]), remembered[1])
    for row, cells in candidates:
        columns = [column_of(cell) for cell in cells]
        layout = next((layout for layout in LAYOUTS if layout.fits(set(columns))), None)
        if layout:
            return header_of(row, cells, columns, layout)
    raise unknown(table)


def mapped(row: int, cells: list[str], kind: FileKind, columns: Mapping[str, str]) -> Header:
    places = {plain(cell): place for place, cell in enumerate(cells)}
    return Header(kind, row, cells, {ours: places[theirs] for ours, theirs in columns.items()})


def header_of(row: int, cells: list[str], columns: list[str], layout: Layout) -> Header:
    places: dict[str, int] = {}
    for place, column in enumerate(map(layout.ours, columns)):
        if column not in (*layout.required, *layout.optional):
            continue
        if column in places:
            raise UnreadableError("column_twice", row=row, column=shown(cells[place])[:60], meaning=column)
        places[column] = place
    return Header(layout.kind, row, cells, places)


def probable_header(table: Table) -> tuple[int, list[str]]:
    """The row that looks most like a header: many cells filled, none of them a number."""

    def likeness(entry: tuple[int, list[str]]) -> int:
        filled = [cell for cell in entry[1] if cell]
        wordy = [cell for cell in filled if not re.search(r"\d{3}", cell) and len(cell) < 100]
        return len(wordy)

    return max(table.rows[:HEADER_WITHIN], key=likeness)


def found_share(columns: set[str], layout: Layout) -> float:
    meant = {layout.ours(column) for column in columns}
    return len(meant & set(layout.required)) / len(layout.required)


def unknown(table: Table) -> UnreadableError:
    row, cells = probable_header(table)
    columns = {column_of(cell) for cell in cells}
    nearest = max(LAYOUTS, key=lambda layout: (found_share(columns, layout), layout.kind == "categories"))
    meant = {nearest.ours(column) for column in columns}
    missing = [column for column in nearest.required if column not in meant]
    return UnreadableError(
        "unknown_header", row=row, nearest=nearest.kind.value, missing=", ".join(missing or nearest.required)
    )
