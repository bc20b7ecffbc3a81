"""The doors to the dialogues of the meter, and what those that are open hear."""

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QDialog, QWidget

from equilibre.meter.reading import Sample
from equilibre.ui.equipment import Equipment
from equilibre.ui.meter.powers import Powers
from equilibre.worker.messages import Reply


@runtime_checkable
class Hears(Protocol):
    """A dialogue that follows the meter and the training process while it is open."""

    def hear(self, samples: Sequence[Sample], replies: Sequence[Reply]) -> None: ...


@runtime_checkable
class Measures(Protocol):
    """A dialogue that may count what the computer uses."""

    @property
    def measures(self) -> bool: ...


class Instruments:
    """Opens the sensors, the calibration and the proof of the meter over one window."""

    def __init__(
        self,
        equipment: Equipment,
        window: QWidget,
        occupied: Callable[[], bool] = lambda: False,
    ) -> None:
        """Open over *window*; *occupied* says whether a tab measures something."""
        self._equipment = equipment
        self._window = window
        self._occupied = occupied
        self._powers = Powers()
        self._open: list[QDialog] = []

    def busy(self) -> bool:
        """Whether a dialogue measures: other Équilibres are to know it."""
        return any(isinstance(dialog, Measures) and dialog.measures for dialog in self._open)

    def hear(self, samples: Sequence[Sample], replies: Sequence[Reply]) -> None:
        """Pass on what was measured and what the training process said."""
        self._powers.hear(samples)
        for dialog in tuple(self._open):
            if isinstance(dialog, Hears):
                dialog.hear(samples, replies)

    def show_sensors(self) -> None:
        """Show one card for each sensor."""
        from equilibre.ui.meter.sensors.dialog import SensorsDialog
        from equilibre.ui.meter.sensors.presenter import SensorsPresenter

        equipment = self._equipment
        presenter = SensorsPresenter(
            equipment.sampler,
            self._powers.watts,
            equipment.surroundings.computer.system,
            self._window_share,
        )
        dialog = SensorsDialog(presenter.sheet, self._front())
        dialog.calibrate_asked.connect(self.calibrate)
        dialog.truth_asked.connect(self.tell_truth)
        self._show(dialog)

    def _window_share(self) -> float | None:
        """Return the share of a core that the window takes; None until it is known."""
        routes = self._equipment.sampler.active_routes()
        processor = next((one.key for one in routes if "cpu" in one.parts), None)
        cost = self._equipment.session.window(processor)
        return None if cost is None else cost.share_of_core

    def calibrate(self) -> None:
        """Narrow the estimate of this computer down in two minutes."""
        from equilibre.ui.meter.calibration.dialog import make_dialog

        self._show(make_dialog(self._equipment, self._occupied, self._front()))

    def tell_truth(self) -> None:
        """Play a known power into the meter and show both."""
        from equilibre.ui.meter.truth.dialog import TruthDialog

        self._show(TruthDialog(self._front()))

    def close(self) -> None:
        """Close what is open, the uppermost first: the window goes."""
        for dialog in reversed(tuple(self._open)):
            dialog.done(QDialog.DialogCode.Rejected)

    def _front(self) -> QWidget:
        """Return the window over which the next one opens."""
        return self._open[-1] if self._open else self._window

    def _show(self, dialog: QDialog) -> None:
        def gone() -> None:
            if dialog in self._open:
                self._open.remove(dialog)

        self._open.append(dialog)
        dialog.finished.connect(gone)
        dialog.destroyed.connect(gone)  # with the window below it
        dialog.open()
