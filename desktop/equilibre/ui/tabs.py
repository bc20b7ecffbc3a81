"""The tabs, in the order of the tab bar: a new one is a folder and an entry here."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from equilibre.texts import N_
from equilibre.ui.tab import TabEntry

if TYPE_CHECKING:
    from equilibre.ui.equipment import Equipment
    from equilibre.ui.meter.instruments import Instruments
    from equilibre.ui.tab import MakeTab, Tab


def _training() -> "MakeTab":
    from equilibre.ui.training.tab import TrainingTab

    return TrainingTab


def _lifecycle() -> "MakeTab":
    from equilibre.ui.lifecycle.tab import LifecycleTab

    return LifecycleTab


def _growth() -> "MakeTab":
    from equilibre.ui.growth.tab import GrowthTab

    return GrowthTab


TABS = (
    TabEntry("training", N_("Train a model live"), N_("&Measure"), _training),
    TabEntry("lifecycle", N_("Life cycle (LCA)"), N_("&Study"), _lifecycle),
    TabEntry("growth", N_("Growth"), N_("&Growth"), _growth),
)


def load_tabs(entries: Sequence[TabEntry]) -> None:
    """Import everything that the tabs need."""
    for entry in entries:
        entry.load()


def make_tabs(
    entries: Sequence[TabEntry], equipment: "Equipment", instruments: "Instruments"
) -> "tuple[Tab, ...]":
    """Return the tabs, without their views."""
    return tuple(entry.load()(equipment, instruments) for entry in entries)
