"""What the cards of the sensors say, shown without any screen."""

from dataclasses import replace

import pytest

from equilibre.meter.reading import Boundary, Kind, Route, Sample, Status
from equilibre.texts import use_language
from equilibre.ui.meter.powers import Powers
from equilibre.ui.meter.sensors.presenter import SensorsPresenter
from equilibre.ui.meter.sensors.remedy import passages
from equilibre.ui.meter.sensors.state import Help, Mark, SensorCard, Sheet
from equilibre.ui.meter.sensors.words import factor, listed, period
from tests.ui.meter.laboratory import battery, estimate


@pytest.fixture(autouse=True)
def english() -> None:
    use_language("en")


def sensor(key: str = "powercap", **changes: object) -> Route:
    found = Route(
        key,
        key.upper(),
        "cpu",
        Kind.MEASURED,
        Status.AVAILABLE,
        "The processor.",
        relative_uncertainty=0.05,
        refresh_seconds=0.001,
        unit="µJ",
        system="Linux",
    )
    return replace(found, **changes)  # type: ignore[arg-type]


class FakeMeter:
    """Knows some routes, of which some are in use."""

    def __init__(self, known: list[Route], active: list[Route], around: list[Route]) -> None:
        self.known, self.active, self.around = known, active, around
        self.share = 0.0021

    def routes(self) -> tuple[Route, ...]:
        return tuple(self.known)

    def active_routes(self) -> tuple[Route, ...]:
        return tuple(self.active)

    def around_routes(self) -> tuple[Route, ...]:
        return tuple(self.around)

    def share_of_core(self) -> float:
        return self.share


def sheet(
    *known: Route,
    active: list[Route] | None = None,
    around: list[Route] | None = None,
    watts: float | None = 20.0,
) -> Sheet:
    meter = FakeMeter(list(known), active or [], around or [])
    return SensorsPresenter(meter, lambda key: watts, "Linux").sheet()


def card(route: Route, **options: object) -> SensorCard:
    (only,) = sheet(route, **options).cards  # type: ignore[arg-type]
    return only


def test_those_in_use_stand_first_and_those_absent_last() -> None:
    used, whole = sensor(), battery()
    refused = sensor("perf", status=Status.NO_PERMISSION)
    absent = sensor("nvml", device="gpu", status=Status.ABSENT, system="")
    found = sheet(absent, refused, estimate(), whole, used, active=[used], around=[whole])
    assert [one.key for one in found.cards] == ["powercap", "battery", "perf", "estimate", "nvml"]


def test_routes_of_other_systems_are_counted_and_named_and_have_no_card() -> None:
    others = [
        sensor("emi", system="Windows", status=Status.ABSENT),
        sensor("smc", system="macOS", status=Status.ABSENT),
        sensor("apple", system="macOS", status=Status.ABSENT),
    ]
    found = sheet(sensor(), *others)
    assert [one.key for one in found.cards] == ["powercap"]
    assert found.elsewhere == "1 route exists on Windows only · 2 routes exist on macOS only"
    assert found.elsewhere_names == "Windows: EMI\nmacOS: SMC, APPLE"


@pytest.mark.parametrize(
    ("status", "kind", "mark"),
    [
        (Status.AVAILABLE, Kind.MEASURED, Mark.MEASURED),
        (Status.AVAILABLE, Kind.ESTIMATED, Mark.ESTIMATED),
        (Status.WAITING, Kind.MEASURED, Mark.WAITING),
        (Status.NO_PERMISSION, Kind.MEASURED, Mark.RESERVED),
        (Status.ABSENT, Kind.MEASURED, Mark.ABSENT),
        (Status.LOST, Kind.MEASURED, Mark.LOST),
    ],
)
def test_each_state_has_a_shape_and_a_word(status: Status, kind: Kind, mark: Mark) -> None:
    found = card(sensor(status=status, kind=kind))
    assert found.mark is mark
    assert found.state in found.spoken


@pytest.mark.parametrize("status", [one for one in Status if one is not Status.AVAILABLE])
def test_there_is_no_power_where_nothing_can_be_read(status: Status) -> None:
    route = sensor(status=status)
    found = card(route, active=[route])
    assert (found.power, found.interval) == ("", "")
    assert "0" not in found.power


def test_a_measured_power_stands_bare_and_an_estimated_one_with_its_sign_and_band() -> None:
    measured = card(sensor(), active=[sensor()])
    assert (measured.power, measured.interval) == ("20\u202fW", "19–21\u202fW")
    guessed = card(estimate(), active=[estimate()])
    assert guessed.power == "≈\u202f20\u202fW"
    assert guessed.interval == "10–40\u202fW"


def test_a_card_says_how_often_it_is_renewed_in_which_unit_and_how_sure_it_is() -> None:
    assert card(sensor()).facts == (
        "New value every 1\u202fms · values in µJ · true value within ±5%"
    )
    assert card(estimate()).facts.endswith("within ×/÷ 2")
    assert card(sensor(status=Status.ABSENT)).facts == ""


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.000976, "0.98 ms"), (0.001, "1 ms"), (0.25, "250 ms"), (1.0, "1 s"), (30.4, "30 s")],
)
def test_periods_have_two_digits_and_no_zero_at_the_end(seconds: float, text: str) -> None:
    assert period(seconds) == text.replace(" ", "\u202f")


def test_a_card_says_whether_its_energy_is_counted_and_why_not() -> None:
    used, whole = sensor(covers=("cpu", "memory")), battery()
    found = sheet(used, whole, estimate(), active=[used], around=[whole])
    texts = {one.key: one.use for one in found.cards}
    assert texts["powercap"] == "Used: its energy is counted."
    assert "never added" in texts["battery"]
    assert texts["estimate"] == "Not counted: processor already counted by “POWERCAP”."


def test_a_sensor_that_is_refused_says_what_is_counted_in_its_place_and_nothing_unseen() -> None:
    refused = sensor(status=Status.NO_PERMISSION)
    found = next(
        one
        for one in sheet(refused, estimate(), active=[estimate()]).cards
        if one.key == "powercap"
    )
    assert found.use == "Not counted; in its place: “Estimate”."
    assert found.facts == ""
    assert not found.reach.metered


def test_a_lost_sensor_in_use_says_that_nothing_is_counted() -> None:
    lost = sensor(status=Status.LOST)
    assert "nothing is counted" in card(lost, active=[lost]).use


def test_commands_of_a_remedy_are_told_from_its_sentences_and_the_first_are_copied() -> None:
    remedy = "Let a group read it:\nsudo one\nsudo two\nthen log in again. To undo it:\nsudo three"
    found = card(sensor(status=Status.NO_PERMISSION, remedy=remedy))
    assert found.help is Help.COPY
    assert found.commands == "sudo one\nsudo two"
    assert [one.commands for one in passages(remedy)] == [False, True, False, True]
    assert "\n".join(one.text for one in passages(remedy)) == remedy


def test_an_estimate_offers_its_calibration_and_a_sentence_alone_no_button() -> None:
    assert card(estimate()).help is Help.CALIBRATE
    assert card(replace(estimate(), remedy="")).help is Help.NONE
    assert card(sensor(status=Status.WAITING, remedy="Unplug it.")).help is Help.NONE


def test_the_boundary_is_said_from_the_parts_to_the_plug() -> None:
    parts = card(sensor(covers=("cpu", "memory"))).reach.text
    assert parts == "Inside the computer: processor and memory."
    assert "battery" in card(battery()).reach.text
    assert "plug" in card(sensor(boundary=Boundary.PLUG)).reach.text


def test_the_cost_of_the_meter_is_said_once_it_is_known() -> None:
    meter = FakeMeter([], [], [])
    presenter = SensorsPresenter(meter, lambda key: None, "Linux")
    assert presenter.sheet().cost == "Reading the sensors takes 0.2% of one core."
    meter.share = 0.0004
    assert "0.04%" in presenter.sheet().cost
    meter.share = 0.0
    assert presenter.sheet().cost == ""


def test_the_cost_of_the_window_stands_beside_that_of_the_meter() -> None:
    presenter = SensorsPresenter(FakeMeter([], [], []), lambda key: None, "Linux", lambda: 0.031)
    assert presenter.sheet().cost == (
        "Reading the sensors takes 0.2% of one core. This window, drawing included: 3%."
    )


def test_words_are_listed_as_people_do() -> None:
    assert [listed(["a", "b", "c"][:count]) for count in range(4)] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert (factor(2.0), factor(1.153)) == ("2", "1.15")


# -- the power now -----------------------------------------------------------------------------


def reading(time_seconds: float, joules: float, *, gap: bool = False) -> Sample:
    return Sample("powercap", "cpu", Kind.MEASURED, time_seconds, joules, 99.0, gap)


def test_the_power_now_is_the_energy_of_the_last_second_over_its_time() -> None:
    powers = Powers()
    powers.hear([reading(n / 10, 30.0 * n / 10) for n in range(10)])
    powers.hear([reading(1.0 + n / 10, 30.0 + 50.0 * n / 10) for n in range(15)])
    assert powers.watts("powercap") == pytest.approx(50.0)
    assert powers.watts("other") is None


def test_energy_before_a_gap_is_not_in_the_power_now() -> None:
    powers = Powers()
    powers.hear([reading(n / 10, 30.0 * n / 10) for n in range(20)])
    powers.hear([reading(9.0, 500.0, gap=True)])
    powers.hear([reading(9.0 + n / 10, 500.0 + 10.0 * n / 10) for n in range(1, 12)])
    assert powers.watts("powercap") == pytest.approx(10.0)


def test_a_sensor_that_is_renewed_seldom_keeps_its_two_last_values() -> None:
    powers = Powers()
    powers.hear([reading(0.0, 0.0), reading(30.0, 600.0), reading(60.0, 1500.0)])
    assert powers.watts("powercap") == pytest.approx(30.0)
