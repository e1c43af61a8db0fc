"""The region's own support levels: level, cycle (one year), judgement (one school in one year).

A school's level now: `schools.queries.support.levels.current_levels`. Whether the region uses them at all:
`SupportPeriod`. The national categories are another table, CategoryRecord, and are history."""

from schools.models.support.cycle import CapacityPrompt, EvidenceKind, MatrixCell, SupportCycle
from schools.models.support.judgement import (
    JudgementAnswer,
    JudgementStep,
    SupportEvidence,
    SupportJudgement,
)
from schools.models.support.level import SupportLevel, SupportPeriod

__all__ = [
    "CapacityPrompt",
    "EvidenceKind",
    "JudgementAnswer",
    "JudgementStep",
    "MatrixCell",
    "SupportCycle",
    "SupportEvidence",
    "SupportJudgement",
    "SupportLevel",
    "SupportPeriod",
]
