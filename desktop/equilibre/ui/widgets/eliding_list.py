"""A drop-down list whose chosen entry ends in an ellipsis where it does not fit."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

from equilibre.ui.widgets.plain import plain_tip


class ElidingList(QComboBox):
    """The list itself shows every entry whole; so does the tooltip, above what else it says."""

    def __init__(self, name: str, letters: int = 0) -> None:
        """Call the list *name*, and have room for at least some *letters*."""
        super().__init__()
        self._tip = ""
        self.setAccessibleName(name)
        self.setMinimumContentsLength(letters)
        self.setMaxVisibleItems(18)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def setToolTip(self, tip: str) -> None:
        self._tip = tip
        super().setToolTip(tip)

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        text = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, field.width() - 2
        )
        whole = self.currentText() if text != self.currentText() else ""
        super().setToolTip(plain_tip("\n".join(filter(None, (whole, self._tip)))))
        option.currentText = text
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def showPopup(self) -> None:
        widest = max(
            (
                self.fontMetrics().horizontalAdvance(self.itemText(index))
                for index in range(self.count())
            ),
            default=0,
        )
        self.view().setMinimumWidth(max(self.width(), widest + 48))
        super().showPopup()
