"""The tabs, in the order of the tab bar: a new one is a folder and an entry here."""

from typing import TYPE_CHECKING

from equilibre.texts import N_
from equilibre.ui.tab import TabEntry

if TYPE_CHECKING:
    from equilibre.ui.tab import MakeTab


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
    TabEntry(
        "training",
        N_("Train a model live"),
        N_("&Measure"),
        _training,
        beside=("equilibre.ui.training.presenter",),
        here=(
            "equilibre.ui.plots.chart",
            "equilibre.ui.plots.power_chart",
            "equilibre.ui.plots.learning_chart",
            "equilibre.ui.training.controls",
            "equilibre.ui.training.view",
            "equilibre.ui.training.tab",
        ),
    ),
    TabEntry(
        "lifecycle",
        N_("Life cycle (LCA)"),
        N_("&Study"),
        _lifecycle,
        beside=("equilibre.ui.lifecycle.presenter",),
        here=("equilibre.ui.lifecycle.view", "equilibre.ui.lifecycle.tab"),
    ),
    TabEntry(
        "growth",
        N_("Growth"),
        N_("&Growth"),
        _growth,
        beside=("equilibre.ui.growth.presenter",),
        here=("equilibre.ui.growth.tab",),
    ),
)
