"""Runs, samples and replies made up for tests."""

from collections.abc import Sequence

from hypothesis import strategies as st

from equilibre.learning.step import Step
from equilibre.meter.devices import DEVICES
from equilibre.meter.reading import Boundary, Interval, Kind, Route, Sample, Status
from equilibre.sessions.machine import Machine
from equilibre.sessions.run import (
    PartEnergy,
    PowerCurve,
    PowerPoint,
    Run,
    RunEnergy,
    Spread,
    Work,
)

MACHINE = Machine("Processor 3000", 8, 16 * 2**30, "Linux 6.1")
JOULES = Interval(183.0, 175.0, 191.0)
ABOVE_IDLE = Interval(120.0, 110.0, 130.0)


def step(epoch: int, time_seconds: float | None = None, score: float = 0.5) -> Step:
    time = float(epoch) if time_seconds is None else time_seconds
    return Step(epoch, time, 1.0 / (epoch + 1), 1.2 / (epoch + 1), score, score - 0.01)


def energy(
    gross: Interval = JOULES,
    marginal: Interval | None = ABOVE_IDLE,
    kind: Kind = Kind.MEASURED,
) -> RunEnergy:
    return RunEnergy(gross, marginal, kind, "RAPL", 1.0)


def run(key: str = "a", **changes: object) -> Run:
    """Return a run on the digits by a linear model, with *changes*."""
    fields: dict[str, object] = {
        "key": key,
        "name": f"Run {key}",
        "created": "2026-03-01T10:00:00+01:00",
        "dataset": "digits",
        "family": "linear",
        "settings": {"epochs": 20.0, "learning_rate": 0.003, "batch_size": 32.0},
        "seed": 7,
        "task": "classification",
        "parameters": 650,
        "epochs": 20,
        "training_score": 0.97,
        "test_score": 0.95,
        "seconds": 2.0,
        "repeats": 2,
        "stopped": False,
        "diverged": False,
        "energy": energy(),
        "country": "FRA",
        "machine": MACHINE,
        "version": "1.0.0",
        "steps": (step(0, 0.0), step(1, 1.0, 0.9), step(2, 2.0, 0.95)),
        "power": (
            PowerCurve(
                "cpu",
                "powercap",
                Kind.MEASURED,
                30.0,
                tuple(PowerPoint(n / 2, None if n == 3 else 60.0 + n) for n in range(-6, 9)),
            ),
        ),
        "windows": ((0.0, 4.0),),
    }
    return Run(**{**fields, **changes})  # type: ignore[arg-type]


def route(key: str = "powercap", **changes: object) -> Route:
    """Return a measured route to the energy of the processor, with *changes*."""
    fields: dict[str, object] = {
        "key": key,
        "name": key.upper(),
        "device": "cpu",
        "kind": Kind.MEASURED,
        "status": Status.AVAILABLE,
        "scope": "The processor, without the screen.",
        "relative_uncertainty": 0.05,
    }
    return Route(**{**fields, **changes})  # type: ignore[arg-type]


ESTIMATE = route("estimate", kind=Kind.ESTIMATED, relative_uncertainty=0.0, factor=2.0)


def samples(
    levels: Sequence[tuple[float, float]],
    start: float = 0.0,
    period: float = 0.1,
    of: Route | None = None,
    joules: float = 0.0,
) -> list[Sample]:
    """Return samples of successive *levels*, each (seconds, watts), from *start* on."""
    source = of or route()
    made = [Sample(source.key, source.device, source.kind, start, joules, None)]
    for seconds, watts in levels:
        for _index in range(round(seconds / period)):
            joules += watts * period
            time = start + len(made) * period
            made.append(Sample(source.key, source.device, source.kind, time, joules, watts))
    return made


_numbers = st.floats(min_value=-1e12, max_value=1e12)
_positive = st.floats(min_value=0.0, max_value=1e12)
_texts = st.text(st.characters(codec="utf-8"), max_size=12)
_counts = st.integers(min_value=0, max_value=2**31 - 1)


def _intervals(lowest: float) -> st.SearchStrategy[Interval]:
    bound = st.floats(min_value=lowest, max_value=1e12)
    return st.lists(bound, min_size=3, max_size=3).map(
        lambda three: Interval(sorted(three)[1], min(three), max(three))
    )


_devices = st.lists(st.sampled_from(list(DEVICES)), max_size=3).map(tuple)
_watts = st.none() | _positive
any_part = st.builds(
    PartEnergy,
    device=st.sampled_from(list(DEVICES)),
    route=_texts,
    source=_texts,
    kind=st.sampled_from([Kind.MEASURED, Kind.ESTIMATED]),
    gross=_intervals(0.0),
    marginal=st.none() | _intervals(-1e12),
    covers=_devices,
    metered_share=st.floats(0, 1),
    gaps=_counts,
    idle_watts=_watts,
    idle_after_watts=_watts,
)
any_energy = st.builds(
    RunEnergy,
    gross=_intervals(0.0),
    marginal=st.none() | _intervals(-1e12),
    kind=st.sampled_from(Kind),
    source=_texts,
    metered_share=st.floats(0, 1),
    unmetered=st.lists(_texts, max_size=2).map(tuple),
    measured_share=st.none() | st.floats(0, 1),
    boundary=st.sampled_from(Boundary),
    covers=_devices,
    parts=st.lists(any_part, max_size=2).map(tuple),
    work=st.none() | st.builds(Work, training=_positive, window=_positive, rest=_positive),
    spread=st.none() | st.builds(Spread, groups=_counts, mean=_positive, half_width=_positive),
    computer=st.none() | _intervals(0.0),
    computer_source=_texts,
    computer_reason=_texts,
)
any_run = st.builds(
    Run,
    key=_texts,
    name=_texts,
    created=st.just("2026-03-01T10:00:00+01:00"),
    dataset=st.sampled_from(["digits", "diabetes", "wine"]),
    family=st.sampled_from(["linear", "network", "forest"]),
    settings=st.dictionaries(_texts, _numbers, max_size=3),
    seed=_counts,
    task=st.sampled_from(["classification", "regression"]),
    parameters=_counts,
    epochs=_counts,
    training_score=_numbers,
    test_score=_numbers,
    seconds=_positive,
    repeats=_counts,
    stopped=st.booleans(),
    diverged=st.booleans(),
    energy=st.none() | any_energy,
    country=st.sampled_from(["FRA", "World", "Atlantis"]),
    machine=st.builds(
        Machine,
        processor=_texts,
        logical_processors=_counts,
        memory_bytes=st.integers(0, 2**48),
        system=_texts,
    ),
    version=_texts,
    steps=st.lists(
        st.builds(
            Step,
            epoch=_counts,
            time_seconds=_numbers,
            training_loss=_numbers,
            test_loss=_numbers,
            training_score=_numbers,
            test_score=_numbers,
            learning_seconds=st.none() | _positive,
            validation_loss=st.none() | _numbers,
            kept_epoch=st.none() | _counts,
            rows=st.none() | _counts,
        ),
        max_size=3,
    ).map(tuple),
    power=st.lists(
        st.builds(
            PowerCurve,
            device=st.sampled_from(["cpu", "gpu"]),
            route=_texts,
            kind=st.sampled_from(Kind),
            idle_watts=st.none() | _positive,
            points=st.lists(
                st.builds(
                    PowerPoint,
                    time_seconds=_numbers,
                    power_watts=_watts,
                    energy_joules=st.none() | _numbers,
                ),
                max_size=3,
            ).map(tuple),
            relative_uncertainty=st.floats(0, 1),
            factor=st.floats(1, 4),
            idle_after_watts=_watts,
            covers=_devices,
            around=st.booleans(),
        ),
        max_size=2,
    ).map(tuple),
    windows=st.lists(st.tuples(_numbers, _numbers), max_size=2).map(tuple),
    evaluation_seconds=st.none() | st.just(0.0),
    computed_on=st.sampled_from(["cpu", "gpu"]),
)
