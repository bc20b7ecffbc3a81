"""Ties the growth tab together."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from equilibre.meter.reading import Sample
from equilibre.texts import _
from equilibre.ui.dialogs.tour import Stop
from equilibre.ui.equipment import Equipment
from equilibre.ui.growth.presenter import GrowthPresenter
from equilibre.ui.growth.room import Room
from equilibre.ui.growth.surroundings import Surroundings
from equilibre.ui.growth.view import PAGES, GrowthView
from equilibre.ui.locked import why_locked
from equilibre.ui.menus import Action, Choice, Keys, Option, TabMenus
from equilibre.ui.meter.instruments import Instruments
from equilibre.ui.photographer import Photographer
from equilibre.ui.tab import Trial, Until
from equilibre.ui.turns import take_turns
from equilibre.worker.messages import Reply

if TYPE_CHECKING:
    from equilibre.ui.growth.computer.presenter import ComputerPresenter


class GrowthTab(QObject):
    """The tab: its presenter, and a view made anew for each language and theme."""

    opens = ()

    def __init__(self, equipment: Equipment, _instruments: Instruments) -> None:
        super().__init__()
        self._equipment = equipment
        self._presenter: GrowthPresenter | None = None
        self.view: GrowthView | None = None
        self._runs = equipment.kept.known  # that the pages speak of

    @property
    def presenter(self) -> GrowthPresenter:
        """The presenter, made when it is first needed."""
        if self._presenter is None:
            self._presenter = GrowthPresenter(
                Surroundings(self._equipment.kept, keep_country=self._keep_country), self._equip
            )
        return self._presenter

    def _equip(self, computer: "ComputerPresenter") -> None:
        """Let a second of computing be measured: it needs the training process and the meter."""
        equipment = self._equipment
        computer.send = equipment.host.send
        computer.routes = equipment.sampler.active_routes
        computer.occupied = lambda: equipment.host.busy

    @property
    def _computing(self) -> "ComputerPresenter | None":
        """The presenter of the page of this computer, if that page was ever needed."""
        presenter = self._presenter
        return presenter.computer if presenter is not None and presenter.made("computer") else None

    def _keep_country(self, key: str) -> None:
        self._equipment.store.change(country=key)

    def prepare(self) -> None:
        """Compute what the page in front shows, if nobody looked at it yet."""
        self.presenter.page(self.presenter.state.page)

    def build(self) -> QWidget:
        """Return a new view; what is asked on it goes to the presenter."""
        presenter = self.presenter
        settings = self._equipment.store.settings
        presenter.surroundings.country_key = settings.country
        presenter.surroundings.country_locked = why_locked(self._equipment.store, "country")
        presenter.surroundings.motion = settings.motion
        self.part()
        view = GrowthView(presenter)
        self.view = view
        view.page_chosen.connect(self._choose_page)
        view.messages.closed.connect(presenter.dismiss)
        return Room(view)

    def attach(self) -> None:
        if self.view is not None:
            self.presenter.attach(self.view)

    @Slot(str)
    def _choose_page(self, key: str) -> None:
        """Bring a page to the front, which takes some turns where it is to be made."""
        presenter, view = self.presenter, self.view
        assert view is not None
        take_turns(
            view,
            lambda: presenter.page(key),
            lambda: view.page(key),
            lambda: presenter.choose_page(key),
        )

    def part(self) -> None:
        if self.view is not None:
            self.view = None
            self.presenter.detach()

    def hear(self, samples: Sequence[Sample], replies: Sequence[Reply]) -> None:
        if self._computing is not None:
            self._computing.hear(samples, replies)

    def draw(self) -> None:
        """Show what other tabs changed meanwhile: the country, the runs."""
        if self.view is None:
            return
        presenter = self.presenter
        country, runs = self._equipment.store.settings.country, self._equipment.kept.known
        if (country, runs) != (presenter.surroundings.country_key, self._runs):
            presenter.surroundings.country_key, self._runs = country, runs
            presenter.refresh()

    def busy(self) -> bool:
        return self._computing is not None and self._computing.busy()

    def menus(self) -> TabMenus:
        """Return what can be done with the chart in front, and the pages."""
        presenter = self.presenter
        pages = [Option(key, _(name)) for key, (name, _make) in PAGES.items()]
        return TabMenus(
            file=(
                Action(_("Save the picture…"), self._of_chart("save_picture"), Keys.Save, "save"),
                Action(_("Save the data…"), self._of_chart("save_data"), icon="table"),
            ),
            edit=(
                Action(_("Copy the picture"), self._of_chart("copy_picture"), Keys.Copy, "copy"),
                Action(_("Copy the data"), self._of_chart("copy_data"), icon="table"),
            ),
            own=(Choice("", pages, presenter.state.page, self._choose_page),),
        )

    def _of_chart(self, name: str) -> Callable[[], None]:
        """Return what does *name* with the chart under the keyboard, else with the first one."""

        def act() -> None:
            chart = self.view.chart() if self.view is not None else None
            if chart is None:
                self.presenter.warn(_("There is no chart on this page."))
            else:
                getattr(chart, name)()

        return act

    def open_file(self, path: Path) -> None:
        pass

    def warn(self, text: str) -> None:
        self.presenter.warn(text)

    def tour(self) -> Sequence[Stop]:
        """Show the first page, and return the places that matter."""
        if self.view is None:
            return ()
        from equilibre.ui.growth.tour import tour_stops

        self.presenter.choose_page(next(iter(PAGES)))
        return tour_stops(self.view)

    def photograph(self, photographer: Photographer) -> None:
        from equilibre.ui.growth.album import photograph

        photograph(self, photographer)

    def trials(self, until: Until) -> Sequence[Trial]:
        def every_page_opens() -> None:
            for key in PAGES:
                self.presenter.choose_page(key)
            self.presenter.choose_page(next(iter(PAGES)))

        return (Trial("growth", _("growth"), every_page_opens),)
