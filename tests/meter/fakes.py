"""Stand-ins for clocks, sensors and the library of NVIDIA's driver."""

from types import SimpleNamespace

from equilibre.meter.computer import Computer
from equilibre.meter.reading import Kind, Route, Sample, Status
from equilibre.meter.sensor import Reading

DESKTOP = Computer("Linux", False, "", False, 8)
LAPTOP = Computer("Linux", False, "", True, 8)
VIRTUAL = Computer("Linux", True, "QEMU", False, 2)


class Clock:
    """A clock that moves when told."""

    def __init__(self, seconds: float = 100.0) -> None:
        self.seconds = seconds

    def __call__(self) -> float:
        return self.seconds

    def advance(self, seconds: float) -> None:
        self.seconds += seconds


def route(
    key: str = "powercap",
    device: str = "cpu",
    kind: Kind = Kind.MEASURED,
    status: Status = Status.AVAILABLE,
    uncertainty: float = 0.05,
    factor: float = 1.0,
    refresh: float = 0.001,
) -> Route:
    return Route(
        key,
        key.upper(),
        device,
        kind,
        status,
        "scope",
        relative_uncertainty=uncertainty,
        factor=factor,
        refresh_seconds=refresh,
    )


def curve(
    watts: float, seconds: float, start: float = 0.0, period: float = 0.1, key: str = "powercap"
) -> list[Sample]:
    """Return samples of a constant power."""
    return [
        Sample(key, "cpu", Kind.MEASURED, start + n * period, watts * n * period, watts)
        for n in range(round(seconds / period) + 1)
    ]


class FakeSensor:
    """A sensor that says what it is told to say."""

    def __init__(self, who: Route, clock: Clock, watts: float = 10.0) -> None:
        self.who = who
        self.clock = clock
        self.watts = watts
        self.silent = False
        self.gap = False
        self.problem: Exception | None = None
        self.closed = False

    def route(self) -> Route:
        return self.who

    def read(self) -> Reading | None:
        if self.problem is not None:
            raise self.problem
        if self.silent:
            return None
        gap, self.gap = self.gap, False
        return Reading(self.watts * self.clock(), gap)

    def close(self) -> None:
        self.closed = True


class NvmlProblem(Exception):
    def __init__(self, value: int) -> None:
        super().__init__(value)
        self.value = value


class FakeNvml:
    """The part of pynvml that the sensor uses, for boards of constant power."""

    NVMLError = NvmlProblem

    def __init__(
        self,
        clock: Clock,
        watts: tuple[float, ...] = (120.0,),
        counter: bool = True,
        instant: bool = True,
        problem: int | None = None,
    ) -> None:
        self.clock = clock
        self.watts = list(watts)
        self.counter = counter
        self.instant = instant
        self.problem = problem
        self.origin_seconds = clock()
        self.opened = 0

    def _check(self) -> None:
        if self.problem is not None:
            raise NvmlProblem(self.problem)

    def nvmlInit(self) -> None:
        self._check()
        self.opened += 1

    def nvmlShutdown(self) -> None:
        self._check()
        self.opened -= 1

    def nvmlDeviceGetCount(self) -> int:
        return len(self.watts)

    def nvmlDeviceGetHandleByIndex(self, index: int) -> int:
        return index

    def nvmlDeviceGetTotalEnergyConsumption(self, handle: int) -> int:
        self._check()
        if not self.counter:
            raise NvmlProblem(3)
        return round(self.watts[handle] * (self.clock() - self.origin_seconds) * 1000)

    def nvmlDeviceGetFieldValues(self, handle: int, fields: list[int]) -> list[SimpleNamespace]:
        self._check()
        value = SimpleNamespace(uiVal=round(self.watts[handle] * 1000))
        return [SimpleNamespace(nvmlReturn=0 if self.instant else 3, value=value)]

    def nvmlDeviceGetPowerUsage(self, handle: int) -> int:
        self._check()
        return round(self.watts[handle] * 1000)
