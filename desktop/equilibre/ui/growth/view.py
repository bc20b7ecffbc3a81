"""The growth tab: the choice of a page above the page itself."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from equilibre.texts import N_, _
from equilibre.ui.growth.presenter import GrowthPresenter
from equilibre.ui.growth.state import GrowthState
from equilibre.ui.plots.frame import ChartFrame
from equilibre.ui.theme import theme
from equilibre.ui.widgets.message_bar import MessageBar
from equilibre.ui.widgets.segmented import Segmented


def _scale_page(presenter: Any) -> QWidget:
    from equilibre.ui.growth.scale.page import ScalePage

    return ScalePage(presenter)


def _models_page(presenter: Any) -> QWidget:
    from equilibre.ui.growth.models.page import ModelsPage

    return ModelsPage(presenter)


def _computer_page(presenter: Any) -> QWidget:
    from equilibre.ui.growth.computer.page import ComputerPage

    return ComputerPage(presenter)


def _use_page(presenter: Any) -> QWidget:
    from equilibre.ui.growth.use.page import UsePage

    return UsePage(presenter)


def _energy_page(presenter: Any) -> QWidget:
    from equilibre.ui.growth.energy.page import EnergyPage

    return EnergyPage(presenter)


def _parts_page(presenter: Any) -> QWidget:
    from equilibre.ui.growth.parts.page import PartsPage

    return PartsPage(presenter)


def _myths_page(presenter: Any) -> QWidget:
    from equilibre.ui.growth.myths.page import MythsPage

    return MythsPage(presenter)


PAGES: dict[str, tuple[str, Callable[[Any], QWidget]]] = {
    "scale": (N_("To true scale"), _scale_page),
    "models": (N_("All the models"), _models_page),
    "energy": (N_("Energy, recomputed"), _energy_page),
    "parts": (N_("Inside and beneath"), _parts_page),
    "computer": (N_("On this computer"), _computer_page),
    "use": (N_("Training and use"), _use_page),
    "myths": (N_("Often heard"), _myths_page),
}
"""The name of each page, and what makes it around its presenter when it is first looked at."""


class GrowthView(QWidget):
    """Shows a GrowthState; each page draws what its own presenter says."""

    page_chosen = Signal(str)

    def __init__(self, presenter: GrowthPresenter) -> None:
        super().__init__()
        px = theme().px
        self._presenter = presenter
        self.setAccessibleName(_("Growth"))
        self.messages = MessageBar()
        self.pages = Segmented(
            [(key, _(name)) for key, (name, _make) in PAGES.items()], _("What the tab shows")
        )
        self.pages.chosen.connect(self.page_chosen)
        self._stack = QStackedWidget()
        self._made: dict[str, QWidget] = {}
        head = QHBoxLayout()
        head.setContentsMargins(px(16), px(8), px(16), px(6))
        head.addWidget(self.pages)
        head.addStretch(1)
        messages = QHBoxLayout()
        messages.setContentsMargins(px(16), 0, px(16), px(6))
        messages.addWidget(self.messages)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addLayout(messages)
        layout.addWidget(self._stack, 1)

    def page(self, key: str) -> QWidget:
        """Return the page named *key*, made now if it was not yet."""
        if key not in self._made:
            _name, make = PAGES[key]
            page = make(self._presenter.page(key))
            self._made[key] = page
            self._stack.addWidget(page)
        return self._made[key]

    def chart(self) -> ChartFrame | None:
        """Return the chart under the keyboard, else the first one that is seen, if any."""
        charts = [one for one in self.findChildren(ChartFrame) if one.isVisible()]
        return next((one for one in charts if one.hasFocus()), charts[0] if charts else None)

    def least_height(self, width: int) -> int:
        """Return the height under which texts of the page in front would be cut at *width*."""
        around = self.minimumSizeHint().height() - self._stack.minimumSizeHint().height()
        page = self._stack.currentWidget()
        layout = page.layout() if page is not None else None
        if layout is None:
            return around
        needed = max(layout.minimumSize().height(), layout.totalMinimumHeightForWidth(width))
        return around + needed

    def show_state(self, state: GrowthState) -> None:
        self.pages.choose(state.page)
        self._stack.setCurrentWidget(self.page(state.page))
        notice = state.notice
        if notice is None:
            self.messages.say("")
        else:
            self.messages.say(notice.text, notice.level, notice.action_text)
