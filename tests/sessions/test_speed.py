"""The speed of a run and of a product, from records and sensors of known truth."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.learning.catalogue import family
from equilibre.learning.dataset import card
from equilibre.meter.reading import Interval, Kind
from equilibre.sessions.run import Run
from equilibre.sessions.speed import PRODUCT, RUN, ProductTrial, memory_of, speed_of
from equilibre.worker.messages import Died, Failed, Finished, Multiplied, Reply
from tests.sessions.records import ESTIMATE, any_run, energy, route, run, samples

# 64 columns to 10 digits, six operations for each weight and row, 1 347 rows, 20 epochs.
OPERATIONS = 6.0 * 640 * 1347 * 20
SECONDS = 1.05
START = 1_000.3


def multiplied(**changes: object) -> Multiplied:
    fields: dict[str, object] = {
        "run": 5,
        "start_seconds": START,
        "time_seconds": START + SECONDS,
        "operations": 2.0e11,
        "threads": 2,
        "processor_seconds": 2.0,
    }
    return Multiplied(**{**fields, **changes})  # type: ignore[arg-type]


def trial(*replies: Reply, watts: float = 40.0, seconds: float = 3.0) -> ProductTrial:
    one = ProductTrial(5)
    one.hear_samples(samples([(seconds, watts)], 1_000.0))
    for reply in replies:
        one.hear(reply)
    return one


# -- of a run ------------------------------------------------------------------------------


def test_a_run_has_the_speed_of_its_operations_over_the_time_of_one_training() -> None:
    speed = speed_of(run())
    assert speed is not None
    assert speed.operations == OPERATIONS
    assert speed.operations_per_second == Interval(*[OPERATIONS / 2.0] * 3)
    assert (speed.basis, speed.name, speed.seconds) == (RUN, "Run a", 2.0)
    assert speed.kind is Kind.MEASURED
    assert speed.source == "RAPL"
    joules = speed.joules_per_operation
    assert joules is not None
    assert joules.value == pytest.approx(183.0 / OPERATIONS)
    assert (joules.low, joules.high) == pytest.approx((175 / OPERATIONS, 191 / OPERATIONS))


def test_a_run_without_metered_energy_has_a_speed_but_no_joules() -> None:
    partly = replace(energy(), metered_share=0.6)
    for unmetered in (run(energy=None), run(energy=partly)):
        speed = speed_of(unmetered)
        assert speed is not None
        assert speed.operations_per_second.value > 0
        assert (speed.joules_per_operation, speed.kind, speed.source) == (None, None, "")


@pytest.mark.parametrize(
    "changes",
    [
        {"stopped": True, "repeats": 0},
        {"diverged": True},
        {"repeats": 0},
        {"seconds": 0.0},
        {"epochs": 0},
        {"dataset": "poems"},
        {"family": "forest"},
        {"settings": {"epochs": 20.0, "depth": 3.0}},
        {"settings": {"epochs": 21.0}},
        {"parameters": 651},
    ],
    ids=str,
)
def test_a_run_whose_operations_or_time_cannot_be_told_has_no_speed(
    changes: dict[str, object],
) -> None:
    assert speed_of(run(**changes)) is None


@given(any_run)
def test_whatever_the_run_its_speed_is_positive_or_not_told(one: Run) -> None:
    speed = speed_of(one)
    assert speed is None or speed.operations_per_second.value > 0


@given(
    neurons=st.sampled_from([8, 64, 256]),
    layers=st.sampled_from([1, 2, 3]),
    seconds=st.floats(1e-3, 1e5),
    epochs=st.sampled_from([5, 100, 1000]),
)
def test_speed_times_time_gives_the_operations_back(
    neurons: int, layers: int, seconds: float, epochs: int
) -> None:
    model, description = family("network"), card("digits")
    settings = model.complete(
        description, {"neurons": neurons, "layers": layers, "epochs": float(epochs)}
    )
    parameters = model.parameters(description, settings)
    one = run(
        family="network", settings=settings, parameters=parameters, epochs=epochs, seconds=seconds
    )
    speed = speed_of(one)
    assert speed is not None
    expected = model.operations_per_epoch(description, settings) * epochs
    assert speed.operations_per_second.value * seconds == pytest.approx(expected)
    assert speed.joules_per_operation is not None
    assert speed.joules_per_operation.value * expected == pytest.approx(183.0)


def test_the_exact_kernel_counts_the_operations_of_each_of_its_fits() -> None:
    model, description = family("kernel"), card("digits")
    settings = model.complete(description, {"exact": 1.0, "rows": 400.0})
    asked = {key: settings[key] for key in ("exact", "rows", "gamma", "ridge")}
    one = run(family="kernel", settings=asked, parameters=4000, epochs=4, seconds=1.0)
    speed = speed_of(one)
    assert speed is not None
    assert speed.operations == model.operations(description, settings, 4)
    assert memory_of(one) == model.memory_bytes(description, settings)
    assert memory_of(run(dataset="moon")) is None


# -- of a product --------------------------------------------------------------------------


def test_a_product_of_known_power_has_the_known_joules_within_its_interval() -> None:
    speed = trial(multiplied()).speed([route()])
    assert speed is not None
    assert speed.operations_per_second.value == pytest.approx(2.0e11 / SECONDS)
    assert (speed.basis, speed.name, speed.kind) == (PRODUCT, "", Kind.MEASURED)
    joules = speed.joules_per_operation
    assert joules is not None
    assert joules.value == pytest.approx(40.0 * SECONDS / 2.0e11)
    # Five per cent of the sensor, and the borders: 51 ms in all at 40 W each.
    assert joules.high - joules.value > 0.05 * joules.value
    assert joules.low < joules.value


def test_a_slower_sensor_widens_the_interval_of_a_short_product() -> None:
    widths = []
    for refresh in (0.001, 0.1):
        speed = trial(multiplied()).speed([route(refresh_seconds=refresh)])
        assert speed is not None
        assert speed.joules_per_operation is not None
        widths.append(speed.joules_per_operation.high - speed.joules_per_operation.low)
    assert widths[1] > 2 * widths[0]


def test_an_estimated_power_gives_an_estimated_band() -> None:
    one = ProductTrial(5)
    one.hear_samples(samples([(3.0, 20.0)], 1_000.0, of=ESTIMATE))
    one.hear(multiplied())
    speed = one.speed([ESTIMATE])
    assert speed is not None
    assert speed.kind is Kind.ESTIMATED
    joules = speed.joules_per_operation
    assert joules is not None
    assert joules.high / joules.low == pytest.approx(4.0, rel=0.02)  # the borders too


def test_a_product_that_nothing_metered_still_has_its_pace() -> None:
    one = ProductTrial(5)
    one.hear(multiplied())
    for speed in (one.speed([]), one.speed([route()]), trial(multiplied(), seconds=0.6).speed([])):
        assert speed is not None
        assert speed.joules_per_operation is None
        assert speed.operations_per_second.value > 0


def test_a_product_metered_in_part_has_no_joules() -> None:
    one = trial(multiplied(), seconds=0.8)
    speed = one.speed([route()])
    assert speed is not None
    assert speed.joules_per_operation is None
    assert not one.settled([route()])
    one.hear_samples(samples([(2.0, 40.0)], 1_000.9, joules=36.0))
    assert one.settled([route()])
    settled = one.speed([route()])
    assert settled is not None
    assert settled.joules_per_operation is not None


def test_replies_to_other_runs_are_not_taken() -> None:
    one = trial(multiplied(run=4), Failed(4, "no", ""), Died(None, "gone"))
    assert not one.finished
    assert one.speed([route()]) is None


def test_a_stopped_failed_or_dead_product_ends_with_a_sentence() -> None:
    for reply in (multiplied(operations=0.0, stopped=True), Failed(5, "no.", ""), Died(5, "no.")):
        one = trial(reply)
        assert one.finished
        assert one.settled([route()])
        assert one.problem.endswith(".")
        assert one.speed([route()]) is None


def test_a_trial_orders_its_own_run() -> None:
    one = ProductTrial(9)
    assert one.order.run == 9
    one.hear(Finished(9, 1.0, 1, False, False, 1.0, 1.0, 0.0))
    assert not one.finished


def test_joules_are_never_negative_however_short_the_product() -> None:
    slow = route(refresh_seconds=2.0)
    speed = trial(multiplied()).speed([slow])
    assert speed is not None
    assert speed.joules_per_operation is not None
    assert speed.joules_per_operation.low == 0.0 < speed.joules_per_operation.value
