"""The card of a factor: what one unit costs, and where each figure comes from."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from equilibre.lifecycle import catalogue, writing
from equilibre.lifecycle.factor import Factor, PublishedValue, Range
from equilibre.lifecycle.indicator import Indicator
from equilibre.texts import _, labelled
from equilibre.ui.dialogs.card import CardDialog
from equilibre.ui.lifecycle import levers
from equilibre.ui.theme import theme
from equilibre.ui.widgets.eliding_list import ElidingList
from equilibre.ui.widgets.paragraph import Paragraph
from equilibre.ui.widgets.plain import plain_tip

_LIST_WIDTH = 640  # pixels at 100 %: sources are long


class Spread(QWidget):
    """Published values of one thing on one line, and the one in use."""

    def __init__(self, indicator: Indicator, rows: tuple[PublishedValue, ...], used: Range) -> None:
        super().__init__()
        self._indicator, self._rows, self._used = indicator, rows, used
        values = [row.value for row in rows]
        self.setAccessibleName(
            _("{count} published values, from {low} to {high}").format(
                count=len(rows),
                low=writing.written(indicator, min(values)),
                high=writing.written(indicator, max(values)),
            )
        )

    def sizeHint(self) -> QSize:
        return QSize(theme().px(320), theme().px(56))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        values = [row.value for row in self._rows]
        high = max([*values, self._used.high])
        left, right, y = px(12), self.width() - px(12), px(18)

        def x(value: float) -> float:
            return left + (right - left) * value / high

        painter.setPen(QPen(theme().colour("axis"), 1))
        painter.drawLine(QPointF(left, y), QPointF(right, y))
        band = theme().colour("accent", 50)
        painter.fillRect(
            QRectF(x(self._used.low), y - px(7), x(self._used.high) - x(self._used.low), px(14)),
            band,
        )
        painter.setPen(QPen(theme().colour("background"), 1))
        painter.setBrush(theme().colour("text", 150))
        for value in values:
            painter.drawEllipse(QPointF(x(value), y), px(5), px(5))
        painter.setBrush(QColor(theme().colours.accent))
        painter.drawEllipse(QPointF(x(self._used.value), y), px(7), px(7))
        painter.setPen(theme().colour("secondary"))
        painter.setFont(theme().font(11.5))
        flags = int(Qt.AlignmentFlag.AlignVCenter)
        line = QRectF(left, y + px(12), right - left, px(18))
        unit = writing.unit_of(self._indicator, high)
        painter.drawText(line, flags, "0")
        painter.drawText(
            line,
            flags | int(Qt.AlignmentFlag.AlignRight),
            writing.written(self._indicator, high, unit),
        )
        painter.drawText(
            line,
            flags | int(Qt.AlignmentFlag.AlignHCenter),
            _("blue: in use, with its bounds"),
        )
        painter.end()


class FactorCard(CardDialog):
    """Everything known of a factor; ``chosen`` carries indicator and published figure."""

    chosen = Signal(str, str)

    def __init__(
        self,
        factor: Factor,
        choices: dict[str, tuple[PublishedValue, ...]],
        amounts: list[str],
        parent: QWidget | None,
    ) -> None:
        contents: list[str | QWidget] = []
        unit = catalogue.units().get(factor.unit)
        contents.append(
            _("For one {unit} ({kind}):").format(
                unit=unit.name if unit else factor.unit, kind=levers.kind_name(factor.kind)
            )
        )
        for indicator in catalogue.indicators().values():
            used = factor.impacts.get(indicator.key)
            contents.append(_line(indicator, used))
            rows = choices.get(indicator.key, ())
            if used is not None and len(rows) > 1:
                contents += [Spread(indicator, rows, used), self._chooser(indicator, rows, used)]
        if amounts:
            contents += [_heading(_("How much of it, and by which rule")), *amounts]
        contents.append(_heading(_("Where the figures come from")))
        if str(factor.note):
            contents.append(str(factor.note))
        contents += [
            _("Source: {text}").format(text=factor.source),
            _("Where: {text}").format(text=factor.locator),
            _("Year: {year}; licence: {licence}").format(year=factor.year, licence=factor.licence),
        ]
        super().__init__(str(factor.name), contents, parent)

    def _chooser(
        self, indicator: Indicator, rows: tuple[PublishedValue, ...], used: Range
    ) -> QWidget:
        box = QFrame()
        layout = QHBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        combo = ElidingList(_("Published values"), letters=24)
        for row in rows:
            text = labelled(
                writing.written(indicator, row.value), f"{row.name} ({row.source}, {row.year})"
            )
            combo.addItem(text, row.key)
            combo.setItemData(combo.count() - 1, plain_tip(text), Qt.ItemDataRole.ToolTipRole)
        nearest = min(rows, key=lambda row: abs(row.value - used.value))
        combo.setCurrentIndex(rows.index(nearest))
        combo.view().setMinimumWidth(theme().px(_LIST_WIDTH))
        use = QPushButton(_("Use this figure"))
        use.clicked.connect(lambda: self._choose(indicator.key, combo.currentData()))
        layout.addWidget(combo, 1)
        layout.addWidget(use)
        return box

    def _choose(self, indicator: str, key: str) -> None:
        self.chosen.emit(indicator, key)
        self.reject()


def _heading(text: str) -> QLabel:
    label = Paragraph(text)
    label.setFont(theme().font(13, QFont.Weight.DemiBold))
    return label


def _line(indicator: Indicator, used: Range | None) -> QLabel:
    if used is None:
        text = _("{name}: no data, which is not zero").format(name=indicator.short)
    elif used.fixed:
        text = labelled(indicator.short, writing.written(indicator, used.value))
    else:
        unit = writing.unit_of(indicator, used.value)
        text = _("{name}: {value}, from {low} to {high}").format(
            name=indicator.short,
            value=writing.written(indicator, used.value, unit),
            low=writing.number(used.low, unit),
            high=writing.number(used.high, unit),
        )
    label = Paragraph(text)
    label.setFont(theme().font(13, QFont.Weight.Medium))
    return label
