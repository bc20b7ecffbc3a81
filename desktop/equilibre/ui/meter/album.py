"""The pictures of the meter's dialogues; that of a result is of a laptop made up."""

from dataclasses import field

from PySide6.QtWidgets import QWidget

from equilibre.meter.calibration.record import Calibration
from equilibre.meter.calibration.trial import Lengths, Phase
from equilibre.meter.computer import Computer
from equilibre.meter.reading import Boundary, Kind, Route, Sample, Status
from equilibre.meter.sensors.processor_estimate import ProcessorEstimate
from equilibre.records import dataclass
from equilibre.texts import _
from equilibre.ui.meter.calibration.dialog import CalibrationDialog
from equilibre.ui.meter.calibration.laboratory import Laboratory
from equilibre.ui.meter.instruments import Instruments
from equilibre.ui.meter.truth.dialog import TruthDialog
from equilibre.ui.photographer import Photographer
from equilibre.worker.messages import Command, Multiply

_LAPTOP = Computer("Linux", False, "", True, 8, processor_name="Emulated laptop")
_REST_WATTS, _FULL_WATTS = 6.2, 24.0
_STEP_SECONDS = 0.5
_WANDERING = (0.0, 0.15, 0.05, -0.1, 0.1, -0.15)  # watts around both: no battery is steadier


def photograph(photographer: Photographer, instruments: Instruments, window: QWidget) -> None:
    """Take the sensors, the calibration at its beginning, on its way and at its end, the proof."""
    photographer.take_dialog("sensors", instruments.show_sensors)
    photographer.take_dialog("calibration", instruments.calibrate)
    emulated = EmulatedLaptop()
    dialog = CalibrationDialog(emulated.laboratory(), window)
    dialog.open()
    dialog.presenter.start()
    emulated.live(dialog, Phase.LOADING)
    emulated.live(dialog, None, seconds=30.0)
    photographer.take("calibration-under-way", dialog)
    emulated.live(dialog, Phase.DONE)
    photographer.take("calibrated", dialog)
    dialog.close()
    photographer.take_dialog("truth", instruments.tell_truth)
    truth = TruthDialog(window)
    truth.open()
    truth.presenter.play()
    photographer.until(lambda: not truth.presenter.state.playing, "truth-told")
    photographer.take("truth-told", truth)
    truth.close()


@dataclass(slots=True)
class EmulatedLaptop:
    """A laptop on its battery, of known power at rest and at full load, as fast as one likes."""

    now_seconds: float = 0.0
    sent: list[Command] = field(default_factory=list)
    _joules: float = 0.0
    _busy_seconds: float = 0.0
    _steps: int = 0

    def laboratory(self) -> Laboratory:
        """Return what a calibration of it needs."""
        return Laboratory(
            meter=self,
            computer=_LAPTOP,
            send=self.sent.append,
            occupied=lambda: False,
            loading=lambda: False,
            disturbed=lambda: "",
            kept=_nothing,
            keep=_kept,
            busy_seconds=lambda: self._busy_seconds,
            clock=lambda: self.now_seconds,
            lengths=Lengths(),
        )

    def routes(self) -> tuple[Route, ...]:
        return (*self.active_routes(), _battery())

    def active_routes(self) -> tuple[Route, ...]:
        return (ProcessorEstimate(_LAPTOP).route(),)

    def live(self, dialog: CalibrationDialog, until: Phase | None, seconds: float = 900.0) -> None:
        """Let time pass until the calibration has come to a phase, or for so many seconds."""
        end_seconds = self.now_seconds + seconds
        while self.now_seconds < end_seconds and dialog.presenter.phase is not until:
            self._step()
            sample = Sample(
                "battery",
                "computer",
                Kind.MEASURED,
                self.now_seconds,
                self._joules,
                self._watts(),
            )
            dialog.hear([sample], [])

    def _step(self) -> None:
        self._steps += 1
        self.now_seconds += _STEP_SECONDS
        self._joules += self._watts() * _STEP_SECONDS
        share = 0.98 if self._loaded() else 0.03
        self._busy_seconds += share * _STEP_SECONDS * _LAPTOP.logical_processors

    def _watts(self) -> float:
        watts = _FULL_WATTS if self._loaded() else _REST_WATTS
        return watts + _WANDERING[self._steps // 4 % len(_WANDERING)]

    def _loaded(self) -> bool:
        return bool(self.sent) and isinstance(self.sent[-1], Multiply)


def _battery() -> Route:
    return Route(
        key="battery",
        name=_("Battery"),
        device="computer",
        kind=Kind.MEASURED,
        status=Status.AVAILABLE,
        scope="",
        relative_uncertainty=0.05,
        refresh_seconds=2.0,
        boundary=Boundary.COMPUTER,
        around=True,
    )


def _nothing() -> Calibration | None:
    return None


def _kept(calibration: Calibration | None) -> None:
    """Keep nothing: the laptop is not this one."""
