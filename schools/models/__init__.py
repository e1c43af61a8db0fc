from schools.models.announcement import AnnouncedFile, Announcement
from schools.models.benchmark import BenchmarkBand, BenchmarkBoundary
from schools.models.category import CategoryRecord
from schools.models.comparators import ComparatorMember, ComparatorSet
from schools.models.comparison import (
    BenchmarkCut,
    CategorySummary,
    Comparison,
    ComparisonRun,
    ExpectedLine,
    PooledValue,
    RegionFigure,
)
from schools.models.days import AdviserTime, DayBudget, DayEntry, DayRequest
from schools.models.evidence import Evidence, EvidenceFile
from schools.models.family import Family, FamilyWeight
from schools.models.importing import ColumnMapping, ImportBatch, ImportChange, RegisterList
from schools.models.indicator import Indicator, Release, Result, SeriesBreak
from schools.models.inspection import (
    Inspection,
    InspectionArea,
    InspectionFramework,
    InspectionWord,
)
from schools.models.notes import Note
from schools.models.pack import Pack
from schools.models.pause import Pause
from schools.models.place import Authority, Boundary, Region
from schools.models.review import (
    Review,
    ReviewArea,
    ReviewFramework,
    ReviewPriority,
    ReviewReading,
    ReviewSection,
)
from schools.models.sampling import ModerationSample, SampledJudgement
from schools.models.saved import SavedView
from schools.models.school import Contact, Federation, FederationMembership, School, SchoolLink
from schools.models.share import Share, SharingTerms
from schools.models.strength import FadingRule, Grounds, Need, Strength, TopicMeasure
from schools.models.support import (
    CapacityPrompt,
    EvidenceKind,
    JudgementAnswer,
    JudgementStep,
    MatrixCell,
    SupportCycle,
    SupportEvidence,
    SupportJudgement,
    SupportLevel,
    SupportPeriod,
)
from schools.models.supportsums import SupportCount, SupportSummary
from schools.models.timeout import TimeOut, TimeOutYear
from schools.models.topic import Topic

__all__ = [
    "AdviserTime",
    "AnnouncedFile",
    "Announcement",
    "Authority",
    "BenchmarkBand",
    "BenchmarkBoundary",
    "BenchmarkCut",
    "Boundary",
    "CapacityPrompt",
    "CategoryRecord",
    "CategorySummary",
    "ColumnMapping",
    "ComparatorMember",
    "ComparatorSet",
    "Comparison",
    "ComparisonRun",
    "Contact",
    "DayBudget",
    "DayEntry",
    "DayRequest",
    "Evidence",
    "EvidenceFile",
    "EvidenceKind",
    "ExpectedLine",
    "FadingRule",
    "Family",
    "FamilyWeight",
    "Federation",
    "FederationMembership",
    "Grounds",
    "ImportBatch",
    "ImportChange",
    "Indicator",
    "Inspection",
    "InspectionArea",
    "InspectionFramework",
    "InspectionWord",
    "JudgementAnswer",
    "JudgementStep",
    "MatrixCell",
    "ModerationSample",
    "Need",
    "Note",
    "Pack",
    "Pause",
    "PooledValue",
    "Region",
    "RegionFigure",
    "RegisterList",
    "Release",
    "Result",
    "Review",
    "ReviewArea",
    "ReviewFramework",
    "ReviewPriority",
    "ReviewReading",
    "ReviewSection",
    "SampledJudgement",
    "SavedView",
    "School",
    "SchoolLink",
    "SeriesBreak",
    "Share",
    "SharingTerms",
    "Strength",
    "SupportCount",
    "SupportCycle",
    "SupportEvidence",
    "SupportJudgement",
    "SupportLevel",
    "SupportPeriod",
    "SupportSummary",
    "TimeOut",
    "TimeOutYear",
    "Topic",
    "TopicMeasure",
]
