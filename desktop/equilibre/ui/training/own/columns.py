"""The columns of a table, one a line, each with a box to tick where it can be used."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from equilibre.texts import _
from equilibre.ui.theme import theme
from equilibre.ui.training.own.state import Line
from equilibre.ui.widgets.plain import plain_tip
from equilibre.ui.widgets.themed import ThemedStyle

Index = QModelIndex | QPersistentModelIndex

_USED, _NAME, _HOLDS, _EXAMPLES, _MISSING, _REMARK = range(6)
_WIDTHS = {_USED: 64, _NAME: 190, _HOLDS: 130, _EXAMPLES: 200, _MISSING: 90}


class ColumnsModel(QAbstractTableModel):
    """The lines, as Qt wants them."""

    ticked = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Show *lines*; of the same table, what is selected stays so."""
        if [line.name for line in lines] == [line.name for line in self.lines]:
            self.lines = lines
            if lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, _REMARK))
            return
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else _REMARK + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _headings()[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        line = self.lines[index.row()]
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == _USED and line.used is not None:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line, column = self.lines[index.row()], index.column()
        if role == Qt.ItemDataRole.CheckStateRole and column == _USED and line.used is not None:
            return Qt.CheckState.Checked if line.used else Qt.CheckState.Unchecked
        texts = ("", line.name, line.holds, line.examples, line.missing, line.remark)
        if role == Qt.ItemDataRole.DisplayRole:
            return texts[column]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return texts[column] or line.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(line.detail or texts[column])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ForegroundRole and line.used is None and column != _REMARK:
            return theme().colour("secondary")
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.ticked.emit(
            self.lines[index.row()].name, Qt.CheckState(value) == Qt.CheckState.Checked
        )
        return True


class ColumnsView(QTableView):
    """Shows the lines; ``ticked`` carries a name and whether it is used, ``looked_at`` a line."""

    ticked = Signal(str, bool)
    looked_at = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._model = ColumnsModel()
        self.setModel(self._model)
        self.setAccessibleName(_("Columns of the table"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        ThemedStyle(self, _sheet)
        px = theme().px
        self.setItemDelegate(_Boxes(self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(px(26))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(_REMARK, QHeaderView.ResizeMode.Stretch)
        for section, width in _WIDTHS.items():
            self.setColumnWidth(section, px(width))
        self._model.ticked.connect(self.ticked)
        self.selectionModel().currentRowChanged.connect(self._look)

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Show *lines*."""
        if lines is not self._model.lines:
            self._model.show_lines(lines)
            self._look()

    def _look(self) -> None:
        row = self.currentIndex().row()
        lines: Sequence[Line] = self._model.lines
        self.looked_at.emit(lines[row].detail if 0 <= row < len(lines) else "")


class _Boxes(QStyledItemDelegate):
    """Draws the boxes to tick so that their outlines are seen in every theme."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        palette = QPalette(option.palette)  # the style draws them a shade darker than the window
        palette.setColor(QPalette.ColorRole.Window, theme().colour("border").lighter(140))
        option.palette = palette


def _headings() -> tuple[str, ...]:
    return (_("Used"), _("Column"), _("Holds"), _("Values"), _("Missing"), _("Remark"))


def _alignment(column: int) -> int:
    side = Qt.AlignmentFlag.AlignRight if column == _MISSING else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


def _sheet() -> str:
    side = theme().px(8)
    return f"QTableView::item, QHeaderView::section {{ padding: 0 {side}px; }}"
