"""What can be wrong with a file, as data: a code, where it stands, and the facts of its sentence. Stored
with the batch, so that both languages can say it; each sentence says what is wrong and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from schools.enums import FileKind

Fact = str | int | float

SENTENCES: Mapping[str, StrOrPromise] = {
    # The file as a whole.
    "empty": _("The file is empty. Choose the file that holds the table."),
    "no_rows": _("The file has a header and no rows under it. Choose the file that holds the table."),
    "too_large": _("The file is larger than %(limit)s MB. Split it, or remove sheets and pictures."),
    "bad_name": _("The file's name holds a folder or a character that no name may hold. Rename the file."),
    "extension": _("Files named “%(extension)s” cannot be read. Save the table as CSV (UTF-8) or XLSX."),
    "web_page": _("This is a web page, not a table. Open the link and download the file itself."),
    "old_workbook": _(
        "This is an old Excel workbook (.xls) or one locked with a password. "
        "Save it as XLSX without a password."
    ),
    "not_what_named": _(
        "The name ends in “%(extension)s”, but what is inside is something else. "
        "Save the table again as CSV (UTF-8) or XLSX."
    ),
    "nul_bytes": _("This row holds bytes that are not text (NUL). Save the table again as CSV (UTF-8)."),
    "not_utf8": _(
        "This row is not UTF-8 text, near “%(near)s”. Save the table again as “CSV UTF-8”, "
        "so that accents survive."
    ),
    "control_character": _("This cell holds an invisible control character. Type the cell again."),
    "long_line": _("This row is longer than %(limit)s characters. Choose a file that is a table of schools."),
    "many_columns": _("This row has more than %(limit)s columns. Remove the columns that hold nothing."),
    "many_rows": _("The file has more than %(limit)s rows. Split it."),
    "open_quote": _(
        "A quotation mark is opened and never closed, or stands in the middle of a cell. Mend it."
    ),
    "uneven_row": _("This row has %(found)s cells, the header %(expected)s. Check its quotation marks."),
    # Workbooks.
    "broken_workbook": _("The workbook is broken or was cut off. Save or download it again."),
    "not_a_workbook": _("This archive is not an XLSX workbook. Save the table as XLSX or CSV (UTF-8)."),
    "zip_bomb": _(
        "Unpacked, the workbook would be larger than %(limit)s MB. It is not opened. "
        "Save only the sheet with the table."
    ),
    "many_cells": _(
        "The workbook holds more than a table of schools can. Save only the sheet with the table."
    ),
    "macros": _("The workbook holds macros or embedded objects. Save it as XLSX without them."),
    "formula": _("This cell holds a formula. Save the sheet with values only (Paste special, Values)."),
    "cell_error": _("This cell holds an error of the spreadsheet (%(value)s). Mend it or leave it blank."),
    "unsafe_xml": _(
        "The workbook holds an XML declaration that could harm. It is not opened. "
        "Save the table again as XLSX."
    ),
    # Boundaries.
    "not_json": _("The file is not GeoJSON, or is cut off at line %(line)s. Save or download it again."),
    "not_geojson": _(
        "The file is not a GeoJSON feature collection with one outline for each authority. Export it again."
    ),
    "geometry": _("The outline of feature %(number)s is not a closed polygon of points. Export it again."),
    "far_away": _(
        "The outline of feature %(number)s has a point far outside Wales (%(longitude)s, %(latitude)s). "
        "Save it as longitude, latitude (WGS84)."
    ),
    "boundary_authority": _(
        "Feature %(number)s names no authority that the portal knows (lad_code or la_code: “%(value)s”). "
        "Mend the code."
    ),
    "boundary_twice": _("Feature %(number)s gives the outline of %(name)s a second time. Keep one."),
    # The header.
    "unknown_header": _(
        "The columns are of no kind of file that the portal knows. Nearest: %(nearest)s; "
        "missing: %(missing)s. Say on the file's page which column is which."
    ),
    "column_twice": _("Two columns of the header mean %(meaning)s. Keep one of them."),
    "year_wanted": _("The file does not say which school year it is of. Say it, such as 2019/20."),
    "release_wanted": _(
        "No publication of this kind is known for that year. Say on which date the list was published."
    ),
    "category_year": _(
        "Support categories were published for 2014/15 to 2019/20, not for %(year)s. Check the year."
    ),
    # Cells.
    "school_number": _("“%(value)s” is not a school number: it has 7 digits, such as 6814030."),
    "school_twice": _("The school %(number)s stands in row %(other)s too. Keep one of the two rows."),
    "row_twice": _("The same school, measure, year and pupils stand in row %(other)s too. Keep one."),
    "contradiction": _(
        "The school %(number)s has another category in row %(other)s. Find out which is right."
    ),
    "blank": _("This cell is blank and must not be. Fill it in."),
    "too_long": _("This cell has more than %(limit)s characters. Shorten it."),
    "not_a_number": _("“%(value)s” is not a number. Write it like 92.5, or leave the cell blank."),
    "out_of_range": _(
        "%(value)s is out of range: %(measure)s lies between %(lowest)s and %(highest)s. "
        "Mend it, or leave the cell blank."
    ),
    "not_whole": _("%(value)s is not a whole number of pupils. Write a whole number."),
    "more_than_cohort": _(
        "%(value)s pupils of %(cohort)s cannot be: the first counts part of the second. Check both."
    ),
    "coordinates": _(
        "“%(value)s” is not a place in Wales. Write latitude (51 to 54) and longitude (−6 to −2) in degrees."
    ),
    "coordinates_pair": _("Latitude and longitude go together: fill in both or neither."),
    "postcode": _("“%(value)s” is not a postcode such as CF14 3HS."),
    "authority": _("No authority has the code %(value)s. Check the school's number."),
    "authority_mismatch": _(
        "The authority's code is %(value)s, but the school's number begins with %(prefix)s. "
        "Mend the one that is wrong."
    ),
    "choice": _("“%(value)s” is not known here. Write one of these: %(known)s."),
    "year": _("“%(value)s” is not a school year. Write it like 2019/20 or 2020."),
    "indicator": _("“%(value)s” is not a measure of the portal. Write one of these: %(known)s."),
    "not_benchmarked": _(
        "%(measure)s has no benchmark groups for this phase. Mend the measure or the phase, or take the row "
        "out."
    ),
    "no_such_group": _(
        "“%(value)s” is no group of these schools in %(year)s: there are groups 1 to %(groups)s. Mend the "
        "number."
    ),
    "no_groups": _(
        "These schools are in no benchmark groups in %(year)s. Mend the year or the phase, or take the row "
        "out."
    ),
    "not_ascending": _(
        "Lower quartile, median and upper quartile must ascend: here they are %(lower)s, %(median)s and "
        "%(upper)s. Put them in order; only columns named q1, q2 and q3 may begin with the highest."
    ),
    "neither_way": _(
        "The boundaries of the quarters must rise or fall from one to the next: here they are %(lower)s, "
        "%(median)s and %(upper)s. Put them in order."
    ),
    "benchmark_twice": _("The same measure, year, phase and group stand in row %(other)s too. Keep one."),
    "version": _(
        "“%(value)s” begins with the day. Write a version as a number, or a date year first: 2, 2013-12-10."
    ),
    "indicator_years": _("%(measure)s is not collected for %(value)s. Check the year."),
    "all_age_only": _(
        "Only all-age schools have a second attendance figure. This school is not one. Leave the cell blank."
    ),
    "both_or_neither": _("Give a value or the reason why it is missing, not both."),
    "itself": _("A school cannot follow itself. Check both numbers."),
    "in_no_list": _(
        "This school stands in neither list: it has no pupils of 2018 and was not open in 2021. "
        "Mend the row or take it out."
    ),
    "pru_number": _("“%(value)s” is not the number of a pupil referral unit. Check the number."),
}


# What is worth knowing before a file is confirmed, and no fault.
NOTES: Mapping[str, StrOrPromise] = {
    "columns_unused": _("Columns that the portal does not use: %(columns)s."),
    "text_skipped": _("Lines of text under or between the rows that were skipped: %(count)s."),
    "authority_name": _("“%(found)s” in the file is %(known)s in the portal: matched by its code."),
    "authority_missing": _("The list names no school of %(name)s. None of its schools is closed by it."),
    "turned": _(
        "Rows whose boundaries begin with the highest (that of quarter 1): %(count)s. They were turned "
        "round, so that lower quartile, median and upper quartile ascend."
    ),
    "repeated": _("Schools that stand in the file twice with the same category: %(count)s."),
    "prus_apart": _(
        "Pupil referral units are listed under a kind of their own: the lists of schools do not name them."
    ),
    "release_new": _("The figures will be labelled with the date of publication given: %(date)s."),
    "waiting": _(
        "Rows set aside from “%(file)s” whose schools this list brings: %(rows)s. They come in with it."
    ),
    "set_aside": _(
        "Rows of schools that are not in the register: %(rows)s. They are set aside, can be taken back as a "
        "file, and come in by themselves when a list of schools brings their school."
    ),
    "many_closing": _("Schools that this list would close: %(count)s. Make sure that it is complete."),
}


@dataclass(frozen=True)
class Problem:
    code: str
    # As a spreadsheet counts: the first row is 1.
    row: int | None = None
    # The heading of the column, as the file writes it.
    column: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        return str(SENTENCES.get(self.code) or NOTES[self.code]) % self.spoken_facts()

    def spoken_facts(self) -> dict[str, Fact]:
        """The facts in the language that is active: kinds of file have a label, and names may have a
        Welsh twin (`measure`, `measure_cy`)."""
        facts = dict(self.facts)
        if "nearest" in facts:
            facts["nearest"] = str(FileKind(str(facts["nearest"])).label)
        if (get_language() or "").startswith("cy"):
            facts |= {name.removesuffix("_cy"): fact for name, fact in facts.items() if name.endswith("_cy")}
        return facts

    def as_json(self) -> dict[str, Any]:
        return {"code": self.code, "row": self.row, "column": self.column, "facts": dict(self.facts)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        return cls(stored["code"], stored["row"], stored["column"], stored["facts"])

    def in_words(self) -> str:
        """The sentence with its place before it."""
        if self.row is not None and self.column:
            return _("Row %(row)s, column “%(column)s”: %(sentence)s") % {
                "row": self.row,
                "column": self.column,
                "sentence": self.sentence,
            }
        if self.row is not None:
            return _("Row %(row)s: %(sentence)s") % {"row": self.row, "sentence": self.sentence}
        return self.sentence


class UnreadableError(Exception):
    """The file as a whole cannot be taken."""

    def __init__(self, code: str, *, row: int | None = None, column: str = "", **facts: Fact) -> None:
        super().__init__(code)
        self.problem = Problem(code, row, column, facts)
