from sigs.models.group import Group, GroupMember, Tier

__all__ = [
    "Group",
    "GroupMember",
    "Tier",
]
