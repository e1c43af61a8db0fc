"""How schools are compared, changed by the data officer: checked, its effect shown, saved, computed anew."""

from schools.comparisons.effect import BandsEffect, WeightsEffect
from schools.services.comparing.effect import bands_effect, weights_effect
from schools.services.comparing.removing import OnlySet, RemovedUnseen, remove_bands, remove_weights
from schools.services.comparing.rules import (
    MOST_GROUPS,
    Fault,
    SettingChangedMeanwhile,
    SettingInForce,
    SettingRefused,
    WeightGiven,
)
from schools.services.comparing.saving import (
    check_bands,
    check_weights,
    refuse_in_force,
    save_bands,
    save_weights,
)

__all__ = [
    "MOST_GROUPS",
    "BandsEffect",
    "Fault",
    "OnlySet",
    "RemovedUnseen",
    "SettingChangedMeanwhile",
    "SettingInForce",
    "SettingRefused",
    "WeightGiven",
    "WeightsEffect",
    "bands_effect",
    "check_bands",
    "check_weights",
    "refuse_in_force",
    "remove_bands",
    "remove_weights",
    "save_bands",
    "save_weights",
    "weights_effect",
]
