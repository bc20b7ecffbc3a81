"""What the card of the energy says of a run beside its account."""

from dataclasses import replace

from PySide6.QtWidgets import QLabel, QWidget

from equilibre.ui.dialogs.card import CardDialog
from equilibre.ui.training import cards
from tests.sessions.records import run


def _told(one: object) -> str:
    """Return every text of the card of the energy of a run."""
    window = QWidget()
    cards.show_energy_card(one.energy, one, (), window)  # type: ignore[attr-defined]
    (dialog,) = window.findChildren(CardDialog)
    texts = " ".join(label.text() for label in dialog.findChildren(QLabel))
    window.deleteLater()
    return texts


def test_the_energy_of_an_epoch_is_the_whole_divided(qapp: object) -> None:
    one = replace(run("a"), epochs=20)
    assert one.energy is not None
    energy = replace(one.energy, gross=replace(one.energy.gross, value=80.0))
    assert "20 epochs, by division" in _told(replace(one, energy=energy))
    assert "4.0\u202fJ" in _told(replace(one, energy=energy))
    assert "by division" not in _told(replace(one, energy=energy, epochs=1))


def test_the_cost_of_looking_is_told_where_it_is_known(qapp: object) -> None:
    one = replace(run("a"), seconds=10.0, evaluation_seconds=1.0)
    assert "10% of the time of the training" in _told(one)
    assert "Looking at the accuracy" not in _told(replace(one, evaluation_seconds=None))
