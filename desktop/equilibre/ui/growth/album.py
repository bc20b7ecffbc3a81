"""The growth tab brought to every state that deserves a picture."""

from typing import TYPE_CHECKING, cast

from equilibre.ui.growth.scale.page import ScalePage
from equilibre.ui.growth.scale.presenter import ScalePresenter
from equilibre.ui.photographer import Photographer

if TYPE_CHECKING:
    from equilibre.ui.growth.tab import GrowthTab


def photograph(tab: "GrowthTab", photographer: Photographer) -> None:
    """Take the pictures of every page, in its states that differ."""
    _photograph_scale(tab, photographer)


def _photograph_scale(tab: "GrowthTab", photographer: Photographer) -> None:
    tab.presenter.choose_page("scale")
    presenter = cast("ScalePresenter", tab.presenter.page("scale"))
    assert tab.view is not None
    page = cast("ScalePage", tab.view.page("scale"))
    photographer.take("scale")
    presenter.zoom(2)
    photographer.take("scale-zoom")
    presenter.reset_zoom()
    presenter.choose_shape("areas")
    photographer.take("scale-areas")
    presenter.choose_shape("bars")
    presenter.show_later(True)
    presenter.choose_quantity("energy")
    photographer.take("scale-energy")
    presenter.toggle_scale()
    photographer.take("scale-logarithmic")
    photographer.take_dialog("scale-card", lambda: page.chart.asked.emit("bert"))
    presenter.choose_row("")
    presenter.toggle_scale()
    presenter.show_later(False)
    presenter.choose_quantity("parameters")
