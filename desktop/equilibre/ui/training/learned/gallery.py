"""The test images, the wrong ones first, each with the answer and its sureness."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import QToolButton

from equilibre.learning.looking.judged import Classified, Image
from equilibre.texts import _
from equilibre.ui.icons import icon
from equilibre.ui.plots.frame import ChartData
from equilibre.ui.plots.picture import Picture
from equilibre.ui.plots.walked import WalkedFrame
from equilibre.ui.theme import theme
from equilibre.ui.training.learned import words
from equilibre.ui.training.learned.greys import draw_pixels, grey_image
from equilibre.ui.training.learned.state import LearnedState
from equilibre.ui.widgets.segmented import Segmented

_LEAST_TILE = 68  # pixels at 100 %, wide
_WIDEST_NAME = 112
_WIDEST_TILE = 132
_WIDEST_OF_FEW = 190
_GAP = 10
_LINE = 15
_SURENESS = 4  # thickness of the bar that says how sure the answer is
_UNDER = 2 * _LINE + _SURENESS + 7  # height of what stands under an image


class GalleryPicture(Picture):
    """A page of images in rows; ``picked`` carries the test row of one."""

    picked = Signal(int)
    turned = Signal()  # to another page

    def __init__(self) -> None:
        super().__init__()
        self.images: tuple[Image, ...] = ()
        self.names: tuple[str, ...] = ()
        self.nothing = ""
        self.first = 0  # of the page
        self.current = -1
        self._columns = self._rows = 1
        self._tile = QRectF()

    def show_images(self, images: tuple[Image, ...], names: tuple[str, ...], nothing: str) -> None:
        if [one.row for one in images] != [one.row for one in self.images]:
            self.first, self.current = 0, -1
        self.images, self.names, self.nothing = images, names, nothing
        self._measure(QRectF(self.rect()))
        self.update()

    @property
    def on_page(self) -> int:
        """How many images a page holds."""
        return self._columns * self._rows

    def turn(self, by: int) -> None:
        """Go *by* pages on or back."""
        last = max(0, (len(self.images) - 1) // self.on_page) * self.on_page
        first = min(max(self.first + by * self.on_page, 0), last)
        if first != self.first:
            self.first = first
            self.turned.emit()
            self.update()

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._measure(QRectF(self.rect()))
        self.first -= self.first % self.on_page
        self.turned.emit()

    def _measure(self, target: QRectF) -> None:
        """Find how many tiles fit: as wide as the longest name asks, wider where there are few."""
        px, gap = theme().px, theme().px(_GAP)
        metrics = QFontMetricsF(theme().font(11.5))
        longest = max((metrics.horizontalAdvance(_truth(name)) for name in self.names), default=0.0)
        width = max(min(longest, px(_WIDEST_NAME)), px(_LEAST_TILE))
        self._columns = max(1, int((target.width() + gap) // (width + gap)))
        for columns in range(1, self._columns):
            wide = min((target.width() + gap) / columns - gap, px(_WIDEST_OF_FEW))
            rows = int((target.height() + gap) // (wide + px(_UNDER) + gap))
            if columns * rows >= len(self.images) > 0:
                self._columns, self._rows = columns, rows
                self._tile = QRectF(0, 0, wide, wide + px(_UNDER))
                return
        width = min((target.width() + px(_GAP)) / self._columns - px(_GAP), px(_WIDEST_TILE))
        side = min(width, px(_LEAST_TILE))
        height = side + px(_UNDER)
        self._rows = max(1, int((target.height() + px(_GAP)) // (height + px(_GAP))))
        spare = (target.height() + px(_GAP)) / self._rows - px(_GAP) - height
        side = min(width, side + max(0.0, spare))
        self._tile = QRectF(0, 0, width, side + px(_UNDER))

    def paint(self, painter: QPainter, target: QRectF) -> None:
        self._measure(target)
        if not self.images:
            painter.setPen(theme().colour("secondary"))
            painter.setFont(theme().font(13))
            painter.drawText(target, int(Qt.AlignmentFlag.AlignCenter), self.nothing)
            return
        for index in range(self.first, min(self.first + self.on_page, len(self.images))):
            self._paint_tile(painter, self._place(target, index), index)

    def _place(self, target: QRectF, index: int) -> QRectF:
        row, column = divmod(index - self.first, self._columns)
        gap = theme().px(_GAP)
        return self._tile.translated(
            target.left() + column * (self._tile.width() + gap),
            target.top() + row * (self._tile.height() + gap),
        )

    def _paint_tile(self, painter: QPainter, place: QRectF, index: int) -> None:
        px, image = theme().px, self.images[index]
        height, width = image.pixels.shape
        side = place.height() - px(_UNDER)
        shown = QRectF(place.left(), place.top(), side * width / height, side)
        draw_pixels(painter, shown, grey_image(image.pixels))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if index == self.current:
            painter.setPen(QPen(theme().colour("focus"), px(2.5)))
            painter.drawRect(shown)
        right = image.answer == image.truth
        colour = QColor(theme().colours.signs["less" if right else "more"])
        bar = QRectF(place.left(), shown.bottom() + px(3), side, px(_SURENESS))
        painter.fillRect(bar, theme().colour("grid"))
        bar.setWidth(bar.width() * image.sureness)
        painter.fillRect(bar, colour)
        line = QRectF(place.left(), bar.bottom() + px(2), place.width(), px(_LINE))
        font, small = theme().font(12, QFont.Weight.DemiBold), theme().font(11.5)
        name = QFontMetricsF(font).elidedText(
            self.names[image.answer], Qt.TextElideMode.ElideRight, place.width()
        )
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft), name)
        sure = words.sure(image.sureness)
        beside = line.adjusted(QFontMetricsF(font).horizontalAdvance(name) + px(5), 0, 0, 0)
        painter.setFont(small)
        painter.setPen(theme().colour("text"))
        if QFontMetricsF(small).horizontalAdvance(sure) <= beside.width():
            painter.drawText(beside, int(Qt.AlignmentFlag.AlignLeft), sure)
        if not right:
            painter.setPen(theme().colour("secondary"))
            truth = _truth(self.names[image.truth])
            under = line.translated(0, px(_LINE))
            painter.drawText(
                under,
                int(Qt.AlignmentFlag.AlignLeft),
                painter.fontMetrics().elidedText(
                    truth, Qt.TextElideMode.ElideRight, int(place.width())
                ),
            )

    # -- pointing --------------------------------------------------------------------------

    def step(self, by: int) -> None:
        if not self.images:
            return
        before = self.first - 1 if self.current < 0 else self.current
        self.current = min(max(before + by, 0), len(self.images) - 1)
        self.first = self.current // self.on_page * self.on_page
        self.turned.emit()
        self.update()

    def pick(self, index: int) -> None:
        if 0 <= index < len(self.images):
            self.picked.emit(self.images[index].row)

    def words_of(self, image: Image) -> str:
        """Return an image in words."""
        return _("The model answers “{answer}”, {sure} sure; it is “{truth}”").format(
            answer=self.names[image.answer],
            sure=words.sure(image.sureness),
            truth=self.names[image.truth],
        )

    def _at(self, place: QPointF) -> int:
        target = QRectF(self.rect())
        for index in range(self.first, min(self.first + self.on_page, len(self.images))):
            if self._place(target, index).contains(place):
                return index
        return -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pick(self._at(event.position()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.turn(-1 if event.angleDelta().y() > 0 else 1)


def _truth(name: str) -> str:
    return _("truth: {name}").format(name=name)


class Gallery(WalkedFrame):
    """The images in their frame, page by page."""

    picked = Signal(int)
    chosen = Signal(bool)  # the images answered rightly

    def __init__(self) -> None:
        self.walked = self.pages = GalleryPicture()
        super().__init__("images", _("Images and answers"), self.pages)
        self.which = Segmented([("wrong", _("Wrong")), ("right", _("Right"))], _("Which images"))
        self.which.chosen.connect(self._which_chosen)
        self._back = self._turner("step-back", _("Images before"))
        self._next = self._turner("step-forward", _("More images"))
        self._back.clicked.connect(lambda: self.pages.turn(-1))
        self._next.clicked.connect(lambda: self.pages.turn(1))
        for widget in (self.which, self._back, self._next):
            self.add_to_head(widget)
        self.pages.picked.connect(self.picked)
        self.pages.turned.connect(self._fit)

    def _turner(self, name: str, text: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name))
        button.setProperty("flat", True)
        button.setToolTip(text)
        button.setAccessibleName(text)
        return button

    def show_state(self, state: LearnedState) -> None:
        judged, card = state.judged, state.card
        if not isinstance(judged, Classified) or card is None:
            return
        names = tuple(str(each) for each in card.classes)
        images = judged.right if state.right_ones else judged.wrong
        title = words.images_title(judged, state.right_ones)
        order = _("the least sure first") if state.right_ones else _("the surest first")
        if state.cell is not None:
            truth, answer = state.cell
            images = tuple(one for one in images if (one.truth, one.answer) == (truth, answer))
            title = _("It is “{truth}”, the model answers “{answer}”").format(
                truth=names[truth], answer=names[answer]
            )
        self.which.choose("right" if state.right_ones else "wrong")
        self.set_titles(title, f"{state.title} · {order}")
        nothing = _("No answer is right.") if state.right_ones else _("No answer is wrong.")
        self.pages.show_images(images, names, nothing)
        self._fit()
        self.tell()

    def _which_chosen(self, key: str) -> None:
        self.chosen.emit(key == "right")

    def _fit(self) -> None:
        pages = self.pages
        self._back.setEnabled(pages.first > 0)
        self._next.setEnabled(pages.first + pages.on_page < len(pages.images))

    def data(self) -> ChartData:
        return ChartData(
            (_("test row"), _("answer"), _("sureness"), _("truth")),
            tuple(
                (
                    image.row,
                    self.pages.names[image.answer],
                    image.sureness,
                    self.pages.names[image.truth],
                )
                for image in self.pages.images
            ),
        )

    def summary(self) -> str:
        pages = self.pages
        if 0 <= pages.current < len(pages.images):
            return pages.words_of(pages.images[pages.current])
        return _("{title}. Under each image: the answer, how sure the model is, the truth.").format(
            title=self.accessibleName()
        )
