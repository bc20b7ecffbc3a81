"""``growth``: what a published training took, and what it would take on this computer."""

import json
import sys
import time

from equilibre.commands.growth_report import Answer, as_row
from equilibre.commands.growth_text import as_text
from equilibre.commands.surveyed import neighbours
from equilibre.commands.train import TrainingFailed, measured, wait_until_ready
from equilibre.errors import EquilibreError
from equilibre.facts.electricity import DEFAULT_COUNTRY, Country, country_named
from equilibre.growth import catalogue
from equilibre.growth.extrapolation import Bounds, Pace, on_this_computer
from equilibre.growth.model import Model
from equilibre.learning.catalogue import family
from equilibre.learning.dataset import card
from equilibre.meter.catalogue import open_sensors
from equilibre.meter.reading import Interval
from equilibre.meter.sampler import Sampler
from equilibre.meter.surroundings import Surroundings
from equilibre.records import dataclass
from equilibre.sessions.machine import this_machine
from equilibre.sessions.speed import ProductTrial, Speed, speed_of
from equilibre.texts import _
from equilibre.worker.host import Host
from equilibre.worker.messages import new_run

DEFAULT_MODEL = "GPT-3"
TRAINED = ("digits", "network")  # what is trained to know the pace of a training
EPOCHS = 20.0
_POLL_SECONDS = 0.02
_REST_SECONDS = 0.5  # before the training: the meter must have read before it begins


class ChoiceRefused(EquilibreError):
    """Something was asked that has no answer."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the command line asks for."""

    model: str | None
    country: str | None
    operations_per_second: float | None
    joules_per_operation: float | None
    as_json: bool
    surroundings: Surroundings | None = None


def run(choices: Choices) -> int:
    """Print the answer as text or JSON and return 0.

    What was asked that cannot be done is said in a sentence on the standard error: 2. Raises
    EquilibreError where this computer cannot be measured.
    """
    try:
        model = catalogue.model(DEFAULT_MODEL if choices.model is None else choices.model)
        country = country_named(DEFAULT_COUNTRY if choices.country is None else choices.country)
        given = _given(choices)
    except EquilibreError as problem:
        print(problem, file=sys.stderr)
        return 2
    speeds = () if given else _speeds(choices.surroundings)
    answer = _answer(choices, model, country, given or pace_of(speeds), speeds)
    if choices.as_json:
        print(json.dumps(as_row(answer), indent=1, ensure_ascii=False, allow_nan=False))
    else:
        print(as_text(answer))
    return 0


def _answer(
    choices: Choices, model: Model, country: Country, pace: Pace, speeds: tuple[Speed, ...]
) -> Answer:
    memory = this_machine().memory_bytes
    course = [each for each in catalogue.models().values() if each.course]
    return Answer(
        model=model,
        course=course if choices.model is None else [],
        country=country,
        country_chosen=choices.country is not None,
        pace=pace,
        speeds=speeds,
        memory_bytes=memory,
        here=on_this_computer(
            model.value("operations"),
            model.value("parameters"),
            pace,
            memory,
            country.carbon_intensity_kg_per_joule or None,  # 0 g was rounded to nothing
        ),
    )


def _given(choices: Choices) -> Pace | None:
    """Return the pace given on the command line, None where this computer is to be measured."""
    rate, joules = choices.operations_per_second, choices.joules_per_operation
    if rate is None and joules is None:
        return None
    if rate is None:
        raise ChoiceRefused(
            _(
                "--joules-per-operation belongs to a pace: give --operations-per-second too, or "
                "leave both out to have this computer measured."
            )
        )
    return Pace(Bounds(rate, rate), None if joules is None else Bounds(joules, joules))


def pace_of(speeds: tuple[Speed, ...]) -> Pace:
    """Return the pace between the slowest and the fastest of *speeds*, one at least."""
    joules = [one.joules_per_operation for one in speeds if one.joules_per_operation is not None]
    # The joules of one pace alone would bound nothing: the other may be far away.
    complete = len(joules) == len(speeds)
    return Pace(
        _around([one.operations_per_second for one in speeds]),
        _around(joules) if complete else None,
    )


def _around(intervals: list[Interval]) -> Bounds:
    return Bounds(min(each.low for each in intervals), max(each.high for each in intervals))


# -- measuring -----------------------------------------------------------------------------


def _speeds(surroundings: Surroundings | None) -> tuple[Speed, ...]:
    """Return the speeds of this computer: at most, and as it trains. Raises TrainingFailed."""
    sampler = Sampler(open_sensors(surroundings))
    host = Host(standby=False)
    with neighbours():
        try:
            sampler.start()
            host.start()
            wait_until_ready(host)
            _tell(_("Measuring this computer: products of matrices for one second…"))
            ceiling = _product(host, sampler)
            _tell(_("Measuring this computer: a small network learns to read digits…"))
            return ceiling, _training(host, sampler)
        finally:
            host.end()
            sampler.stop()


def _tell(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def _product(host: Host, sampler: Sampler) -> Speed:
    trial = ProductTrial(new_run())
    sampler.read_now(wait_seconds=1.0)
    host.send(trial.order)
    while not trial.finished:
        time.sleep(_POLL_SECONDS)
        for reply in host.replies():
            trial.hear(reply)
    sampler.read_now(wait_seconds=1.0)
    trial.hear_samples(sampler.drain())
    speed = trial.speed(sampler.active_routes())
    if speed is None:
        raise TrainingFailed(trial.problem or _unknown_pace())
    return speed


def _training(host: Host, sampler: Sampler) -> Speed:
    data, model = TRAINED
    values = family(model).complete(card(data), {"epochs": EPOCHS})
    run, interrupted = measured(host, sampler, data, model, 0, values, _REST_SECONDS)
    if interrupted:
        raise KeyboardInterrupt
    speed = speed_of(run)
    if speed is None:
        raise TrainingFailed(_unknown_pace())
    return speed


def _unknown_pace() -> str:
    return _(
        "The pace of this computer could not be measured. "
        "Give it yourself with --operations-per-second."
    )
