"""The iceberg of a project: the training that is told above the water, what led to it below."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from equilibre.texts import _, labelled
from equilibre.ui.growth.parts.shapes import Point, iceberg
from equilibre.ui.growth.parts.state import Iceberg, Side
from equilibre.ui.plots.frame import ChartData, ChartFrame
from equilibre.ui.plots.picture import Picture
from equilibre.ui.theme import theme

_SKY = 34  # pixels at 100 %, at least
_TEXTS = 0.34  # of the width
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)


class IcebergPicture(Picture):
    """Paints sky, water and the two parts, whose areas are the amounts."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = Iceberg()

    def show_iceberg(self, shown: Iceberg) -> None:
        if shown != self.shown:
            self.shown = shown
            self.update()

    def paint(self, painter: QPainter, target: QRectF) -> None:
        shown = self.shown
        if not shown.key:
            return
        px = theme().px
        target = target.adjusted(0, px(4), -px(6), -px(4))
        texts = max(target.width() * _TEXTS, float(px(230)))
        ice = target.adjusted(px(8), px(10), -texts, -px(10))
        shape = iceberg(
            shown.above.amount, shown.below.amount, ice.width(), ice.height() - px(_SKY)
        )
        if not shape.mass:  # large letters in a small window
            return
        spare = ice.height() - shape.tip_height - shape.mass_height
        # At least a strip of sky holds what is written of the tip, however small the tip is.
        level = ice.top() + max(shape.tip_height + min(spare / 2, px(_SKY)), float(px(2 * _SKY)))
        level = min(level, ice.bottom() - shape.mass_height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("info_background"))
        painter.drawRect(QRectF(target.left(), level, target.width(), target.bottom() - level))
        middle = QPointF(ice.center().x(), level)
        self._part(painter, shape.mass, middle, above=False)
        self._part(painter, shape.tip, middle, above=True)
        painter.setPen(QPen(theme().colour("axis"), 1.4))
        painter.drawLine(QPointF(target.left(), level), QPointF(target.right(), level))
        left = ice.right() + px(16)
        room = target.right() - left - px(8)
        over = QRectF(left, target.top(), room, level - target.top() - px(4))
        under = QRectF(left, level + px(8), room, target.bottom() - level - px(8))
        _write(painter, shown.above, over, bottom=True)
        _write(painter, shown.below, under, bottom=False)

    def _part(
        self, painter: QPainter, outline: tuple[Point, ...], middle: QPointF, above: bool
    ) -> None:
        colour = theme().colour("accent") if above else theme().colour("idle")
        painter.setPen(QPen(theme().colour("background"), 1.2))
        polygon = QPolygonF([middle + QPointF(x, y) for x, y in outline])
        if self.shown.order_only:  # a rough ratio: hatched
            faint = theme().colour("accent" if above else "idle", 60)
            painter.setBrush(faint)
            painter.drawPolygon(polygon)
            painter.setPen(QPen(colour, 1.4, Qt.PenStyle.DashLine))
            painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern))
        else:
            painter.setBrush(colour)
        painter.drawPolygon(polygon)


def _write(painter: QPainter, side: Side, place: QRectF, bottom: bool) -> None:
    """Write a name, an amount and a detail beside a part, from the water line away."""
    fonts = (
        (side.name, theme().font(13, QFont.Weight.DemiBold), "text"),
        (side.text, theme().font(18, QFont.Weight.DemiBold), "text"),
        (side.detail, theme().font(12), "secondary"),
    )
    heights = [
        QFontMetricsF(font).boundingRect(QRectF(0, 0, place.width(), 1000), _WRAPPED, text).height()
        if text
        else 0.0
        for text, font, _colour in fonts
    ]
    gap = theme().px(3)
    y = place.bottom() - sum(heights) - 2 * gap if bottom else place.top()
    for (text, font, colour), height in zip(fonts, heights, strict=True):
        painter.setFont(font)
        painter.setPen(theme().colour(colour))
        painter.drawText(QRectF(place.left(), y, place.width(), height + 2), _WRAPPED, text)
        y += height + gap


class IcebergChart(ChartFrame):
    """The final training and the development beneath it."""

    def __init__(self) -> None:
        self.ice = IcebergPicture()
        super().__init__("development", _("Beneath the final training"), self.ice)

    def show_iceberg(self, shown: Iceberg) -> None:
        self.set_titles(shown.title, shown.subtitle)
        self.ice.show_iceberg(shown)
        self.tell()

    def data(self) -> ChartData:
        shown = self.ice.shown
        whole = shown.above.amount + shown.below.amount
        return ChartData(
            (_("part"), _("amount"), _("unit"), _("share")),
            tuple(
                (side.name, side.amount, shown.unit, side.amount / whole)
                for side in (shown.above, shown.below)
                if whole
            ),
        )

    def summary(self) -> str:
        shown = self.ice.shown
        return "\n".join(
            [
                self._title_text,
                *(labelled(side.name, side.text) for side in (shown.above, shown.below)),
                shown.sentence,
            ]
        )
