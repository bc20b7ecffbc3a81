"""Each prediction against what was found: a sentence, and two marks on a scale of ratios."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from equilibre.texts import _
from equilibre.ui.theme import theme
from equilibre.ui.training.experiments.state import Gap
from equilibre.ui.widgets.layouts import empty


def paragraph_label() -> QLabel:
    """Return a text that wraps and can be copied."""
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


class _Strip(QWidget):
    """A line on which equal lengths are equal ratios: a ring for what was said, a disc for found.

    The sentence above says the same in words.
    """

    def __init__(self, said: float, found: float) -> None:
        super().__init__()
        self._said, self._found = said, found
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(80), theme().px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QRectF(self.rect()).adjusted(px(8), 0, -px(8), 0)
        y = line.center().y()
        said = QPointF(line.left() + self._said * line.width(), y)
        found = QPointF(line.left() + self._found * line.width(), y)
        painter.setPen(QPen(theme().colour("grid"), 2))
        painter.drawLine(QPointF(line.left(), y), QPointF(line.right(), y))
        painter.setPen(QPen(theme().colour("accent"), 2))
        painter.drawLine(said, found)
        painter.setBrush(theme().colour("background"))
        painter.drawEllipse(said, px(5), px(5))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("accent"))
        painter.drawEllipse(found, px(5), px(5))
        painter.setFont(theme().font(11.5))
        painter.setPen(theme().colour("secondary"))
        self._write(painter, _("predicted"), said.x(), y - px(21))
        self._write(painter, _("found"), found.x(), y + px(6))
        painter.end()

    def _write(self, painter: QPainter, text: str, x: float, top: float) -> None:
        width = QFontMetricsF(painter.font()).horizontalAdvance(text) + 2
        left = min(max(x - width / 2, 0.0), self.width() - width)
        place = QRectF(left, top, width, theme().px(15))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), text)


class GapsCard(QFrame):
    """Hidden while there is nothing to compare."""

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self.setProperty("card", True)
        self._shown: tuple[Gap, ...] = ()
        self._strips: list[_Strip] = []
        self._roomy = True
        title = QLabel(_("Prediction and finding"))
        title.setProperty("role", "secondary")
        self._column = QVBoxLayout()
        self._column.setSpacing(px(4))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(12), px(6), px(10), px(8))
        layout.setSpacing(px(3))
        layout.addWidget(title)
        layout.addLayout(self._column)
        self.hide()

    def show_gaps(self, gaps: tuple[Gap, ...]) -> None:
        """Show each of *gaps*."""
        self.setVisible(bool(gaps))
        if gaps == self._shown:
            return
        self._shown = gaps
        empty(self._column)
        self._strips = []
        for gap in gaps:
            text = paragraph_label()
            text.setText(gap.text)
            text.setToolTip(gap.question)
            self._column.addWidget(text)
            if gap.said is not None and gap.found is not None:
                strip = _Strip(gap.said, gap.found)
                strip.setVisible(self._roomy)
                self._strips.append(strip)
                self._column.addWidget(strip)
        self.setAccessibleName(" ".join(f"{gap.question} {gap.text}" for gap in gaps))

    def show_strips(self, roomy: bool) -> None:
        """Leave the scales out where there is little room: the sentences say the same."""
        self._roomy = roomy
        for strip in self._strips:
            strip.setVisible(roomy)
