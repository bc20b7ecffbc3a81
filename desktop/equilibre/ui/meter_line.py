"""What the footer says of the meter: the sensor, the power now, the session so far, its cost."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from equilibre import numbers
from equilibre.meter.reading import Kind, Route, Status
from equilibre.meter.session import SessionMeter
from equilibre.texts import _
from equilibre.ui.theme import theme
from equilibre.ui.widgets.elided import SteadyLabel
from equilibre.ui.widgets.figure_card import KindMark

_SPACING, _BEFORE_FIGURE = 6, 14  # pixels at 100 %
_LEAST_WATTS = 0.01  # below this the window's own power is lost in the noise


def route_text(route: Route, refused: bool = False) -> str:
    """Return the few words that say what a route is doing, and whether a better one is refused."""
    known = {"cpu": _("Processor"), "gpu": _("Graphics card")}
    device = known.get(route.device, _("Computer"))
    if route.status is Status.LOST:
        return _("{device}: sensor lost").format(device=device)
    if route.status is Status.NO_PERMISSION:
        return _("{device}: sensor reserved to the administrator").format(device=device)
    if route.status is Status.WAITING:
        return _("{device}: sensor waiting").format(device=device)
    if route.status is Status.ABSENT:
        return _("{device}: no sensor").format(device=device)
    if route.kind is Kind.ESTIMATED and refused:
        return _("{device}: estimated (sensor reserved)").format(device=device)
    if route.kind is Kind.ESTIMATED:
        return _("{device}: estimated").format(device=device)
    return _("{device}: measured by {name}").format(device=device, name=route.name)


class MeterLine(QWidget):
    """Shows what SessionMeter knows."""

    sensors_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self._mark = KindMark()
        self._sensor = QPushButton()
        self._sensor.setProperty("link", True)
        self._sensor.setToolTip(_("Which sensors there are, and why not"))
        self._sensor.clicked.connect(self.sensors_asked)
        self._power = SteadyLabel()
        self._session = SteadyLabel()
        self._own = SteadyLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(_SPACING))
        row.addWidget(self._mark)
        row.addWidget(self._sensor)
        row.addStretch(1)
        for label in self._figures():
            label.setFont(theme().font(12))
            label.setProperty("role", "secondary")
            row.addSpacing(px(_BEFORE_FIGURE))
            row.addWidget(label)
        self._sensor.setFont(theme().font(12))

    def _figures(self) -> tuple[SteadyLabel, ...]:
        """Return the figures; where there is too little room, the last give way first."""
        return self._power, self._session, self._own

    def minimumSizeHint(self) -> QSize:
        return QSize(self._least_width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _least_width(self) -> int:
        """Return the width without any figure; what stands before each of them stays."""
        px = theme().px
        sensor = self._mark.minimumWidth() + px(_SPACING) + self._sensor.sizeHint().width()
        return sensor + len(self._figures()) * px(_BEFORE_FIGURE)

    def _fit(self) -> None:
        room = self.width() - self._least_width()
        for label in self._figures():
            room -= label.sizeHint().width() + theme().px(_SPACING)
            label.setVisible(room >= 0)

    def show_meter(
        self, meter: SessionMeter, routes: Sequence[Route], share_of_core: float | None = None
    ) -> None:
        """Write the state of the sensors and the figures of the session.

        *share_of_core* is what reading the sensors takes: it is told in a tooltip.
        """
        cpu = _main_route(routes, "cpu")
        gpu = _main_route(routes, "gpu")
        refused = any(
            route.device == "cpu" and route.status is Status.NO_PERMISSION for route in routes
        )
        parts = [route_text(route, refused) for route in (cpu, gpu) if route is not None]
        text = " · ".join(parts) or _("Looking for sensors…")
        if self._sensor.text() != text:
            self._sensor.setText(text)
        usable = cpu is not None and cpu.status is Status.AVAILABLE
        self._mark.show_kind(str(cpu.kind) if cpu is not None and usable else "")
        around = {route.key for route in routes if route.around}
        answering = {route.key for route in routes if route.status is Status.AVAILABLE} - around
        watts, joules = meter.watts(answering), meter.joules(around)
        self._power.setText(
            _("Now: {power}").format(power=numbers.about(watts[1], numbers.power(watts[0], 2)))
            if watts
            else ""
        )
        self._session.setText(
            _("Since the start: {energy}").format(
                energy=numbers.about(joules[1], numbers.energy(joules[0], 2))
            )
            if joules and joules[0] > 0
            else ""
        )
        self._show_cost(meter, cpu, share_of_core)
        self._fit()

    def _show_cost(
        self, meter: SessionMeter, cpu: Route | None, share_of_core: float | None
    ) -> None:
        cost = meter.window(cpu.key if cpu else None)
        if cost is None:
            self._own.setText("")
        else:
            share = numbers.percent(cost.share_of_core, 0)
            text = _("This window: {share} of a core").format(share=share)
            if cost.power_watts and cost.power_watts >= _LEAST_WATTS:
                text = _("This window: {share} of a core, {power}").format(
                    share=share,
                    power=numbers.about("estimated", numbers.power(cost.power_watts, 1)),
                )
            self._own.setText(text)
        if share_of_core is not None:
            tooltip = _("Of this, reading the sensors takes {share} of a core.").format(
                share=numbers.percent(share_of_core, 1)
            )
            if self._own.toolTip() != tooltip:
                self._own.setToolTip(tooltip)


def _main_route(routes: Sequence[Route], device: str) -> Route | None:
    """Return the route of *device* to speak of: one that works, else the one that says why."""
    mine = [route for route in routes if route.device == device]
    order = (
        Status.LOST,
        Status.AVAILABLE,
        Status.NO_PERMISSION,
        Status.WAITING,
        Status.ABSENT,
    )
    return min(mine, key=lambda route: order.index(route.status), default=None)
