"""The runs kept so far, one line each, as many as there is room for."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from equilibre import numbers
from equilibre.sessions.run import Run
from equilibre.texts import _
from equilibre.ui.icons import family_icon
from equilibre.ui.theme import theme
from equilibre.ui.widgets.plain import plain_tip

_LEAST_HEIGHT = 90  # pixels at 100 %: with less, the list is not shown


class KeptList(QWidget):
    """A click or Enter on a line shows that run."""

    run_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self._runs: tuple[Run, ...] = ()
        self._heading = QLabel(_("Kept runs"))
        self._heading.setFont(theme().font(13, QFont.Weight.DemiBold))
        self._list = QListWidget()
        self._list.setAccessibleName(_("Kept runs"))
        self._list.setIconSize(QSize(px(14), px(14)))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setStyleSheet("QListWidget { background: transparent; border: none; }")
        self._list.itemActivated.connect(self._activated)
        self._list.itemClicked.connect(self._activated)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, px(4), 0, 0)
        layout.setSpacing(px(4))
        layout.addWidget(self._heading)
        layout.addWidget(self._list, 1)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def show_runs(self, runs: tuple[Run, ...], chosen: str) -> None:
        """Show *runs*, the last kept first."""
        if runs != self._runs:
            self._runs = runs
            self._list.clear()
            for run in reversed(runs):
                item = QListWidgetItem(family_icon(run.family), _line(run))
                item.setData(Qt.ItemDataRole.UserRole, run.key)
                item.setToolTip(plain_tip(run.name))
                self._list.addItem(item)
        self._fit()

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _fit(self) -> None:
        shown = bool(self._runs) and self.height() >= theme().px(_LEAST_HEIGHT)
        self._heading.setVisible(shown)
        self._list.setVisible(shown)

    def _activated(self, item: QListWidgetItem) -> None:
        self.run_chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)))


def _line(run: Run) -> str:
    score = numbers.score(run.test_score, run.task)
    if run.energy is None:
        return f"{score} · {run.name}"
    joules = numbers.about(run.energy.kind, numbers.energy(run.energy.gross.value, 2))
    return f"{score} · {joules} · {run.name}"
