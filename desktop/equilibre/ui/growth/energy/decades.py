"""An axis of powers of ten, and where values stand on it."""

import math
from collections.abc import Callable, Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from equilibre.growth.ladder import decades_between
from equilibre.records import dataclass
from equilibre.ui.theme import theme

_INSET = 14  # pixels at 100 %
_LABEL = 70
_MIDDLE = int(Qt.AlignmentFlag.AlignCenter)


@dataclass(frozen=True, slots=True)
class DecadeAxis:
    """The powers of ten from *low* to *high*, across *place*."""

    place: QRectF
    low: int  # exponents
    high: int

    @classmethod
    def around(cls, values: Iterable[float], place: QRectF) -> "DecadeAxis":
        """Return the axis that holds *values*; those that are not above zero have no place."""
        positive = [value for value in values if value > 0]
        return cls(
            place, math.floor(math.log10(min(positive))), math.ceil(math.log10(max(positive)))
        )

    def at(self, value: float) -> float:
        """Return the abscissa of *value*, in pixels; what is not above zero stays at the left."""
        inset = theme().px(_INSET)
        above = decades_between(10.0**self.low, value) if value > 0 else 0.0
        share = above / max(1, self.high - self.low)
        return self.place.left() + inset + share * (self.place.width() - 2 * inset)

    def paint(self, painter: QPainter, head: QRectF, write: Callable[[int], str]) -> None:
        """Paint a line for each power of ten, its exponent written in *head* by *write*."""
        painter.setFont(theme().font(11.5))
        width = theme().px(_LABEL)
        for exponent in range(self.low, self.high + 1):
            x = self.at(10.0**exponent)
            painter.setPen(QPen(theme().colour("grid"), 1))
            painter.drawLine(QPointF(x, self.place.top()), QPointF(x, self.place.bottom()))
            painter.setPen(theme().colour("secondary"))
            label = QRectF(x - width / 2, head.top(), width, head.height())
            painter.drawText(label, _MIDDLE, write(exponent))
