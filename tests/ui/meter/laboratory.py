"""A calibration with everything around it made up: sensors, clock, training process, shelf."""

from equilibre.errors import EquilibreError
from equilibre.meter.calibration.record import Calibration
from equilibre.meter.calibration.trial import Lengths, Phase
from equilibre.meter.computer import Computer
from equilibre.meter.reading import Boundary, Kind, Route, Sample, Status
from equilibre.ui.meter.calibration.laboratory import Laboratory
from equilibre.ui.meter.calibration.presenter import CalibrationPresenter
from equilibre.ui.meter.calibration.state import CalibrationState
from equilibre.worker.messages import Command, Multiply, Reply, Stop

LAPTOP = Computer("Linux", False, "", True, 4, processor_name="Processor 3000")
STEP_SECONDS = 0.25


def estimate(factor: float = 2.0) -> Route:
    return Route(
        "estimate",
        "Estimate",
        "cpu",
        Kind.ESTIMATED,
        Status.AVAILABLE,
        "The processor alone.",
        remedy="Calibrate.",
        factor=factor,
        refresh_seconds=0.1,
    )


def battery(status: Status = Status.AVAILABLE) -> Route:
    there = status is Status.AVAILABLE
    return Route(
        "battery",
        "Battery",
        "computer",
        Kind.MEASURED,
        status,
        "The whole computer.",
        reason="" if there else "The computer is on mains.",
        remedy="" if there else "Unplug the charger.",
        relative_uncertainty=0.05,
        refresh_seconds=1.0,
        boundary=Boundary.COMPUTER,
        around=True,
        unit="µW",
        system="Linux",
    )


class FakeShelf:
    """Keeps a calibration, unless it is told to refuse."""

    def __init__(self) -> None:
        self.kept: Calibration | None = None
        self.problem = ""

    def keep(self, calibration: Calibration | None) -> None:
        if self.problem:
            raise EquilibreError(self.problem)
        self.kept = calibration


class FakeLaboratory:
    """A laptop of 6 W at rest and 24 W at full load."""

    def __init__(self, computer: Computer = LAPTOP, *, on_mains: bool = False) -> None:
        self.now = 1_000.0
        self.computer = computer
        self.battery = battery(Status.WAITING if on_mains else Status.AVAILABLE)
        self.sent: list[Command] = []
        self.replies: list[Reply] = []
        self.shelf = FakeShelf()
        self.occupied = self.loading = False
        self.disturbed = ""
        self.said_watts = True  # else the power follows from the energies only
        self._busy_seconds = self._joules = 0.0

    def routes(self) -> tuple[Route, ...]:
        return (estimate(), self.battery)

    def active_routes(self) -> tuple[Route, ...]:
        return (estimate(),)

    def made(self, lengths: Lengths | None = None) -> Laboratory:
        """Return what a presenter works with."""
        return Laboratory(
            meter=self,
            computer=self.computer,
            send=self.sent.append,
            occupied=lambda: self.occupied,
            loading=lambda: self.loading,
            disturbed=lambda: self.disturbed,
            kept=lambda: self.shelf.kept,
            keep=self.shelf.keep,
            busy_seconds=lambda: self._busy_seconds,
            clock=lambda: self.now,
            lengths=lengths or Lengths(20.0, 20.0),
        )

    @property
    def loaded(self) -> bool:
        """Whether the training process keeps every processor busy."""
        last = next((one for one in reversed(self.sent)), None)
        return isinstance(last, Multiply)

    @property
    def stops(self) -> int:
        return sum(isinstance(one, Stop) for one in self.sent)

    def live(self, presenter: CalibrationPresenter, seconds: float) -> None:
        """Let time pass, as the window does four times a second."""
        for _step in range(round(seconds / STEP_SECONDS)):
            self.now += STEP_SECONDS
            share, watts = (0.98, 24.0) if self.loaded else (0.03, 6.0)
            self._busy_seconds += STEP_SECONDS * share * self.computer.logical_processors
            self._joules += STEP_SECONDS * watts
            samples = []
            if self.battery.status is Status.AVAILABLE:
                said_watts = watts if self.said_watts else None
                samples.append(
                    Sample("battery", "computer", Kind.MEASURED, self.now, self._joules, said_watts)
                )
            said, self.replies = self.replies, []
            presenter.hear(samples, said)

    def until(self, presenter: CalibrationPresenter, phase: Phase) -> None:
        """Let time pass until the trial has come to *phase*."""
        for _step in range(4000):
            if presenter.phase is phase:
                return
            self.live(presenter, STEP_SECONDS)
        raise AssertionError(f"never came to {phase}")


class FakeScreen:
    """Remembers what it was told to show."""

    def __init__(self) -> None:
        self.states: list[CalibrationState] = []

    def show_state(self, state: CalibrationState) -> None:
        self.states.append(state)
