"""Matching a whole region: asked for, worked out by a job, kept with what it was asked."""

from brokerage.services.regionmatch.carrying import carry_out
from brokerage.services.regionmatch.running import KIND, start_match

__all__ = ["KIND", "carry_out", "start_match"]
