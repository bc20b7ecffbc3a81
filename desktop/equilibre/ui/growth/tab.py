"""Ties the growth tab together."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from equilibre.meter.reading import Sample
from equilibre.ui.dialogs.tour import Stop
from equilibre.ui.equipment import Equipment
from equilibre.ui.growth.presenter import GrowthPresenter
from equilibre.ui.growth.surroundings import Surroundings
from equilibre.ui.growth.view import GrowthView
from equilibre.ui.menus import TabMenus
from equilibre.ui.photographer import Photographer
from equilibre.ui.tab import Until
from equilibre.worker.messages import Reply


class GrowthTab(QObject):
    """The tab: its presenter, and a view made anew for each language and theme."""

    opens = ()

    def __init__(self, equipment: Equipment, _show_sensors: Callable[[], None]) -> None:
        super().__init__()
        self._equipment = equipment
        self._presenter: GrowthPresenter | None = None
        self.view: GrowthView | None = None

    @property
    def presenter(self) -> GrowthPresenter:
        """The presenter, made when it is first needed."""
        if self._presenter is None:
            self._presenter = GrowthPresenter(
                Surroundings(self._equipment.kept, keep_country=self._keep_country)
            )
        return self._presenter

    def _keep_country(self, key: str) -> None:
        self._equipment.store.change(country=key)

    def build(self) -> QWidget:
        """Return a new view that shows what the presenter knows."""
        presenter = self.presenter
        settings = self._equipment.store.settings
        presenter.surroundings.country_key = settings.country
        presenter.surroundings.motion = settings.motion
        view = GrowthView(presenter)
        self.view = view
        view.page_chosen.connect(presenter.choose_page)
        view.messages.closed.connect(presenter.dismiss)
        presenter.attach(view)
        return view

    def hear(self, samples: Sequence[Sample], replies: Sequence[Reply]) -> None:
        pass

    def draw(self) -> None:
        pass

    def busy(self) -> bool:
        return False

    def menus(self) -> TabMenus:
        return TabMenus()

    def open_file(self, path: Path) -> None:
        pass

    def warn(self, text: str) -> None:
        self.presenter.warn(text)

    def tour(self) -> Sequence[Stop]:
        return ()

    def photograph(self, photographer: Photographer) -> None:
        pass

    def trials(self, until: Until) -> Mapping[str, Callable[[], None]]:
        return {}
