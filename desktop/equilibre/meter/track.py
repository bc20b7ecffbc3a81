"""What the sampling thread remembers of one sensor, and the power that it makes of its energy."""

from collections import deque

from equilibre.meter.reading import Route, Sample
from equilibre.meter.sensor import Reading, Sensor

# A sensor finds out how often it is renewed while it is read: it is asked now and then.
_SAMPLES_BETWEEN_ASKING = 20
_STEPS = 16  # into which the shortest time of a power is divided


class Track:
    """The samples of one sensor: their energy never decreases, whatever becomes of the sensor."""

    def __init__(self, sensor: Sensor, route: Route, period_seconds: float) -> None:
        """Follow *sensor*, who is *route* now and is read every *period_seconds*."""
        self.sensor = sensor
        self.route = route  # key, device and kind do not change
        self.energy_joules = 0.0
        self.counted_joules: float | None = None  # the sensor's own total at the last reading
        self.suspended = False
        self.complained = False
        self._period_seconds = period_seconds
        self._span_seconds = _span_seconds(route, period_seconds)
        self._recent: deque[tuple[float, float]] = deque(maxlen=2 * _STEPS)
        self._samples = 0

    def sample(self, reading: Reading, time_seconds: float) -> Sample:
        """Return the sample of *reading*, and remember it."""
        gap = False
        if self.counted_joules is not None:
            advance_joules = reading.energy_joules - self.counted_joules
            gap = reading.gap or self.suspended or advance_joules < 0.0
            if not self.suspended and advance_joules > 0.0:
                self.energy_joules += advance_joules
        self.counted_joules = reading.energy_joules
        self.suspended = False
        self._samples += 1
        if self._samples % _SAMPLES_BETWEEN_ASKING == 0:
            self._span_seconds = _span_seconds(self.sensor.route(), self._period_seconds)
        if gap:
            self._recent.clear()
        power_watts = self._power(time_seconds)
        # Readings close together must not push out the one that a power begins at.
        step_seconds = self._span_seconds / _STEPS
        if not self._recent or time_seconds - self._recent[-1][0] >= step_seconds:
            self._recent.append((time_seconds, self.energy_joules))
        return Sample(
            route=self.route.key,
            device=self.route.device,
            kind=self.route.kind,
            time_seconds=time_seconds,
            energy_joules=self.energy_joules,
            power_watts=power_watts,
            gap=gap,
        )

    def _power(self, time_seconds: float) -> float | None:
        """Return the mean power since the latest reading that is far enough back."""
        for then_seconds, then_joules in reversed(self._recent):
            elapsed_seconds = time_seconds - then_seconds
            if elapsed_seconds >= self._span_seconds:
                return (self.energy_joules - then_joules) / elapsed_seconds
        return None


def _span_seconds(route: Route, period_seconds: float) -> float:
    """Return the shortest time over which a power means something.

    Over less than two refreshes of the sensor, a difference of counters is noise; powers that
    were added up are not.
    """
    if not route.counts:
        return period_seconds / 2.0
    span_seconds = max(period_seconds / 2.0, 2.0 * route.refresh_seconds)
    if route.refresh_seconds >= period_seconds:
        span_seconds *= 0.95  # jitter must not push the reading meant out of reach
    return span_seconds
