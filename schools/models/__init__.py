from schools.models.category import CategoryRecord
from schools.models.comparison import (
    BenchmarkBand,
    BenchmarkCut,
    CategorySummary,
    Comparison,
    ComparisonRun,
    ExpectedLine,
    RegionFigure,
)
from schools.models.importing import ColumnMapping, ImportBatch, ImportChange, RegisterList
from schools.models.indicator import Indicator, Release, Result, SeriesBreak
from schools.models.place import Authority, Boundary, Region
from schools.models.saved import SavedView
from schools.models.school import Contact, Federation, FederationMembership, School, SchoolLink

__all__ = [
    "Authority",
    "BenchmarkBand",
    "BenchmarkCut",
    "Boundary",
    "CategoryRecord",
    "CategorySummary",
    "ColumnMapping",
    "Comparison",
    "ComparisonRun",
    "Contact",
    "ExpectedLine",
    "Federation",
    "FederationMembership",
    "ImportBatch",
    "ImportChange",
    "Indicator",
    "Region",
    "RegionFigure",
    "RegisterList",
    "Release",
    "Result",
    "SavedView",
    "School",
    "SchoolLink",
    "SeriesBreak",
]
