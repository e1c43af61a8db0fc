"""The portal's forms: one look, one way to say what is wrong."""

from core.forms.base import FilterForm, PortalForm, PortalModelForm
from core.forms.dates import DayField
from core.forms.numbers import whole_number
from core.forms.rendering import PortalRenderer

__all__ = ["DayField", "FilterForm", "PortalForm", "PortalModelForm", "PortalRenderer", "whole_number"]
