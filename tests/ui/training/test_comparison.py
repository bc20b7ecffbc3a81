"""Two kept runs chosen in the table are compared in a sentence."""

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from equilibre.dates import moment_text
from equilibre.meter.reading import Interval
from equilibre.texts import use_language
from equilibre.ui.theme import use_theme
from equilibre.ui.training.comparison import Comparison, RunsModel
from equilibre.ui.training.state import TrainingState
from tests.sessions.records import energy, run

RUNS = (
    run("a", energy=energy(Interval(230.0, 220.0, 240.0))),
    run("b", energy=energy(Interval(100.0, 95.0, 105.0))),
    run("c", energy=energy(Interval(102.0, 95.0, 109.0))),
)


def choose(comparison: Comparison, *rows: int) -> list[str]:
    """Select *rows* and return what is said below the table."""
    selection = comparison.table.selectionModel()
    selection.clear()
    for row in rows:
        selection.select(
            comparison.model.index(row, 0),
            QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
        )
    return [
        label.text()
        for label in comparison.findChildren(QLabel)
        if label.text() and not label.isHidden() and "“" in label.text()
    ]


def test_exactly_two_runs_are_compared_in_a_sentence(qtbot: QtBot) -> None:
    use_language("en")
    use_theme("light", 100)
    comparison = Comparison()
    qtbot.addWidget(comparison)
    comparison.show_state(
        TrainingState(dataset="digits", family="linear", kept=RUNS, country="FRA")
    )
    assert choose(comparison, 0) == []
    (ratio,) = choose(comparison, 0, 1)
    assert "2.3 times" in ratio
    (doubt,) = choose(comparison, 1, 2)
    assert doubt.startswith("Not conclusive")
    assert choose(comparison, 0, 1, 2) == []


def test_what_cannot_be_told_from_idle_has_no_digits(qtbot: QtBot) -> None:
    use_language("en")
    model = RunsModel()
    lost = energy(Interval(100.0, 95.0, 105.0), Interval(-0.006, -4.0, 4.0))
    told = energy(Interval(100.0, 95.0, 105.0), Interval(60.0, 55.0, 65.0))
    model.show_runs((run("a", energy=lost), run("b", energy=told)), "FRA")
    assert model.index(0, 5).data() == "not measurable"
    assert model.index(1, 5).data() == "60"


def test_the_day_of_a_run_is_in_words(qtbot: QtBot) -> None:
    use_language("en")
    model = RunsModel()
    model.show_runs((run("a"),), "FRA")
    told = model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert moment_text(run("a").created) in told
    assert "T" not in told.rpartition(",")[2]
