"""The runs kept so far, one line each, as many as there is room for."""

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QListView, QVBoxLayout, QWidget

from equilibre import numbers
from equilibre.sessions.run import Run
from equilibre.texts import _
from equilibre.ui.icons import family_icon
from equilibre.ui.theme import theme
from equilibre.ui.widgets.plain import plain_tip

Index = QModelIndex | QPersistentModelIndex

_LEAST_HEIGHT = 90  # pixels at 100 %: with less, the list is not shown


class KeptModel(QAbstractListModel):
    """The runs, the last kept first; the words of a line are made when it is seen."""

    def __init__(self) -> None:
        super().__init__()
        self.runs: tuple[Run, ...] = ()

    def show_runs(self, runs: tuple[Run, ...]) -> None:
        self.beginResetModel()
        self.runs = runs[::-1]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.runs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        run = self.runs[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _line(run)
        if role == Qt.ItemDataRole.DecorationRole:
            return family_icon(run.family)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(run.name)
        return None


class KeptList(QWidget):
    """A click or Enter on a line shows that run."""

    run_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self._runs: tuple[Run, ...] = ()
        self._heading = QLabel(_("Kept runs"))
        self._heading.setFont(theme().font(13, QFont.Weight.DemiBold))
        self._model = KeptModel()
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setUniformItemSizes(True)  # or Qt asks for the words of every line
        self._list.setAccessibleName(_("Kept runs"))
        self._list.setIconSize(QSize(px(14), px(14)))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        colours = theme().colours
        self._list.setStyleSheet(
            "QListView { background: transparent; border: none; }"
            f" QListView:focus {{ border: 2px solid {colours.focus}; }}"
            f" QListView::item {{ padding: {px(3)}px 0; }}"
            f" QListView::item:selected {{ background: {colours.info_background};"
            f" color: {colours.text}; }}"
        )
        self._list.activated.connect(self._activated)
        self._list.clicked.connect(self._activated)
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
            self._model.show_runs(runs)
        self._fit()

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _fit(self) -> None:
        shown = bool(self._runs) and self.height() >= theme().px(_LEAST_HEIGHT)
        self._heading.setVisible(shown)
        self._list.setVisible(shown)

    def _activated(self, index: QModelIndex) -> None:
        self.run_chosen.emit(self._model.runs[index.row()].key)


def _line(run: Run) -> str:
    score = numbers.score(run.test_score, run.task)
    if run.energy is None:
        return f"{score} · {run.name}"
    joules = numbers.about(run.energy.kind, numbers.energy(run.energy.gross.value, 2))
    return f"{score} · {joules} · {run.name}"
