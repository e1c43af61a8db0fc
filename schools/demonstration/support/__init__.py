"""Support levels of the fictional region: a year that is over and one under way."""

from schools.demonstration.support.loading import add_support_levels

__all__ = ["add_support_levels"]
