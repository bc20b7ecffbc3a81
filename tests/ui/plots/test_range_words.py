"""A range is read in words: times, power, energy, CO₂e, kind, and what was not metered."""

from collections.abc import Iterator

import pytest

from equilibre.meter.reading import Interval, Kind
from equilibre.texts import use_language
from equilibre.ui.plots.range_reading import RangeReading
from equilibre.ui.plots.range_words import no_reading_text, range_text


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


def reading(**changes: object) -> RangeReading:
    fields: dict[str, object] = {
        "start_seconds": 3.2,
        "end_seconds": 7.9,
        "kind": Kind.MEASURED,
        "energy": Interval(165.0, 163.0, 167.0),
        "power": Interval(35.1, 34.7, 35.5),
        "above_idle": Interval(118.0, 114.0, 122.0),
        "unmetered_seconds": 0.0,
        "parts": (),
        "around": (),
        "country": "France",
        "carbon": Interval(2.4e-6, 2.3e-6, 2.5e-6),
    }
    return RangeReading(**{**fields, **changes})  # type: ignore[arg-type]


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def test_a_measured_range_is_read_in_bare_figures() -> None:
    assert plain(range_text(reading())) == (
        "From 3.2 s to 7.9 s: 35.1 W on average · 165 J (46 mWh) · above idle: 120 J"
        " · 2.4 mg CO₂e (France) · measured"
    )


@pytest.mark.parametrize(
    ("kind", "word"), [(Kind.ESTIMATED, "estimated"), (Kind.MIXED, "measured in part")]
)
def test_an_estimate_is_marked_and_has_its_interval(kind: Kind, word: str) -> None:
    text = plain(
        range_text(
            reading(kind=kind, energy=Interval(166, 83, 332), power=Interval(35.1, 17.55, 70.2))
        )
    )
    assert "≈ 35 W on average (17–71 W)" in text
    assert "≈ 170 J (83–332 J; 46 mWh)" in text
    assert text.endswith(f"· {word}")


def test_time_that_was_not_metered_is_said() -> None:
    assert "2.0 s of it not metered" in plain(range_text(reading(unmetered_seconds=2.0)))
    assert "not metered" not in range_text(reading(unmetered_seconds=0.02))


def test_what_idle_wandered_more_than_was_used_is_not_measurable() -> None:
    text = range_text(reading(above_idle=Interval(1.0, -3.0, 5.0)))
    assert "above idle: not measurable" in text
    assert "idle" not in range_text(reading(above_idle=None))


def test_a_short_range_has_times_with_two_decimals() -> None:
    assert plain(no_reading_text(-0.25, 0.5)) == "From −0.25 s to 0.50 s: not metered"


def test_the_line_is_folded_after_a_dot_and_never_inside_a_figure() -> None:
    for piece in range_text(reading()).split(" "):
        assert not piece.startswith("·")
