"""``experiment``: a guided experiment without a screen, with what it found and what it used."""

import json
import sys
import time
from dataclasses import field, replace

from equilibre.commands.experiment_report import as_text, list_as_rows, list_as_text, typed_in
from equilibre.commands.surveyed import neighbours, polite_ends, with_neighbours
from equilibre.commands.train import INTERRUPTED, TrainingFailed, rest_after, wait_until_ready
from equilibre.errors import EquilibreError
from equilibre.learning.experiments.catalogue import experiment as experiment_named
from equilibre.learning.experiments.conduct import Conduct, Ended
from equilibre.learning.experiments.experiment import Experiment, Point, Request
from equilibre.meter.attribution import processor_times
from equilibre.meter.catalogue import open_sensors
from equilibre.meter.sampler import Sampler
from equilibre.meter.surroundings import Surroundings
from equilibre.numbers import seconds
from equilibre.records import dataclass
from equilibre.sessions.experiment_files import record_json
from equilibre.sessions.experiment_record import ExperimentRecord, ExperimentRecorder
from equilibre.sessions.recorder import IDLE_AFTER_SECONDS, IDLE_SECONDS
from equilibre.texts import _, joined
from equilibre.worker.host import Host
from equilibre.worker.messages import Begun, Died, Do, Done, Failed, Stop, Told, new_run

_POLL_SECONDS = 0.02
_PATIENCE_SECONDS = 2.0  # beyond the budget, for the point under way


class ExperimentRefused(EquilibreError):
    """The experiment cannot be conducted as it was asked for."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the command line asks for."""

    name: str  # "": list them
    data: str | None
    settings: dict[str, float]
    seed: int
    budget_seconds: float
    as_json: bool
    surroundings: Surroundings
    entries: dict[str, str] = field(default_factory=dict)


def run(choices: Choices) -> int:
    """Conduct the experiment, print what it found, and return 0. Raises EquilibreError.

    Ctrl-C and a polite end (SIGTERM) end it: what is found so far is printed, and the exit status
    is 130. Raises TrainingFailed where the time allowed was too short for anything to be found.
    """
    if not choices.name:
        print(json.dumps(list_as_rows(), ensure_ascii=False) if choices.as_json else list_as_text())
        return 0
    chosen = experiment_named(choices.name)
    request = requested(chosen, choices)
    sampler = Sampler(open_sensors(choices.surroundings))
    host = Host(standby=False)
    with polite_ends(), neighbours() as others:
        try:
            sampler.start()
            host.start()
            record, interrupted = conducted(host, sampler, chosen, request, choices.budget_seconds)
        finally:
            host.end()
            sampler.stop()
    record = with_neighbours(record, others)
    if not record.points and not interrupted:
        raise TrainingFailed(
            _("Nothing was found in the time allowed: allow it more, with --budget.")
        )
    record = replace(
        record,
        sentences=chosen.read(record.findings),
        predictions=(None,) * len(chosen.predictions),
        found=tuple(one.truth(record.findings) for one in chosen.predictions),
    )
    print(record_json(record) if choices.as_json else as_text(chosen, record))
    return INTERRUPTED if interrupted else 0


def requested(chosen: Experiment, choices: Choices) -> Request:
    """Return what is to be conducted. Raises ExperimentRefused with the values that exist."""
    if choices.data is not None and choices.data not in chosen.datasets:
        raise ExperimentRefused(
            _("“{experiment}” is not made with the data “{data}”, but with: {known}.").format(
                experiment=chosen.key,
                data=choices.data,
                known=", ".join(chosen.datasets) or _("its own"),
            )
        )
    stops = {control.key: control.stops for control in chosen.controls}
    for key, value in choices.settings.items():
        if key not in stops:
            raise ExperimentRefused(
                _("“{experiment}” has no setting “{name}”, but: {known}.").format(
                    experiment=chosen.key, name=key, known=", ".join(stops) or _("none")
                )
            )
        if value not in stops[key]:
            raise ExperimentRefused(
                _("“{name}” cannot be {value}: it is one of {known}.").format(
                    name=key, value=f"{value:g}", known=joined(f"{one:g}" for one in stops[key])
                )
            )
    entries = [entry.key for entry in typed_in(chosen)]
    for key in choices.entries:
        if key not in entries:
            raise ExperimentRefused(
                _("“{experiment}” has nothing to type in for “{name}”, but: {known}.").format(
                    experiment=chosen.key, name=key, known=", ".join(entries) or _("none")
                )
            )
    return Request(
        settings=chosen.defaults() | choices.settings,
        seed=choices.seed,
        dataset=choices.data or (chosen.datasets[0] if chosen.datasets else ""),
        entries=choices.entries,
    )


def conducted(
    host: Host,
    sampler: Sampler,
    chosen: Experiment,
    request: Request,
    budget_seconds: float,
    idle_seconds: float = IDLE_SECONDS,
    idle_after_seconds: float = IDLE_AFTER_SECONDS,
) -> tuple[ExperimentRecord, bool]:
    """Return what was found between seconds of rest, and whether Ctrl-C ended it.

    Raises TrainingFailed where nothing was found for an error.
    """
    wait_until_ready(host)
    _tell(_("Listening to the computer at rest for {time}…").format(time=seconds(idle_seconds)))
    sampler.read_now(wait_seconds=1.0)
    recorder = ExperimentRecorder(chosen.key, request, time.monotonic())
    time.sleep(idle_seconds)
    sampler.read_now(wait_seconds=1.0)
    recorder.end_idle(time.monotonic())
    order = Do(new_run(), Conduct(chosen.key, request, budget_seconds))
    host.send(order)
    interrupted = _follow(host, sampler, recorder, order.run, budget_seconds)
    sampler.read_now(wait_seconds=1.0)
    if not interrupted and idle_after_seconds > 0.0:
        interrupted = rest_after(sampler, recorder, idle_after_seconds)
    recorder.hear_samples(sampler.drain())
    return recorder.record(sampler.routes(), time.monotonic()), interrupted


def _follow(
    host: Host, sampler: Sampler, recorder: ExperimentRecorder, run: int, budget_seconds: float
) -> bool:
    """Hear everything until the end; return whether Ctrl-C asked for it."""
    interrupted = asked = False
    process = host.process
    while recorder.end_seconds is None:
        try:
            time.sleep(_POLL_SECONDS)
            recorder.hear_samples(sampler.drain())
            for reply in host.replies():
                if getattr(reply, "run", None) != run:
                    continue
                match reply:
                    case Begun(time_seconds=now):
                        recorder.begin(now, processor_times(process))
                    case Told(outcome=Point() | Ended() as outcome):
                        recorder.tell(outcome)
                    case Done(time_seconds=now, processor_seconds=used):
                        recorder.end(now, used, processor_times(process))
                    case Failed(reason=reason) | Died(reason=reason):
                        raise TrainingFailed(reason)
                    case _:
                        pass
            begun = recorder.start_seconds
            late = begun is not None and time.monotonic() > (
                begun + budget_seconds + _PATIENCE_SECONDS
            )
            if late and not asked:
                asked = True
                host.send(Stop())
        except KeyboardInterrupt:
            interrupted = True
            host.send(Stop())
    return interrupted


def _tell(text: str) -> None:
    """Say on a terminal what is going on; files and programs get the result only."""
    if sys.stderr is not None and sys.stderr.isatty():
        print(text, file=sys.stderr, flush=True)
