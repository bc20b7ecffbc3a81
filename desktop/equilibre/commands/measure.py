"""``measure``: any command, with the energy that this computer used while it ran."""

import json
import signal
import sys

from equilibre.commands.measure_report import Answer, as_row
from equilibre.commands.measure_text import as_text
from equilibre.commands.surveyed import neighbours, with_neighbours
from equilibre.errors import EquilibreError
from equilibre.facts.electricity import DEFAULT_COUNTRY, country_named
from equilibre.meter.catalogue import open_sensors
from equilibre.meter.sampler import Sampler
from equilibre.meter.surroundings import Surroundings
from equilibre.numbers import seconds
from equilibre.records import dataclass
from equilibre.sessions.command_process import (
    KILLED,
    Child,
    CommandRefused,
    Interruptions,
    checked,
    start_aside,
)
from equilibre.sessions.command_run import CommandRun, Order, not_started
from equilibre.sessions.command_trial import CommandTrial
from equilibre.sessions.machine import this_machine
from equilibre.texts import _


@dataclass(frozen=True, slots=True)
class Choices:
    """What the command line asks for."""

    order: Order
    country: str | None
    as_json: bool
    surroundings: Surroundings


def run(choices: Choices) -> int:
    """Measure the command, print what it used, and return its exit status.

    2 where the country is unknown, 126 and 127 where the command may not be run or does not
    exist, 128 and the number of the signal where the measure was interrupted.
    """
    try:
        country = country_named(DEFAULT_COUNTRY if choices.country is None else choices.country)
    except EquilibreError as problem:
        print(problem, file=sys.stderr)
        return 2
    try:
        checked(choices.order.command)
        told = _measured(choices)
    except CommandRefused as problem:
        print(problem, file=sys.stderr)
        told = not_started(choices.order, str(problem), problem.exit_status)
        if not choices.as_json:
            return told.exit_status
    answer = Answer(told, country, this_machine())
    if choices.as_json:
        print(json.dumps(as_row(answer), indent=1, ensure_ascii=False, allow_nan=False))
    else:
        print(as_text(answer))
    return KILLED + told.interrupted if told.interrupted else told.exit_status


def _measured(choices: Choices) -> CommandRun:
    """Return what the command used. Raises CommandRefused."""
    try:
        sampler = Sampler(open_sensors(choices.surroundings))
    except KeyboardInterrupt:
        reason = _("The measure was interrupted before the command was started.")
        return not_started(choices.order, reason, KILLED + signal.SIGINT, signal.SIGINT)
    # What the command prints must not stand in the middle of our object.
    start = start_aside if choices.as_json else Child
    system = choices.surroundings.computer.system
    trial = CommandTrial(choices.order, sampler, start, system)
    rest_seconds = choices.order.idle_seconds
    if rest_seconds > 0.0 and sys.stderr is not None and sys.stderr.isatty():
        told = _("Listening to the computer at rest for {duration}, before and after the command…")
        print(told.format(duration=seconds(rest_seconds)), file=sys.stderr, flush=True)
    with Interruptions(trial.interrupt), neighbours() as others:
        sampler.start()
        try:
            used = trial.run()
        finally:
            sampler.stop()
    return with_neighbours(used, others)
