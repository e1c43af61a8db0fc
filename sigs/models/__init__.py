from sigs.models.composition import Composition, CompositionData, CompositionRun, Placement
from sigs.models.group import Group, GroupMember, Tier

__all__ = [
    "Composition",
    "CompositionData",
    "CompositionRun",
    "Group",
    "GroupMember",
    "Placement",
    "Tier",
]
