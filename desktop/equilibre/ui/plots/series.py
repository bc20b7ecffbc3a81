"""The points of a power curve as numbers, with running sums that grow by the new points alone."""

import math
from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import pairwise
from operator import attrgetter, is_not

import numpy as np
import numpy.typing as npt

from equilibre.meter.curve import Window
from equilibre.sessions.run import PowerCurve, PowerPoint

Numbers = npt.NDArray[np.float64]

_TIMES, _WATTS, _COUNTER, _METERED_JOULES, _DRAWN_JOULES, _DRAWN_SECONDS = range(6)
_LEAST_ROOM = 64
_LONGER = 1.1  # times as many points as when the period was found: it is looked for again
_MOST_PERIODS = 1000  # evenly chosen, of which the median is taken
_time = attrgetter("time_seconds")


class Series:
    """One curve in ascending times; no answer goes through all its points."""

    def __init__(self, curve: PowerCurve) -> None:
        self.highest_watts = 0.0
        self._count = 0
        self._rows = np.zeros((6, _LEAST_ROOM))
        self._breaks: list[int] = []  # places of the points after which nothing was metered
        self._read: tuple[int, int] | None = None  # place of the first power, and beyond the last
        self._period = (0, 0.0)  # of so many points, in seconds
        self._ends = (*curve.points[:1], *curve.points[-1:])
        self._add(sorted(curve.points, key=_time))

    # -- growing ---------------------------------------------------------------------------

    def follow(self, curve: PowerCurve) -> bool:
        """Take what *curve* has more; return False, and take nothing, where it is another curve.

        A curve that goes on holds the very points it held before, in their places.
        """
        points, count = curve.points, self._count
        held = (*points[:1], *points[count - 1 : count])
        if not held[1:] or any(map(is_not, held, self._ends)):
            return False
        new = points[count:]
        times = [float(self._rows[_TIMES, count - 1]), *map(_time, new)]
        if any(after < before for before, after in pairwise(times)):
            return False
        self._add(new)
        self._ends = (*points[:1], *points[-1:])
        return True

    def _add(self, points: Sequence[PowerPoint]) -> None:
        if not points:
            return
        first, count = self._count, self._count + len(points)
        if count > self._rows.shape[1]:
            grown = np.zeros((len(self._rows), 2 * count))
            grown[:, :first] = self._rows[:, :first]
            self._rows = grown
        self._count = count
        self._rows[_TIMES, first:count] = [point.time_seconds for point in points]
        self._rows[_WATTS, first:count] = [_number(point.power_watts) for point in points]
        self._rows[_COUNTER, first:count] = [_number(point.energy_joules) for point in points]
        self._sum(max(0, first - 1), count)
        read = first + np.flatnonzero(~np.isnan(self._rows[_WATTS, first:count]))
        if len(read):
            self._read = (self._read[0] if self._read else int(read[0]), int(read[-1]) + 1)
            highest = float(np.fmax.reduce(self._rows[_WATTS, first:count]))
            self.highest_watts = max(self.highest_watts, highest)

    def _sum(self, first: int, beyond: int) -> None:
        """Bring the running sums from the point at *first*, which is summed, to the last one."""
        times, watts, counter = self._rows[:3, first:beyond]
        spans = times[1:] - times[:-1]
        risen = counter[1:] - counter[:-1]
        metered = np.where(spans > 0.0, _metered(spans, watts[1:], risen), 0.0)
        unknown = np.isnan(metered)
        self._breaks += (first + np.flatnonzero(unknown)).tolist()
        middles = (watts[:-1] + watts[1:]) / 2
        read = ~np.isnan(middles)
        for row, more in (
            (_METERED_JOULES, np.where(unknown, 0.0, metered)),
            (_DRAWN_JOULES, np.where(read, middles, 0.0) * spans),
            (_DRAWN_SECONDS, np.where(read, spans, 0.0)),
        ):
            self._rows[row, first + 1 : beyond] = more
            # From the sum known on, one by one: as if all had been there at once.
            np.add.accumulate(self._rows[row, first:beyond], out=self._rows[row, first:beyond])

    # -- what is drawn ---------------------------------------------------------------------

    @property
    def times(self) -> Numbers:
        """The times from the first power to the last, in seconds."""
        return self._drawn(_TIMES)

    @property
    def watts(self) -> Numbers:
        """The powers at these times; NaN where nothing was read."""
        return self._drawn(_WATTS)

    def _drawn(self, row: int) -> Numbers:
        first, beyond = self._read or (0, 0)
        return self._rows[row, first:beyond]

    @property
    def period_seconds(self) -> float:
        """The median time from one point to the next."""
        times = self.times
        if len(times) < 2:  # noqa: PLR2004
            return 0.0
        if len(times) > _LONGER * self._period[0]:
            self._period = (len(times), self._median_period(times))
        return self._period[1]

    @staticmethod
    def _median_period(times: Numbers) -> float:
        last = len(times) - 2
        places = np.linspace(0, last, min(last + 1, _MOST_PERIODS)).astype(int)
        return float(np.median(times[places + 1] - times[places]))

    def means(self, middles: Numbers, width_seconds: float) -> Numbers:
        """Return the mean power around each of *middles*, which leaves the energy as it is."""
        times = self.times
        low = np.clip(middles - width_seconds / 2, times[0], times[-1])
        high = np.clip(middles + width_seconds / 2, times[0], times[-1])
        energy, read = (
            np.interp(high, times, sums) - np.interp(low, times, sums)
            for sums in (self._drawn(_DRAWN_JOULES), self._drawn(_DRAWN_SECONDS))
        )
        whole = (read > 0.0) & (read >= 0.99 * (high - low))
        return np.where(whole, energy / np.where(whole, read, 1.0), np.nan)

    # -- what a range holds ----------------------------------------------------------------

    def metered(self, window: Window) -> tuple[float, tuple[Window, ...]]:
        """Return the joules metered within *window*, and the times of it that were metered.

        The counter is interpolated at both ends, so that ranges that touch add up to the range
        of both.
        """
        if not self._count:
            return 0.0, ()
        times = self._rows[_TIMES, : self._count]
        start = max(window.start_seconds, float(times[0]))
        end = min(window.end_seconds, float(times[-1]))
        first = int(np.searchsorted(times, start, "right")) - 1
        beyond = int(np.searchsorted(times, end, "left"))
        found: list[Window] = []
        for place in self._breaks[
            bisect_left(self._breaks, first) : bisect_left(self._breaks, beyond)
        ]:
            if times[place] > start:
                found.append(Window(start, float(times[place])))
            start = float(times[place + 1])
        if end > start:
            found.append(Window(start, end))
        borders = [(one.start_seconds, one.end_seconds) for one in found]
        sums = np.interp(borders, times, self._rows[_METERED_JOULES, : self._count])
        joules = float(np.sum(np.diff(sums))) if found else 0.0
        return max(0.0, joules), tuple(found)

    def distance_seconds(self, time_seconds: float) -> float:
        """Return how far in time the nearest point is."""
        times = self._rows[_TIMES, : self._count]
        place = int(np.searchsorted(times, time_seconds, "right"))
        return float(np.abs(times[max(0, place - 1) : place + 1] - time_seconds).min())


SeriesOf = Callable[[PowerCurve], Series]


class KeptSeries:
    """The series of the curves drawn last: drawn again, only their new points are looked at."""

    def __init__(self) -> None:
        self._kept: dict[int, Series] = {}  # by the first point, which each series holds on to

    def of(self, curve: PowerCurve) -> Series:
        """Return the series of *curve*."""
        key = _key(curve)
        series = self._kept.get(key)
        if series is None or not series.follow(curve):
            series = self._kept[key] = Series(curve)
        return series

    def keep(self, power: Sequence[PowerCurve]) -> None:
        """Forget all curves but *power*."""
        wanted = {_key(curve) for curve in power}
        self._kept = {key: series for key, series in self._kept.items() if key in wanted}


def _key(curve: PowerCurve) -> int:
    return id(curve.points[0]) if curve.points else 0


def _number(value: float | None) -> float:
    return math.nan if value is None else value


def _metered(spans: Numbers, watts: Numbers, risen: Numbers) -> Numbers:
    """Return the joules over each of *spans*, NaN where they were not metered.

    *watts* are the powers at their ends. A counter that fell is that of another sensor: then, or
    without one, the power counts. Over a gap the counter itself may have gone on: then its
    energy counts, and one that stood still tells nothing.
    """
    counted = (risen > 0.0) | ((risen == 0.0) & ~np.isnan(watts))
    return np.where(counted, risen, watts * spans)
