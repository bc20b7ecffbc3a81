"""A picture of an experiment in the frame of every chart, read with the arrow keys."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPen

from equilibre.texts import _
from equilibre.ui.plots.frame import ChartData
from equilibre.ui.plots.picture import Picture
from equilibre.ui.plots.walked import WalkedFrame
from equilibre.ui.theme import theme
from equilibre.ui.training.experiments.drawing import Bars, Curves, Drawing, Icicle
from equilibre.ui.training.experiments.painting import CurvesPainting, write_line
from equilibre.ui.training.experiments.rows_painting import BarsPainting, IciclePainting

_NEAR = 18  # pixels at 100 %: how near the pointer must come to a mark


class ExperimentPicture(Picture):
    """Paints a Drawing; the mark under the pointer or the keyboard is read."""

    def __init__(self) -> None:
        super().__init__()
        self.drawing: Drawing | None = None
        self.current = -1
        self.setMouseTracking(True)

    def show_drawing(self, drawing: Drawing | None) -> None:
        """Paint *drawing* from now on."""
        if drawing == self.drawing:
            return
        if self.drawing is None or drawing is None or drawing.key != self.drawing.key:
            self.current = -1
        self.drawing = drawing
        self.update()

    @property
    def readings(self) -> tuple[str, ...]:
        """What is read of each mark."""
        return self.drawing.body.readings if self.drawing else ()

    def paint(self, painter: QPainter, target: QRectF) -> None:
        drawing = self.drawing
        if drawing is None:
            return
        if drawing.empty:
            self._paint_empty(painter, target, drawing)
        else:
            self._painting(drawing, target).paint(painter, self.current)

    @staticmethod
    def _painting(
        drawing: Drawing, target: QRectF
    ) -> CurvesPainting | BarsPainting | IciclePainting:
        match drawing.body:
            case Curves():
                return CurvesPainting(drawing.body, target)
            case Bars():
                return BarsPainting(drawing.body, target)
            case Icicle():
                return IciclePainting(drawing.body, target)

    @staticmethod
    def _paint_empty(painter: QPainter, target: QRectF, drawing: Drawing) -> None:
        """Paint the ghost of the axes, their names, and what will appear."""
        px = theme().px
        plot = target.adjusted(px(8), px(30), -px(16), -px(26))
        painter.setPen(QPen(theme().colour("grid"), 1))
        for step in range(5):
            y = plot.bottom() - step / 4 * plot.height()
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        painter.setFont(theme().font(12))
        painter.setPen(theme().colour("secondary"))
        flat = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        match drawing.body:
            case Curves(x_title=x_title, y_title=y_title):
                above, below = y_title, x_title
            case Bars(title=title):
                above, below = "", title
            case Icicle():
                above = below = ""
        write_line(painter, above, QRectF(plot.left(), target.top(), plot.width(), px(20)), flat)
        beneath = QRectF(plot.left(), plot.bottom() + px(4), plot.width(), px(20))
        write_line(painter, below, beneath, right)
        font = theme().font(13)
        painter.setFont(font)
        inside = plot.adjusted(px(40), 0, -px(40), 0)
        words = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        taken = QFontMetricsF(font).boundingRect(inside, words, drawing.empty)
        painter.fillRect(taken.adjusted(-px(8), -px(4), px(8), px(4)), theme().colour("background"))
        painter.drawText(inside, words, drawing.empty)

    # -- walking ---------------------------------------------------------------------------

    def step(self, by: int) -> None:
        """Go to the next mark or back, for the keyboard."""
        count = len(self.readings)
        if count:
            self.current = min(max(self.current + by, 0), count - 1)
            self.update()

    def pick(self, index: int) -> None:
        """Nothing stands behind a mark: its reading is beside it."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._mark_near(event.position()))

    def leaveEvent(self, event: object) -> None:
        self._point_at(-1)

    def _point_at(self, index: int) -> None:
        if index != self.current:
            self.current = index
            self.update()

    def _mark_near(self, where: QPointF) -> int:
        drawing = self.drawing
        if drawing is None or drawing.empty:
            return -1
        painting = self._painting(drawing, QRectF(self.rect()))
        if isinstance(painting, IciclePainting):
            inside = [index for index, box in enumerate(painting.boxes) if box.contains(where)]
            return inside[-1] if inside else -1
        if isinstance(painting, BarsPainting):
            heights = [abs(place.y() - where.y()) for place in painting.places]
            nearest = min(range(len(heights)), key=heights.__getitem__, default=-1)
            return nearest if nearest >= 0 and heights[nearest] < theme().px(_NEAR) else -1
        distances = [(place - where).manhattanLength() for place in painting.places]
        nearest = min(range(len(distances)), key=distances.__getitem__, default=-1)
        return nearest if nearest >= 0 and distances[nearest] < theme().px(_NEAR) else -1


class ExperimentChart(WalkedFrame):
    """One picture of an experiment in its frame; arrows go from mark to mark."""

    def __init__(self) -> None:
        self.marks = ExperimentPicture()
        super().__init__("experiment", _("Experiment"), self.marks)
        self.walked = self.marks

    def show_drawing(self, drawing: Drawing | None) -> None:
        """Show *drawing* with its titles."""
        if drawing is not None:
            self.name = f"experiment-{drawing.key}"
            self.set_titles(drawing.title, drawing.subtitle)
        self.marks.show_drawing(drawing)
        self.tell()

    def data(self) -> ChartData:
        drawing = self.marks.drawing
        return ChartData(drawing.header, drawing.rows) if drawing else ChartData()

    def summary(self) -> str:
        """Return what is read of the mark under the keyboard, before everything else."""
        drawing = self.marks.drawing
        if drawing is None:
            return self._title_text
        readings = self.marks.readings
        current = self.marks.current
        here = [readings[current]] if 0 <= current < len(readings) else []
        return "\n".join([*here, drawing.summary])
