"""Paints a multiplication: its factors side by side, then the product."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from equilibre.ui.growth.energy.state import Factor
from equilibre.ui.theme import theme

_SIGN = 20  # pixels at 100 %
_CENTRE = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
_WRAPPED = int(Qt.TextFlag.TextWordWrap)


def paint_chain(
    painter: QPainter, factors: Sequence[Factor], result: Factor | None, place: QRectF
) -> None:
    """Paint *factors* in *place*, each as wide as the others, then their product."""
    parts = [*factors, *([result] if result else [])]
    if not parts:
        return
    sign = theme().px(_SIGN)
    width = min((place.width() - sign * (len(parts) - 1)) / len(parts), theme().px(260))
    for index, factor in enumerate(parts):
        box = QRectF(place.left() + index * (width + sign), place.top(), width, place.height())
        _paint_factor(painter, factor, box)
        if index:
            painter.setFont(theme().font(15))
            painter.setPen(theme().colour("secondary"))
            mark = "=" if factor is result else "×"
            painter.drawText(
                QRectF(box.left() - sign, box.top(), sign, theme().px(24)), _CENTRE, mark
            )


def _paint_factor(painter: QPainter, factor: Factor, box: QRectF) -> None:
    px = theme().px
    size = 20.0 if box.width() > px(200) else 17.0
    while size > 12 and (  # noqa: PLR2004 - the smallest that still reads as a figure
        QFontMetricsF(theme().font(size, QFont.Weight.DemiBold)).horizontalAdvance(factor.value)
        > box.width()
    ):
        size -= 1
    painter.setFont(theme().font(size, QFont.Weight.DemiBold))
    painter.setPen(theme().colour("accent" if factor.moved else "text"))
    painter.drawText(QRectF(box.left(), box.top(), box.width(), px(24)), _CENTRE, factor.value)
    line = Qt.PenStyle.DashLine if factor.assumed else Qt.PenStyle.SolidLine
    painter.setPen(QPen(theme().colour("axis"), 1.2, line))
    middle, half = box.center().x(), min(box.width() * 0.4, px(60))
    y = box.top() + px(26)
    painter.drawLine(QPointF(middle - half, y), QPointF(middle + half, y))
    painter.setFont(theme().font(11.5))
    painter.setPen(theme().colour("text"))
    painter.drawText(
        QRectF(box.left(), y + px(3), box.width(), px(16)),
        _CENTRE,
        QFontMetricsF(painter.font()).elidedText(
            factor.name, Qt.TextElideMode.ElideRight, box.width()
        ),
    )
    painter.setPen(theme().colour("secondary"))
    painter.drawText(
        QRectF(box.left(), y + px(19), box.width(), px(32)), _CENTRE | _WRAPPED, factor.kind
    )
