"""What this computer used since the program started, and what the program's window costs."""

from collections.abc import Collection, Sequence

from equilibre.meter.attribution import ProcessorTimes, WindowCost, processor_times, window_cost
from equilibre.meter.curve import is_metered, kind_of
from equilibre.meter.reading import Kind, Sample
from equilibre.records import dataclass

_OWN_COST_SECONDS = 2.0


@dataclass(slots=True)
class _Total:
    """Energy of one route since the program started."""

    kind: Kind
    joules: float = 0.0
    last: Sample | None = None
    lowest_watts: float | None = None
    watts: float | None = None


class SessionMeter:
    """Adds up the samples of every route in use."""

    def __init__(self) -> None:
        self._totals: dict[str, _Total] = {}
        self._times: ProcessorTimes | None = None
        self._cost: WindowCost | None = None

    def hear(self, samples: Sequence[Sample]) -> None:
        for sample in samples:
            total = self._totals.setdefault(sample.route, _Total(sample.kind))
            if total.last is not None and is_metered(total.last, sample):
                total.joules += sample.energy_joules - total.last.energy_joules
            total.last = sample
            total.watts = sample.power_watts
            if sample.power_watts is not None:
                lowest = total.lowest_watts
                known = sample.power_watts if lowest is None else lowest
                total.lowest_watts = min(sample.power_watts, known)

    def watts(self, answering: Collection[str]) -> tuple[float, Kind] | None:
        """Return the power now of the routes *answering*, by key; None where there is none.

        A route around the whole computer is not to be among them: its parts are counted.
        """
        known = [
            one for key, one in self._totals.items() if one.watts is not None and key in answering
        ]
        if not known:
            return None
        return sum(one.watts or 0.0 for one in known), kind_of([one.kind for one in known])

    def joules(self, around: Collection[str] = ()) -> tuple[float, Kind] | None:
        """Return the energy since the program started of all routes but those *around*, by key."""
        known = [one for key, one in self._totals.items() if key not in around]
        if not known:
            return None
        return sum(one.joules for one in known), kind_of([one.kind for one in known])

    def window(self, route: str | None) -> WindowCost | None:
        """Return what the window itself uses, renewed every two seconds."""
        now = processor_times(None)
        if self._times is None:
            self._times = now
        elif now.time_seconds - self._times.time_seconds >= _OWN_COST_SECONDS:
            total = self._totals.get(route or "")
            self._cost = window_cost(
                self._times,
                now,
                total.watts if total else None,
                total.lowest_watts if total else None,
            )
            self._times = now
        return self._cost
