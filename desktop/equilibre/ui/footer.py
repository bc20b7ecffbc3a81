"""The footer of every tab: what is metered, once something is, and that there is no network."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStatusBar, QWidget

from equilibre.texts import _
from equilibre.ui.theme import theme

if TYPE_CHECKING:
    from equilibre.meter.reading import Route
    from equilibre.meter.session import SessionMeter
    from equilibre.ui.meter_line import MeterLine


class Footer(QStatusBar):
    """Shows what SessionMeter knows; nothing of the meter is imported before it knows something."""

    sensors_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self.setSizeGripEnabled(False)
        self._meter: MeterLine | None = None
        network = QLabel(_("No network"))
        network.setToolTip(_("The program sends nothing and asks the network for nothing."))
        network.setFont(theme().font(12))
        network.setProperty("role", "secondary")
        network.setMinimumHeight(px(26))  # as high as with the button of the sensors
        box = QWidget()
        self._row = QHBoxLayout(box)
        self._row.setContentsMargins(px(16), 0, px(16), 0)
        self._row.setSpacing(px(20))
        self._row.addStretch(1)
        self._row.addWidget(network)
        self.addWidget(box, 1)

    def show_meter(
        self,
        meter: "SessionMeter",
        routes: "Sequence[Route]",
        share_of_core: float | None = None,
    ) -> None:
        """Write the state of the sensors and the figures of the session.

        *share_of_core* is what reading the sensors takes: it is told in a tooltip.
        """
        if self._meter is None:
            from equilibre.ui.meter_line import MeterLine

            self._meter = MeterLine()
            self._meter.sensors_asked.connect(self.sensors_asked)
            self._row.insertWidget(0, self._meter, 1)
            self._row.setStretch(1, 0)  # what kept its place free
        self._meter.show_meter(meter, routes, share_of_core)
