"""The account of a run says in words what its figure holds and leaves out."""

from equilibre.meter.account import PartEnergy, RunEnergy, boundary_name, outside, total
from equilibre.meter.reading import Boundary, Interval, Kind


def part(kind: Kind, joules: float, idle: float | None = None, after: float | None = None):
    gross = Interval(joules, 0.9 * joules, 1.1 * joules)
    return PartEnergy("cpu", "r", "a route", kind, gross, None, ("cpu",), 1.0, 0, idle, after)


def account(*parts: PartEnergy, **others: object) -> RunEnergy:
    gross, kind = total([part.gross for part in parts]), parts[0].kind
    return RunEnergy(gross, None, kind, "a route", 1.0, parts=parts, **others)  # type: ignore[arg-type]


def test_a_figure_at_the_plug_leaves_nothing_out() -> None:
    assert outside(Boundary.PLUG, ("computer",)) == ""
    assert boundary_name(Boundary.PLUG, ("computer",)) == "all that the wall socket feeds"


def test_a_figure_of_the_whole_computer_leaves_out_its_power_supply() -> None:
    sentence = "Not in it: what the power supply loses."
    assert outside(Boundary.COMPUTER, ()) == sentence
    assert outside(Boundary.PARTS, ("cpu", "computer")) == sentence
    assert boundary_name(Boundary.COMPUTER, ()) == (
        "the whole computer, without the losses of its power supply"
    )


def test_a_figure_of_parts_names_them_and_what_is_missing() -> None:
    assert outside(Boundary.PARTS, ("cpu", "memory", "rest")) == ""
    assert outside(Boundary.PARTS, ("cpu", "memory")) == (
        "Not in it: screen, disks, fans, power supply."
    )
    assert outside(Boundary.PARTS, ("cpu",)) == (
        "Not in it: memory, screen, disks, fans, power supply."
    )
    assert boundary_name(Boundary.PARTS, ("memory", "cpu")) == "processor, memory"


def test_an_older_account_that_names_no_device_says_nothing_of_what_is_outside() -> None:
    assert account(part(Kind.MEASURED, 10.0)).outside == ""
    known = account(part(Kind.MEASURED, 10.0), covers=("cpu", "memory"))
    assert known.outside == "Not in it: screen, disks, fans, power supply."


def test_what_sensors_alone_say_is_their_parts_else_the_whole_computer() -> None:
    measured, estimated = part(Kind.MEASURED, 10.0), part(Kind.ESTIMATED, 5.0)
    around = Interval(40.0, 39.0, 41.0)
    assert account(estimated, measured, computer=around).measured == total([measured.gross])
    assert account(estimated, computer=around).measured == around
    assert account(estimated).measured is None
    older = RunEnergy(measured.gross, None, Kind.MEASURED, "a route", 1.0)
    assert older.measured == measured.gross


def test_the_idle_level_is_that_of_all_parts_and_unknown_where_one_is() -> None:
    known = account(part(Kind.MEASURED, 9.0, 2.0, 2.5), part(Kind.MEASURED, 1.0, 1.0, 1.25))
    assert (known.idle_watts, known.idle_after_watts, known.drift_watts) == (3.0, 3.75, 0.75)
    before = account(part(Kind.MEASURED, 9.0, 2.0, 2.5), part(Kind.MEASURED, 1.0, 1.0))
    assert (before.idle_watts, before.idle_after_watts, before.drift_watts) == (3.0, None, None)
    assert RunEnergy(before.gross, None, Kind.MEASURED, "", 1.0).idle_watts is None


def test_a_figure_that_another_meter_disturbed_says_so() -> None:
    assert account(part(Kind.MEASURED, 1.0)).disturbance == ""
    sentence = account(part(Kind.MEASURED, 1.0), disturbed=True).disturbance
    assert sentence.startswith("Another Équilibre measured on this computer")


def test_independent_errors_add_up_in_quadrature_on_each_side() -> None:
    assert total([Interval(10.0, 7.0, 16.0), Interval(5.0, 1.0, 13.0)]) == Interval(
        15.0, 10.0, 25.0
    )
