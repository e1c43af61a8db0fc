"""Small files of every kind, about schools that do not exist, and workbooks made by hand."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter

PLACE = [
    "school_number", "school_name", "la_code", "local_authority", "sector", "language_medium_code",
    "religious_character", "address1", "address2", "postcode", "latitude", "longitude",
]  # fmt: skip
REGISTER = [
    *PLACE, "pupils", "fsm_3yr_pct", "pupil_teacher_ratio", "attendance_pct", "attendance_secondary_pct",
    "budget_per_pupil_gbp", "capped9_points",
]  # fmt: skip
HISTORY = [*PLACE, "phone", "pupils_2017_18", "pupils_2020", "status_2021"]
WHERE = {
    "la_code": "681",
    "local_authority": "Cardiff",
    "latitude": "51.5",
    "longitude": "-3.2",
    "postcode": "CF14 3HS",
}


def table(
    columns: Sequence[str], rows: Iterable[dict[str, str]], delimiter: str = ",", end: str = "\n"
) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end)
    writer.writerow(columns)
    writer.writerows([row.get(column, "") for column in columns] for row in rows)
    return text.getvalue().encode()


def school(number: str, name: str, sector: str = "Primary", **more: str) -> dict[str, str]:
    row = {
        **WHERE,
        "school_number": number,
        "school_name": name,
        "sector": sector,
        "language_medium_code": "EM",
    }
    if number.startswith("674"):
        row |= {"la_code": "674", "local_authority": "Rhondda, Cynon, Taf"}
    return row | more


def register(*schools: dict[str, str]) -> bytes:
    return table(REGISTER, schools)


def register_2025() -> bytes:
    return register(
        school(
            "6812001",
            "YSGOL Y BORE",
            pupils="210",
            fsm_3yr_pct="12.5",
            attendance_pct="92.1",
            address1="Heol Un",
        ),
        school("6812002", "ST MARY'S R.C. PRIMARY", pupils="180", fsm_3yr_pct="30", attendance_pct="90.2"),
        school("6814001", "Ysgol Uwchradd Brawf", "Secondary", pupils="900", capped9_points="365.4"),
        school(
            "6815501",
            "Ysgol Gydol Oes",
            "Middle",
            pupils="1200",
            attendance_pct="94",
            attendance_secondary_pct="88",
        ),
        school("6742001", "Ysgol Newydd", religious_character="Church in Wales"),
    )


def history() -> bytes:
    past = {"status_2021": "open", "phone": "029 2000 0000"}
    return table(
        HISTORY,
        [
            school("6812001", "Ysgol y Bore Bach", pupils_2017_18="190", pupils_2020="200", **past),
            school(
                "6814001",
                "Ysgol Uwchradd Brawf",
                "Secondary",
                pupils_2017_18="880",
                pupils_2020="890",
                **past,
            ),
            school("6815501", "Ysgol Gydol Oes", "Middle", pupils_2020="1100", **past),
            school("6812009", "Ysgol a Gaeodd", pupils_2017_18="60", status_2021="closed by Feb 2021"),
            school("6812008", "Ysgol Arall", pupils_2017_18="70", pupils_2020="50", **past),
            school("6742008", "Ysgol y Cwm", pupils_2017_18="44", pupils_2020="40", **past),
        ],
    )


def wales_2025() -> bytes:
    rows = list(csv.DictReader(io.StringIO(register_2025().decode())))
    away = {"la_code": "660", "local_authority": "Isle of Anglesey", "latitude": "53.2", "longitude": "-4.3"}
    rows.append(school("6602001", "Ysgol y Gogledd", pupils="80", fsm_3yr_pct="22", **away))
    return table(REGISTER, rows)


def categories() -> bytes:
    columns = [
        "school_number",
        "school_name",
        "local_authority",
        "sector",
        "academic_year",
        "support_category",
    ]
    return table(
        columns,
        [
            {"school_number": number, "academic_year": year, "support_category": colour}
            for number, year, colour in [
                ("6812001", "2018/19", "green"),
                ("6812001", "2019/20", "yellow"),
                ("6812009", "2018/19", "red"),
                ("6814001", "2019/20", "amber"),
            ]
        ],
    )


def free_meals() -> bytes:
    rows = [
        {"school_number": "6812001", "year": "2019-20", "fsm_percent": "11.2"},
        {"school_number": "6812008", "year": "2019-20", "fsm_percent": "40"},
    ]
    return table(["school_number", "year", "fsm_percent"], rows)


def successors() -> bytes:
    return (
        b"predecessor_number,predecessor_name,successor_number,successor_name,evidence\n"
        b"6812009,A,6815501,B,same postcode\n"
    )


def benchmarks() -> bytes:
    return (
        b"indicator,year,phase,group,lower_quartile,median,upper_quartile,version\n"
        b"attendance,2018/19,primary,1,93.8,94.6,95.4,1\n"
        b"attendance,2018/19,primary,2,93.1,94,94.9,1\n"
    )


def ring(west: float = -3.3, south: float = 51.4) -> list[list[float]]:
    return [[west, south], [west + 0.2, south], [west + 0.2, south + 0.2], [west, south]]


def outlines(coordinates: Any = None, kind: str = "Polygon", **properties: Any) -> bytes:
    properties = properties or {"lad_code": "W06000015", "la_code": "681", "name": "Cardiff"}
    geometry = {"type": kind, "coordinates": coordinates if coordinates is not None else [ring()]}
    feature = {"type": "Feature", "properties": properties, "geometry": geometry}
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()


def each_kind() -> dict[str, bytes]:
    return {
        "register.csv": register_2025(),
        "history.csv": history(),
        "wales.csv": wales_2025(),
        "categories.csv": categories(),
        "free_meals.csv": free_meals(),
        "successors.csv": successors(),
        "benchmarks.csv": benchmarks(),
        "outlines.geojson": outlines(),
    }


def official_categories(*rows: tuple[str, str]) -> bytes:
    """In the shape in which the lists were published: titles, notes, two languages in one cell."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(["National School Categorisation System / System Genedlaethol", "", "", "", ""])
    writer.writerow([""] * 5)
    writer.writerow(["Note: this list reflects January 2020.\n\nNoder: ionawr 2020.", "", "", "", ""])
    writer.writerow([""] * 5)
    writer.writerow(
        [
            "School code/\nCod ysgol",
            "School name/\nEnw ysgol",
            "Local authority/\nAwdurdod lleol",
            "Consortium/\nConsortiwm",
            "Step Three: Support Category/\nCam Tri: Categori Cymorth",
        ]
    )
    for number, colour in rows:
        authority = "Rhondda, Cynon, Taff / Rhondda, Cynon, Taf"
        writer.writerow(
            [number, "Ysgol", authority, "Central South Consortium/Consortiwm Canolbarth y De", colour]
        )
    return text.getvalue().encode()


def workbook(content: bytes, *, formula: bool = False) -> bytes:
    """The table of a CSV as XLSX, numbers as numbers."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_numbers": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(csv.reader(io.StringIO(content.decode("utf-8-sig")))):
            sheet.write_row(number, 0, row)
        if formula:
            sheet.write_formula(1, 1, '=HYPERLINK("http://example.com")', value="Ysgol")
    return target.getvalue()


def archive(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return target.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return {name: book.read(name) for name in book.namelist()}


def workbook_with(**changed: bytes) -> bytes:
    """A workbook with parts replaced or added: `sheet`, `texts`, or a part by its own name."""
    short = {"sheet": "xl/worksheets/sheet1.xml", "texts": "xl/sharedStrings.xml"}
    parts = parts_of(workbook(register_2025()))
    parts.update({short.get(name, name): content for name, content in changed.items()})
    return archive(parts)
