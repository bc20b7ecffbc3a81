"""``train``: one training without a screen, with what it learned and what it used."""

import json
import time

from equilibre.commands.surveyed import neighbours, polite_ends, with_neighbours
from equilibre.commands.train_report import as_row, as_text
from equilibre.errors import EquilibreError
from equilibre.facts.electricity import DEFAULT_COUNTRY
from equilibre.learning import shelf
from equilibre.learning.catalogue import family as family_named
from equilibre.learning.dataset import card
from equilibre.meter.attribution import processor_times
from equilibre.meter.catalogue import open_sensors
from equilibre.meter.curve import minimum_seconds
from equilibre.meter.reading import Route
from equilibre.meter.sampler import Sampler
from equilibre.meter.surroundings import Surroundings
from equilibre.records import dataclass
from equilibre.sessions.experiment_record import ExperimentRecorder
from equilibre.sessions.recorder import IDLE_AFTER_SECONDS, IDLE_SECONDS, Recorder, is_border
from equilibre.sessions.run import Run
from equilibre.texts import _
from equilibre.worker.host import Host
from equilibre.worker.messages import Died, Failed, Stop, Train, new_run

INTERRUPTED = 130  # the exit status of a command that Ctrl-C ended
_POLL_SECONDS = 0.02
_READY_SECONDS = 120.0  # a slow disk may take long to load the libraries


class TrainingFailed(EquilibreError):
    """The training ended without a result."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What was asked for on the command line."""

    data: str
    family: str
    seed: int
    settings: dict[str, float]
    computed_on: str  # "cpu" or "gpu"
    as_json: bool
    surroundings: Surroundings


def run(choices: Choices) -> int:
    """Train, print the result as text or JSON, and return 0. Raises EquilibreError.

    Ctrl-C and a polite end (SIGTERM) end the training: what it learned so far is printed, and the
    exit status is 130.
    """
    values = family_named(choices.family).complete(card(choices.data), choices.settings)
    sampler = Sampler(open_sensors(choices.surroundings))
    host = Host(standby=False, shelf_folder=shelf.folder())
    with polite_ends(), neighbours() as others:
        try:
            sampler.start()
            host.start()
            result, interrupted = measured(
                host,
                sampler,
                choices.data,
                choices.family,
                choices.seed,
                values,
                idle_after_seconds=IDLE_AFTER_SECONDS,
                computed_on=choices.computed_on,
            )
        finally:
            host.end()
            sampler.stop()
    result = with_neighbours(result, others)
    print(json.dumps(as_row(result), ensure_ascii=False) if choices.as_json else as_text(result))
    return INTERRUPTED if interrupted else 0


def measured(
    host: Host,
    sampler: Sampler,
    data: str,
    family: str,
    seed: int,
    values: dict[str, float],
    idle_seconds: float = IDLE_SECONDS,
    idle_after_seconds: float = 0.0,
    computed_on: str = "cpu",
) -> tuple[Run, bool]:
    """Return what a training was and used between seconds of rest, and whether Ctrl-C ended it.

    With *idle_after_seconds* 0, the computer is not listened to after the training. Raises
    TrainingFailed, and KeyboardInterrupt where Ctrl-C came before the first epoch.
    """
    wait_until_ready(host)
    routes = sampler.active_routes()
    request = Train(
        new_run(),
        data,
        family,
        values,
        seed,
        minimum_seconds(routes),
        computed_on=computed_on,
    )
    sampler.read_now(wait_seconds=1.0)
    recorder = Recorder(request, DEFAULT_COUNTRY, time.monotonic())
    time.sleep(idle_seconds)
    sampler.read_now(wait_seconds=1.0)
    recorder.end_idle(time.monotonic())
    host.send(request)
    interrupted = _follow(host, recorder)
    sampler.read_now(wait_seconds=1.0)
    if not recorder.steps and interrupted:
        raise KeyboardInterrupt
    if not recorder.steps:
        raise TrainingFailed(_("The training ended before its first epoch."))
    if not interrupted and idle_after_seconds > 0.0:
        interrupted = rest_after(sampler, recorder, idle_after_seconds)
    recorder.hear_samples(sampler.drain())
    return recorder.run(f"{data} {family}", _routes(sampler, recorder)), interrupted


def rest_after(
    sampler: Sampler, recorder: Recorder | ExperimentRecorder, idle_seconds: float
) -> bool:
    """Listen to the computer at rest again; return whether Ctrl-C ended that, not the result."""
    try:
        time.sleep(idle_seconds)
        sampler.read_now(wait_seconds=1.0)
    except KeyboardInterrupt:
        return True
    recorder.end_rest(time.monotonic())
    return False


def _follow(host: Host, recorder: Recorder) -> bool:
    """Hear everything until the end; return whether Ctrl-C asked for it, once: twice ends all."""
    interrupted = False
    process = host.process
    while recorder.finished is None:
        try:
            time.sleep(_POLL_SECONDS)
            for reply in host.replies():
                if isinstance(reply, Failed | Died):
                    raise TrainingFailed(reply.reason)
                recorder.hear(reply, processor_times(process) if is_border(reply) else None)
        except KeyboardInterrupt:
            if interrupted:
                raise
            interrupted = True
            host.send(Stop())
    return interrupted


def _routes(sampler: Sampler, recorder: Recorder) -> list[Route]:
    """Return the routes in use, and those that were until another took their place."""
    used = {route.key for route in (*sampler.active_routes(), *sampler.around_routes())}
    used.update(recorder.routes)
    return [route for route in sampler.routes() if route.key in used]


def wait_until_ready(host: Host) -> None:
    """Wait until *host* can train. Raises TrainingFailed when it never can."""
    limit = time.monotonic() + _READY_SECONDS
    while host.loading or not host.ready:
        for reply in host.replies():
            if isinstance(reply, Died):
                raise TrainingFailed(reply.reason)
        if time.monotonic() > limit:
            raise TrainingFailed(_("The training process does not start on this computer."))
        time.sleep(_POLL_SECONDS)
