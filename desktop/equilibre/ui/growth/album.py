"""The growth tab brought to every state that deserves a picture."""

from typing import TYPE_CHECKING, TypeVar

from equilibre.ui.growth.energy.presenter import EnergyPresenter
from equilibre.ui.growth.models.presenter import ModelsPresenter
from equilibre.ui.growth.myths.presenter import MythsPresenter
from equilibre.ui.growth.parts.presenter import PartsPresenter
from equilibre.ui.growth.scale.page import ScalePage
from equilibre.ui.growth.scale.presenter import ScalePresenter
from equilibre.ui.growth.use.presenter import UsePresenter
from equilibre.ui.photographer import Photographer

if TYPE_CHECKING:
    from equilibre.ui.growth.tab import GrowthTab

Presenter = TypeVar("Presenter")


def photograph(tab: "GrowthTab", photographer: Photographer) -> None:
    """Take the pictures of every page, in its states that differ; leave them as they were."""
    _photograph_scale(tab, photographer)
    _photograph_models(_opened(tab, "models", ModelsPresenter), photographer)
    _photograph_energy(_opened(tab, "energy", EnergyPresenter), photographer)
    _photograph_parts(_opened(tab, "parts", PartsPresenter), photographer)
    _photograph_computer(tab, photographer)
    _photograph_use(_opened(tab, "use", UsePresenter), photographer)
    _photograph_myths(_opened(tab, "myths", MythsPresenter), photographer)
    tab.presenter.choose_page("scale")


def _opened(tab: "GrowthTab", key: str, kind: type[Presenter]) -> Presenter:
    """Bring the page *key* to the front, and return its presenter."""
    tab.presenter.choose_page(key)
    presenter = tab.presenter.page(key)
    assert isinstance(presenter, kind)
    return presenter


def _photograph_scale(tab: "GrowthTab", photographer: Photographer) -> None:
    presenter = _opened(tab, "scale", ScalePresenter)
    assert tab.view is not None
    page = tab.view.page("scale")
    assert isinstance(page, ScalePage)
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


def _photograph_models(presenter: ModelsPresenter, photographer: Photographer) -> None:
    photographer.take("models")
    presenter.toggle_scale()
    presenter.reveal()
    photographer.take("models-logarithmic")
    presenter.choose_upward("energy")
    photographer.take("models-energy")
    presenter.choose_upward("parameters")
    presenter.choose_tool("fit")
    photographer.take("models-fit")
    presenter.choose_tool("look")
    presenter.reveal(False)
    presenter.choose_tool("draw")
    presenter.nudge(3)
    photographer.take("models-drawn")
    presenter.rub_out()
    presenter.choose_tool("look")
    presenter.choose_scale(False)


def _photograph_energy(presenter: EnergyPresenter, photographer: Photographer) -> None:
    photographer.take("energy")
    presenter.choose_country("POL")
    photographer.take("energy-grid")
    presenter.restore()
    presenter.choose_view("grids")
    photographer.take("energy-all")
    presenter.choose_view("operations")
    photographer.take("energy-operations")
    presenter.choose_view("training")


def _photograph_parts(presenter: PartsPresenter, photographer: Photographer) -> None:
    photographer.take("parts")
    presenter.choose_view("development")
    photographer.take("parts-development")
    presenter.choose_view("parameters")


def _photograph_computer(tab: "GrowthTab", photographer: Photographer) -> None:
    tab.presenter.choose_page("computer")
    presenter = tab.presenter.computer
    presenter.measure()
    photographer.until(lambda: not presenter.busy(), "product")
    for view in ("fit", "ladder", "budgets", "beside"):
        presenter.choose_view(view)
        photographer.take(f"computer-{view}")
    presenter.choose_view("fit")


def _photograph_use(presenter: UsePresenter, photographer: Photographer) -> None:
    for view in ("break_even", "request", "curves", "result"):
        presenter.choose_view(view)
        photographer.take("use-" + view.replace("_", "-"))
    presenter.choose_view("curves")
    presenter.toggle_scale()
    photographer.take("use-curves-logarithmic")
    presenter.toggle_scale()
    presenter.choose_view("break_even")


def _photograph_myths(presenter: MythsPresenter, photographer: Photographer) -> None:
    photographer.take("myths")
    presenter.turn_all()
    photographer.take("myths-turned")
    presenter.turn_all()
