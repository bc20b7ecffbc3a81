"""The kept runs: a scatter of score against energy, and a table to rename and delete in."""

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from equilibre import numbers
from equilibre.dates import moment_text
from equilibre.facts.electricity import countries
from equilibre.learning.catalogue import datasets
from equilibre.learning.dataset import card
from equilibre.meter.reading import Interval, Kind
from equilibre.numbers import kind_name
from equilibre.quantities import CARBON, ENERGY, Unit, unit_for
from equilibre.sessions.run import Run
from equilibre.texts import _
from equilibre.ui.icons import family_icon, icon
from equilibre.ui.plots.runs_chart import RunsChart
from equilibre.ui.theme import theme
from equilibre.ui.training.account_words import comparison, is_measurable
from equilibre.ui.training.state import TrainingState
from equilibre.ui.widgets.plain import plain_tip
from equilibre.ui.widgets.wrapping import WrappingRow

Index = QModelIndex | QPersistentModelIndex

_COLUMNS = 9
_ROWS_MEASURED = 60  # from the first that is seen: columns are as wide as these need


class RunsModel(QAbstractTableModel):
    """Kept runs as rows; one fixed unit for each column; the name can be edited."""

    renamed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.runs: tuple[Run, ...] = ()
        self._texts: dict[str, tuple[str, ...]] = {}  # of each run that was looked at
        self._country = ""
        self._energy_unit: Unit = ENERGY[2]
        self._carbon_unit: Unit = CARBON[2]

    def show_runs(self, runs: tuple[Run, ...], country: str) -> bool:
        """Return whether these are others than those shown."""
        if (runs, country) == (self.runs, self._country):
            return False
        self.beginResetModel()
        self.runs, self._country = runs, country
        self._texts = {}
        most = max((run.energy.gross.value for run in runs if run.energy), default=0.0)
        # The largest row decides the unit of all.
        self._energy_unit = unit_for(most, ENERGY)
        if country:
            self._carbon_unit = unit_for(countries()[country].carbon_kg(most), CARBON)
        self.endResetModel()
        return True

    def _header(self) -> tuple[str, ...]:
        return (
            _("Run"),
            _("Data"),
            _("|θ|"),
            _("On new rows"),
            _("Energy ({unit})").format(unit=self._energy_unit.symbol),
            _("Above idle ({unit})").format(unit=self._energy_unit.symbol),
            _("CO₂e ({unit})").format(unit=self._carbon_unit.symbol),
            _("Obtained"),
            _("Duration"),
        )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.runs)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else _COLUMNS

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._header()[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        run = self.runs[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._texts_of(run)[index.column()]
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return family_icon(run.family)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            told = _("{name}: seed {seed}, {date}").format(
                name=run.name, seed=run.seed, date=moment_text(run.created)
            )
            return plain_tip(told)
        return None

    def _texts_of(self, run: Run) -> tuple[str, ...]:
        """Return the texts of a row, made once: Qt asks for them again and again."""
        if run.key not in self._texts:
            self._texts[run.key] = self._made(run)
        return self._texts[run.key]

    def _made(self, run: Run) -> tuple[str, ...]:
        none = "—"
        gross = marginal = mass = obtained = none
        if run.energy:
            kind = run.energy.kind
            gross = numbers.about(kind, self._in(run.energy.gross.value, self._energy_unit))
            if run.energy.marginal:
                marginal = self._above_idle(run.energy.marginal, kind)
            if self._country:
                kilograms = countries()[self._country].carbon_kg(run.energy.gross.value)
                mass = numbers.about(kind, self._in(kilograms, self._carbon_unit))
            obtained = kind_name(kind)
        known = run.dataset in datasets()
        return (
            run.name,
            str(card(run.dataset).name) if known else run.dataset,
            numbers.count(run.parameters),
            numbers.score(run.test_score, run.task),
            gross,
            marginal,
            mass,
            obtained,
            numbers.seconds(run.seconds),
        )

    def _above_idle(self, marginal: Interval, kind: Kind) -> str:
        if not is_measurable(marginal):  # its digits would be those of the wandering of idle
            return _("not measurable")
        return numbers.about(kind, self._in(marginal.value, self._energy_unit))

    def _in(self, value: float, unit: Unit) -> str:
        return numbers.significant(value / unit.size, 2)

    def _alignment(self, column: int) -> int:
        side = (
            Qt.AlignmentFlag.AlignRight
            if column in (2, 3, 4, 5, 6, 8)
            else Qt.AlignmentFlag.AlignLeft
        )
        return int(side | Qt.AlignmentFlag.AlignVCenter)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == 0 else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        self.renamed.emit(self.runs[index.row()].key, str(value))
        return True


class Comparison(QWidget):
    """A scatter above a table; choosing a row shows its curves."""

    run_chosen = Signal(str)
    renamed = Signal(str, str)
    delete_asked = Signal(list)
    undo_asked = Signal()
    redo_asked = Signal()
    save_asked = Signal()
    open_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self.chart = RunsChart()
        self._drawn: tuple[list[Run], str, str] | None = None
        self.chart.picked.connect(self.run_chosen)
        self.model = RunsModel()
        self.model.renamed.connect(self.renamed)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(_("Kept runs"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setFont(theme().font(12))
        self.table.horizontalHeader().setFont(theme().font(12))
        self.table.setAlternatingRowColors(True)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(px(28))
        header = self.table.horizontalHeader()
        # Columns that follow their contents would be measured anew at each change of size.
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setResizeContentsPrecision(_ROWS_MEASURED)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.doubleClicked.connect(self._opened)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._delete)
        self._compared = QLabel()
        self._compared.setWordWrap(True)
        self._compared.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        layout.addWidget(self.chart, 5)
        layout.addWidget(self.table, 4)
        layout.addWidget(self._compared)
        layout.addLayout(self._buttons())
        self.table.selectionModel().selectionChanged.connect(self._selection_changed)

    def _buttons(self) -> WrappingRow:
        row = WrappingRow()
        row.setSpacing(theme().px(6))
        self._show = self._button("chart-line", _("See its curves"), self._show_chosen)
        self._rename = self._button("pencil", _("Rename"), self._edit)
        self._remove = self._button("trash-2", _("Delete"), self._delete)
        self._undo = self._button("undo-2", "", self.undo_asked.emit, _("Undo (Ctrl+Z)"))
        self._redo = self._button("redo-2", "", self.redo_asked.emit, _("Redo"))
        self._open = self._button("folder-open", "", self.open_asked.emit, _("Open runs…"))
        self._save = self._button("save", "", self.save_asked.emit, _("Save the runs…"))
        for button in (self._show, self._rename, self._remove, self._undo, self._redo):
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self._open)
        row.addWidget(self._save)
        return row

    def _button(self, name: str, text: str, act: Any, explanation: str = "") -> QPushButton:
        button = QPushButton(icon(name), text)
        button.setToolTip(explanation or text)
        button.setAccessibleName(explanation or text)
        button.clicked.connect(act)
        return button

    def show_state(self, state: TrainingState) -> None:
        chosen = self._chosen_keys() or ([state.chosen] if state.chosen else [])
        # Where all runs are on the same data, the title of the chart says which.
        self.table.setColumnHidden(1, len({run.dataset for run in state.kept}) == 1)
        if self.model.show_runs(state.kept, state.country):
            self.table.resizeColumnsToContents()
        self._select(chosen)
        description = card(state.dataset)
        runs = [run for run in state.kept if run.dataset == state.dataset]
        drawn = (runs, chosen[0] if chosen else state.chosen, state.dataset)
        if drawn != self._drawn:  # much else changes while runs are compared
            self._drawn = drawn
            self.chart.draw(runs, str(description.name), description.task, drawn[1])
        self._undo.setEnabled(state.can_undo)
        self._redo.setEnabled(state.can_redo)
        self._save.setEnabled(bool(state.kept))
        self._selection_changed()

    def _select(self, keys: list[str]) -> None:
        rows = [row for row, run in enumerate(self.model.runs) if run.key in keys]
        selection = self.table.selectionModel()
        if {index.row() for index in selection.selectedRows()} == set(rows):
            return
        selection.blockSignals(True)
        selection.clear()
        for row in rows:
            selection.select(
                self.model.index(row, 0),
                QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
            )
        selection.blockSignals(False)
        self.table.viewport().update()

    def _chosen_keys(self) -> list[str]:
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self.model.runs[row].key for row in rows if row < len(self.model.runs)]

    def _selection_changed(self) -> None:
        count = len(self._chosen_keys())
        self._show.setEnabled(count == 1)
        self._rename.setEnabled(count == 1)
        self._remove.setEnabled(count > 0)
        self._compare(self._chosen_keys())

    def _compare(self, keys: list[str]) -> None:
        """Say how the energies of two runs chosen compare."""
        pair = [run for run in self.model.runs if run.key in keys]
        text = comparison(*pair) if len(pair) == 2 else ""  # noqa: PLR2004 - a pair
        if self._compared.text() != text:
            self._compared.setText(text)
            self._compared.setVisible(bool(text))

    def _opened(self, index: QModelIndex) -> None:
        if index.column() > 0:
            self.run_chosen.emit(self.model.runs[index.row()].key)

    def _show_chosen(self) -> None:
        for key in self._chosen_keys()[:1]:
            self.run_chosen.emit(key)

    def _edit(self) -> None:
        for index in self.table.selectionModel().selectedRows()[:1]:
            self.table.edit(self.model.index(index.row(), 0))

    def _delete(self) -> None:
        keys = self._chosen_keys()
        if keys:
            self.delete_asked.emit(keys)
