"""A group's schools side by side, each at the level that it shares and the reader's own school shares too.
Displayed values alone; by name, never by result; nothing is added up over the schools."""

from sigs.presenting.compare.figures import Cell, Measure, SchoolRow
from sigs.presenting.compare.measures import measures
from sigs.presenting.compare.page import Comparing, comparing

__all__ = ["Cell", "Comparing", "Measure", "SchoolRow", "comparing", "measures"]
