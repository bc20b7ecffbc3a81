"""Beyond the vector: what more use leaves of a saving, and a person's budget."""

from collections.abc import Iterator

import pytest

from equilibre.lifecycle import catalogue
from equilibre.lifecycle.uncertainty import Simulation
from equilibre.texts import use_language
from equilibre.ui.lifecycle.state import BeyondRow
from tests.lifecycle.studies import line
from tests.ui.lifecycle.figures.drawn import beyond_of, tiny


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


def beyond_row(drawn: Simulation, indicator: str = "GWP") -> BeyondRow:
    index = list(catalogue.indicators()).index(indicator)
    return beyond_of(drawn, "R0", "A1")[index]


def test_more_use_eats_a_saving_and_says_when_it_is_gone() -> None:
    row = beyond_row(tiny([line("coal", "100")], [line("coal", "50")]))
    assert (row.name, row.one, row.rebound) == ("Climate (kg CO₂e)", "−50", "−35")
    assert row.cancelled == "use × 2.0"
    assert row.scaled == "−50\u202ft CO₂e"
    row = beyond_row(tiny([line("coal", "100")], [line("coal", "80")]))
    assert (row.rebound, row.cancelled) == ("+4.0", "use +25%")
    assert beyond_row(tiny([line("coal", "1")], [line("coal", "2")])).cancelled == "no saving"


def test_beyond_the_vector_no_data_stays_no_data() -> None:
    row = beyond_row(tiny([line("coal", "1")], [line("coal", "2")]), "WATER")
    assert (row.one, row.rebound, row.cancelled, row.scaled) == (
        "no data",
        "no data",
        "—",
        "no data",
    )
    assert (row.person_first, row.person_second) == (None, None)


def test_shares_of_a_budget_keep_two_digits_and_their_sign() -> None:
    budget = catalogue.indicators()["GWP"].budget
    assert budget
    texts = [
        beyond_row(tiny([line("coal", "1")], [line("coal", str(part * budget))])).person_text
        for part in (2.834, 0.28, 0.0036, 0.000001, 0)
    ]
    assert [text.split("\n")[1] for text in texts] == ["280%", "28%", "0.36%", "< 0.01%", "0%"]
    avoided = beyond_row(tiny([line("coal", "1")], [line("coal", f"-{budget}/2")]))
    assert avoided.person_text.split("\n")[1] == "−50%"
