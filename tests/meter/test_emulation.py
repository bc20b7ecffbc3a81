"""Computers of known power: the truth must be true."""

import os
import stat
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from equilibre.meter.emulation import CURVES, LAYOUTS, EmulatedPowercap, constant, powercap, square
from equilibre.meter.platforms.zones import zone_places
from tests.meter.fakes import Clock

curves = st.sampled_from(sorted(CURVES))
times = st.floats(-5.0, 50.0)


def counter(tree: EmulatedPowercap, place: int = 0) -> int:
    path = sorted(tree.folder.glob("*/energy_uj"))[place]
    return int(path.read_text())


@given(curves, times, times, times)
def test_energy_adds_up_over_neighbouring_times(
    key: str, start: float, middle: float, end: float
) -> None:
    curve = CURVES[key]
    parts = curve.joules(start, middle) + curve.joules(middle, end)
    assert parts == pytest.approx(curve.joules(start, end), abs=1e-9)


@given(curves, times, st.floats(0.0, 10.0))
def test_energy_is_the_area_under_the_outline(key: str, start: float, seconds: float) -> None:
    curve = CURVES[key]
    corners = curve.outline(start, start + seconds)
    area = sum(
        (second[0] - first[0]) * (first[1] + second[1]) / 2.0 for first, second in pairwise(corners)
    )
    assert area == pytest.approx(curve.joules(start, start + seconds), abs=1e-6)


@pytest.mark.parametrize("key", CURVES)
def test_energy_is_what_small_steps_of_the_power_add_up_to(key: str) -> None:
    curve, step = CURVES[key], 1e-4
    stepped = step * sum(curve.power((n + 0.5) * step) for n in range(40_000))
    assert curve.joules(0.0, 4.0) == pytest.approx(stepped, rel=1e-3)
    assert curve.mean_watts * curve.period_seconds == pytest.approx(
        curve.joules(0.0, curve.period_seconds)
    )


def test_a_square_wave_is_high_for_half_of_its_period() -> None:
    wave = square(2.0, 20.0, 60.0)
    assert wave.mean_watts == pytest.approx(40.0)
    assert [wave.power(seconds) for seconds in (0.0, 1.0, 2.0, 3.0, 1.7)] == [60, 20, 60, 20, 60]


def test_every_curve_says_its_key_and_name() -> None:
    assert all(curve.key == key and curve.name for key, curve in CURVES.items())


@pytest.mark.parametrize("layout", LAYOUTS)
def test_counters_show_the_known_energy(tmp_path: Path, clock: Clock, layout: str) -> None:
    tree = EmulatedPowercap(tmp_path, layout, CURVES["square_700_ms"], clock=clock)
    first = [zone.microjoules() for zone in tree.zones]
    for seconds in (0.0137, 0.1, 3.3):
        tree.advance(seconds)
        clock.advance(seconds)
    counted = sum(
        (zone.microjoules() - before) * 1e-6
        for zone, before in zip(tree.zones, first, strict=True)
        if zone.counted
    )
    true_joules = tree.joules_between(tree.start_seconds, clock())
    assert counted == pytest.approx(true_joules, abs=0.001 * 70.0 + 1e-3)


def test_a_counter_moves_once_in_a_millisecond(tmp_path: Path, clock: Clock) -> None:
    tree = EmulatedPowercap(tmp_path, power=constant(32.768), clock=clock)
    seen = []
    for _step in range(10):
        tree.advance(0.0005)
        seen.append(counter(tree) - 1_000_000)
    assert seen == [0, 32715, 32715, 65491, 65491, 98267, 98267, 131042, 131042, 163818]


def test_a_function_of_time_is_a_power_too(tmp_path: Path, clock: Clock) -> None:
    tree = EmulatedPowercap(tmp_path, "amd", lambda seconds: 10.0 * seconds, clock=clock)
    tree.advance(2.0)
    assert counter(tree) == pytest.approx(21_000_000, abs=100)
    assert tree.joules_between(100.0, 102.0) == pytest.approx(20.0)


def test_the_energy_goes_on_behind_files_that_fail_or_stand_still(
    tmp_path: Path, clock: Clock
) -> None:
    tree = EmulatedPowercap(tmp_path, "amd", constant(10.0), clock=clock)
    tree.fail()
    tree.advance(1.0)
    with pytest.raises(ValueError, match="invalid literal"):
        counter(tree)
    tree.recover()
    assert counter(tree) == pytest.approx(11_000_000, abs=100)
    tree.freeze()
    tree.advance(1.0)
    assert counter(tree) == pytest.approx(11_000_000, abs=100)
    tree.thaw()
    tree.advance(1.0)
    assert counter(tree) == pytest.approx(31_000_000, abs=100)


def test_counters_restart_near_zero_and_wrap_at_their_range(tmp_path: Path, clock: Clock) -> None:
    tree = EmulatedPowercap(tmp_path, "amd", constant(10.0), wrap_after_joules=5.0, clock=clock)
    tree.advance(1.0)
    assert counter(tree) == pytest.approx(5_000_000, abs=100)
    tree.restart_counters()
    assert counter(tree) == pytest.approx(1_000, abs=100)


def test_a_counter_disappears_and_comes_back(tmp_path: Path, clock: Clock) -> None:
    tree = EmulatedPowercap(tmp_path, "amd", clock=clock)
    before = len(list(tmp_path.glob("*/energy_uj")))
    tree.remove("intel-rapl:0")
    tree.advance(1.0)
    assert len(list(tmp_path.glob("*/energy_uj"))) == before - 1
    tree.restore("intel-rapl:0")
    assert len(list(tmp_path.glob("*/energy_uj"))) == before
    tree.stop()


@pytest.mark.parametrize("layout", sorted(set(LAYOUTS) - {"noperm"}))
def test_a_tree_without_colons_is_read_alike(
    tmp_path: Path, clock: Clock, layout: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = []
    for separator in (":", "_"):
        monkeypatch.setattr(powercap, "_SEPARATOR", separator)
        EmulatedPowercap(tmp_path / str(len(kept)), layout, clock=clock).stop()
        places = zone_places(tmp_path / str(len(kept)))
        kept.append([(place.name, place.package, place.through_memory) for place in places])
    assert kept[0] == kept[1]
    assert len(kept[0]) > 0


def test_a_layout_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="unknown layout"):
        EmulatedPowercap(tmp_path, "toaster")


@pytest.mark.parametrize(("key", "half_way_watts"), [("ramp", 35.0), ("triangle", 60.0)])
def test_a_sloping_power_means_35_watts(key: str, half_way_watts: float) -> None:
    curve = CURVES[key]
    period_seconds = curve.period_seconds
    assert curve.power(period_seconds / 2) == pytest.approx(half_way_watts)
    assert curve.joules(0.0, period_seconds) == pytest.approx(35.0 * period_seconds)


@pytest.mark.skipif(os.name == "nt", reason="modes are of POSIX")
def test_a_closed_counter_is_its_owners_to_read(tmp_path: Path) -> None:
    for layout, mode in (("noperm", 0o400), ("desktop", 0o644)):
        EmulatedPowercap(tmp_path / layout, layout).stop()
        counters = list((tmp_path / layout).glob("*/energy_uj"))
        assert {stat.S_IMODE(each.stat().st_mode) for each in counters} == {mode}
