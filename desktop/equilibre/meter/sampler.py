"""The one thread that reads the sensors, at a steady pace, and hands over what they said."""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace

from equilibre.meter.reading import Route, Sample, Status
from equilibre.meter.selection import Sensors, chosen
from equilibre.meter.track import Track
from equilibre.texts import _

# Without a reading for this long the computer slept, or might as well have.
SUSPENDED_SECONDS = 5.0
# The clock of the boot goes on while the computer sleeps and the monotonic clock of Linux does
# not: their difference jumps by the time slept.
SLEPT_SECONDS = 0.5
# A reading that takes longer than this is a driver that no longer answers.
UNANSWERED_SECONDS = 2.0
# An hour of two sensors: what nobody collects must not fill the memory.
LARGEST_BACKLOG = 72_000

_BOOT_CLOCK: int | None = getattr(time, "CLOCK_BOOTTIME", None)
_log = logging.getLogger(__name__)


def boot_seconds() -> float | None:
    """Return the time since the start of the computer, sleep included; None if unknown."""
    return None if _BOOT_CLOCK is None else time.clock_gettime(_BOOT_CLOCK)


class Sampler:
    """Reads the active sensors *period_seconds* apart in a thread of its own.

    No Qt, no exception leaves it: what goes wrong is in ``routes()`` and shows as a gap.
    """

    def __init__(
        self,
        sensors: Sensors | Callable[[], Sensors],
        period_seconds: float = 0.1,
        clock: Callable[[], float] = time.monotonic,
        boot_clock: Callable[[], float | None] = boot_seconds,
    ) -> None:
        """Prepare to read *sensors*; a function that opens them is called in the thread."""
        self._period_seconds = period_seconds
        self._clock = clock
        self._boot_clock = boot_clock
        self._samples: deque[Sample] = deque(maxlen=LARGEST_BACKLOG)
        self._wake = threading.Condition()
        self._stopping = False
        self._requested = 0
        self._served = 0
        self._tick_seconds: float | None = None
        self._slept_seconds: float | None = None
        self._asking: tuple[str, float] | None = None
        self._tracks: dict[str, Track] = {}
        self._working_seconds = 0.0
        self._begun_seconds: float | None = None
        self._sensors: Sensors | None = None
        self._open: Callable[[], Sensors] | None = None
        if isinstance(sensors, Sensors):
            self._adopt(sensors)
        else:
            self._open = sensors
        self._thread = threading.Thread(target=self._run, name="sampler", daemon=True)

    def start(self) -> None:
        """Begin to read; once only."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread and close the sensors; returns within two seconds."""
        with self._wake:
            self._stopping = True
            self._wake.notify_all()
        if self._thread.is_alive():
            self._thread.join(UNANSWERED_SECONDS)

    def reopen(self, sensors: Callable[[], Sensors]) -> None:
        """Have the thread read those that *sensors* opens from now on, in the place of the others.

        Returns at once. A route of both goes on with a gap: nothing was read meanwhile.
        """
        with self._wake:
            self._open = sensors
            self._wake.notify_all()

    def drain(self) -> list[Sample]:
        """Return the samples that arrived since the last call, oldest first."""
        samples = []
        while self._samples:
            samples.append(self._samples.popleft())
        return samples

    def read_now(self, wait_seconds: float = 0.0) -> bool:
        """Have the sensors read at once, at the border of a run; any thread may ask.

        Returns at once by default; with *wait_seconds*, waits that long at most for the samples
        to be there to drain, and returns whether they are.
        """
        with self._wake:
            self._requested += 1
            mine = self._requested
            self._wake.notify_all()
            if wait_seconds > 0.0:
                self._wake.wait_for(
                    lambda: self._served >= mine or self._stopping, timeout=wait_seconds
                )
            return self._served >= mine

    def routes(self) -> tuple[Route, ...]:
        """Return the present state of every route, found or not; empty until they were opened."""
        sensors = self._sensors
        return tuple(map(self._answering, sensors.routes())) if sensors else ()

    def active_routes(self) -> tuple[Route, ...]:
        """Return the present state of the routes in use; empty until they were opened."""
        sensors = self._sensors
        return tuple(map(self._answering, sensors.active_routes())) if sensors else ()

    def around_routes(self) -> tuple[Route, ...]:
        """Return the routes to the whole computer, read beside its parts."""
        sensors = self._sensors
        return tuple(map(self._answering, sensors.around_routes())) if sensors else ()

    def share_of_core(self) -> float:
        """Return what reading the sensors takes of one processor core since the start, 0 to 1."""
        if self._begun_seconds is None:
            return 0.0
        elapsed_seconds = self._clock() - self._begun_seconds
        return self._working_seconds / elapsed_seconds if elapsed_seconds > 0.0 else 0.0

    def tick(self) -> None:
        """Read every sensor in use once; the thread does this, and tests that have none."""
        self._open_asked()
        slept = self._slept()
        for track in tuple(self._tracks.values()):
            track.suspended = track.suspended or slept
            before_seconds = self._clock()
            self._asking = (track.route.key, before_seconds)
            try:
                reading = track.sensor.read()
            except Exception:  # noqa: BLE001 - one bad sensor must not end the others
                if not track.complained:
                    _log.exception("sensor %s raised", track.route.key)
                track.complained = True
                reading = None
            self._asking = None
            if reading is not None:
                time_seconds = (before_seconds + self._clock()) / 2.0
                self._samples.append(track.sample(reading, time_seconds))
            elif track.sensor.route().status is Status.ABSENT:
                self._replace()

    def _replace(self) -> None:
        """Use the next best sensor where one in use turned out to say nothing."""
        if self._sensors is not None:
            self._adopt(chosen(self._sensors.known))

    def _adopt(self, sensors: Sensors) -> None:
        tracks = self._tracks
        self._tracks = {}
        for sensor in (*sensors.active, *sensors.around):
            route = sensor.route()
            if route.key in tracks:
                self._tracks[route.key] = tracks[route.key]
                continue
            self._tracks[route.key] = Track(sensor, route, self._period_seconds)
        self._sensors = sensors

    def _open_asked(self) -> None:
        """Open the sensors that were asked for, and let go of those in use before."""
        if self._open is None:
            return
        with self._wake:
            opening, self._open = self._open, None
        try:
            opened = opening()
        except Exception:  # noqa: BLE001 - no exception leaves the thread
            _log.exception("the sensors could not be opened")
            return
        before, self._sensors = self._sensors, opened
        tracks, self._tracks = self._tracks, {}
        self._adopt(opened)
        for key, track in self._tracks.items():
            if key in tracks:  # the energy of a route never decreases
                track.energy_joules, track.counted_joules = tracks[key].energy_joules, 0.0
                track.suspended = True
        if before is not None:
            before.close()

    def _run(self) -> None:
        self._open_asked()
        deadline_seconds = self._begun_seconds = self._clock()
        begun_working_seconds = time.thread_time()
        while True:
            with self._wake:
                while not self._stopping and self._requested == self._served and not self._open:
                    remaining_seconds = deadline_seconds - self._clock()
                    if remaining_seconds <= 0.0:
                        break
                    self._wake.wait(remaining_seconds)
                if self._stopping:
                    break
                requested = self._requested
            self.tick()
            self._working_seconds = time.thread_time() - begun_working_seconds
            if requested != self._served:
                with self._wake:
                    self._served = requested
                    self._wake.notify_all()
            now = self._clock()
            if now >= deadline_seconds:
                # Deadlines stay on their grid; those that were missed are not made up for.
                missed = int((now - deadline_seconds) / self._period_seconds)
                deadline_seconds += (missed + 1) * self._period_seconds
        if self._sensors is not None:
            self._sensors.close()

    def _slept(self) -> bool:
        """Return whether the computer slept since the last call."""
        now = self._clock()
        boot = self._boot_clock()
        slept_seconds = None if boot is None else boot - now
        before, self._tick_seconds = self._tick_seconds, now
        slept_before, self._slept_seconds = self._slept_seconds, slept_seconds
        if before is not None and now - before > SUSPENDED_SECONDS:
            return True
        if slept_seconds is None or slept_before is None:
            return False
        return slept_seconds - slept_before > SLEPT_SECONDS

    def _answering(self, route: Route) -> Route:
        """Return *route*, lost if its driver has not answered for a while."""
        asking = self._asking
        if asking is None or asking[0] != route.key or route.status is not Status.AVAILABLE:
            return route
        if self._clock() - asking[1] < UNANSWERED_SECONDS:
            return route
        return replace(route, status=Status.LOST, reason=_("The sensor has stopped answering."))
