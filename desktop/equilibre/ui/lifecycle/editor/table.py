"""A table of the editor: rows to read, one of them in hand."""

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from equilibre.ui.lifecycle.editor.rows import Row
from equilibre.ui.theme import theme


class RowsTable(QTableWidget):
    """Rows of texts; ``picked`` carries the row taken in hand, Delete asks to remove it."""

    picked = Signal(int)
    removal_asked = Signal()

    def __init__(
        self,
        name: str,
        headings: tuple[str, ...],
        wide: tuple[int, ...],
        fixed: Mapping[int, int] | None = None,
    ) -> None:
        """Make an empty table.

        The columns *wide* share the width left, those *fixed* have a width in pixels, and the
        others are as wide as their texts.
        """
        super().__init__(0, len(headings))
        px = theme().px
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels(headings)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setFont(theme().font(12))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(px(84))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(px(24))
        header = self.horizontalHeader()
        header.setFont(theme().font(12))
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in range(len(headings)):
            header.setSectionResizeMode(
                column,
                QHeaderView.ResizeMode.Stretch
                if column in wide
                else QHeaderView.ResizeMode.ResizeToContents,
            )
        for column, width in (fixed or {}).items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, width)
        colours = theme().colours
        seen = colours.info_background != colours.background  # not in high contrast
        ground, ink = (
            (colours.info_background, colours.text) if seen else (colours.accent, colours.on_accent)
        )
        self.setStyleSheet(
            f"QTableView {{ border: 2px solid transparent; }}"
            f"QTableView:focus {{ border: 2px solid {colours.focus}; }}"
            f"QTableView::item:selected {{ background: {ground}; color: {ink}; }}"
        )
        self.currentCellChanged.connect(self._moved)

    def show_rows(self, rows: tuple[Row, ...], row: int) -> None:
        """Show *rows* with *row* in hand, telling no one."""
        blocker = QSignalBlocker(self)
        if self.rowCount() != len(rows):
            self.setRowCount(len(rows))
        for index, one in enumerate(rows):
            for column, text in enumerate(one.texts):
                item = self.item(index, column)
                if item is None:
                    item = QTableWidgetItem()
                    self.setItem(index, column, item)
                if item.text() != text:
                    item.setText(text)
                tip = "\n".join(part for part in (text, one.tip) if part)
                if item.toolTip() != tip:
                    item.setToolTip(tip)
        if row >= 0 and self.currentRow() != row:
            self.setCurrentCell(row, 0)
        if row >= 0:
            self.selectRow(row)
        blocker.unblock()

    def rename_column(self, column: int, text: str, help_text: str) -> None:
        item = self.horizontalHeaderItem(column)
        assert item is not None
        item.setText(text)
        item.setToolTip(help_text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.rowCount():
            self.removal_asked.emit()
            return
        super().keyPressEvent(event)

    def _moved(self, row: int, _column: int, before: int, _column_before: int) -> None:
        if row != before and row >= 0:
            self.picked.emit(row)
