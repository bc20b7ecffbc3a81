"""What the computer used since the program started: parts add up, the whole is not added."""

import pytest

from equilibre.meter import session
from equilibre.meter.attribution import ProcessorTimes, WindowCost
from equilibre.meter.reading import Kind, Sample
from equilibre.meter.session import SessionMeter
from tests.meter.fakes import curve


def heard(*curves: list[Sample]) -> SessionMeter:
    meter = SessionMeter()
    for samples in curves:
        meter.hear(samples)
    return meter


def said(key: str, kind: Kind, watts: float = 10.0) -> list[Sample]:
    return [
        Sample(key, "cpu", kind, one.time_seconds, one.energy_joules, one.power_watts)
        for one in curve(watts, 5.0, key=key)
    ]


def test_parts_add_up_and_measured_beside_estimated_is_mixed() -> None:
    meter = heard(said("powercap", Kind.MEASURED, 20.0), said("memory", Kind.ESTIMATED, 3.0))
    assert meter.joules() == (pytest.approx(115.0), Kind.MIXED)
    assert meter.watts({"powercap", "memory"}) == (pytest.approx(23.0), Kind.MIXED)
    assert meter.watts({"powercap"}) == (pytest.approx(20.0), Kind.MEASURED)


def test_the_whole_computer_is_not_added_to_its_parts() -> None:
    meter = heard(said("powercap", Kind.MEASURED, 20.0), said("battery", Kind.MEASURED, 30.0))
    assert meter.joules({"battery"}) == (pytest.approx(100.0), Kind.MEASURED)


def test_a_gap_adds_nothing_unless_the_counter_went_on() -> None:
    before = said("powercap", Kind.MEASURED)
    lost = Sample("powercap", "cpu", Kind.MEASURED, 9.0, 50.0, None, gap=True)
    bridged = Sample("powercap", "cpu", Kind.MEASURED, 10.0, 60.0, None, gap=True)
    assert heard(before, [lost]).joules() == (pytest.approx(50.0), Kind.MEASURED)
    assert heard(before, [lost, bridged]).joules() == (pytest.approx(60.0), Kind.MEASURED)


def test_without_samples_there_is_no_figure_and_no_zero() -> None:
    meter = SessionMeter()
    assert meter.joules() is None
    assert meter.watts({"powercap"}) is None
    meter.hear(said("battery", Kind.MEASURED))
    assert meter.joules({"battery"}) is None


def test_what_the_window_uses_is_renewed_every_two_seconds_of_its_work_above_idle(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The moment, and how long the processor worked: as a whole, and for the window.
    moments = iter([(0.0, 0.0, 0.0), (1.9, 9.0, 9.0), (2.0, 1.0, 0.5), (3.9, 9.0, 9.0)])

    def times(_training: int | None) -> ProcessorTimes:
        moment, busy, window = next(moments)
        return ProcessorTimes(moment, busy, None, window)

    monkeypatch.setattr(session, "processor_times", times)
    meter = heard(said("powercap", Kind.MEASURED, 10.0), said("powercap", Kind.MEASURED, 30.0))
    assert meter.window("powercap") is None
    assert meter.window("powercap") is None
    cost = WindowCost(0.25, pytest.approx(0.5 * (30.0 - 10.0)))  # half of the work above idle
    assert meter.window("powercap") == cost
    assert meter.window("powercap") == cost


def test_without_a_route_the_window_has_its_time_and_no_power(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    moments = iter([ProcessorTimes(0.0, 0.0, None, 0.0), ProcessorTimes(2.0, 1.0, None, 0.5)])
    monkeypatch.setattr(session, "processor_times", lambda _training: next(moments))
    meter = SessionMeter()
    meter.window(None)
    assert meter.window(None) == WindowCost(0.25, None)
