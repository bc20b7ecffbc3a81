"""Where the parameters of a model are, in its frame: read with the mouse or the arrow keys."""

import re

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter

from equilibre import numbers
from equilibre.texts import _, labelled
from equilibre.ui.growth.parts.anatomy_picture import AnatomyPicture
from equilibre.ui.growth.parts.state import PartsState
from equilibre.ui.growth.parts.tally import Tally
from equilibre.ui.plots.frame import ChartData, ChartFrame

# What separates groups of three digits, in either language: files hold none.
_GROUPS = re.compile(rf"(?<=\d)[,{numbers.THIN_SPACE}\u00a0](?=\d{{3}})")


class AnatomyChart(ChartFrame):
    """Arrows go from family to family, Enter opens the card of one."""

    pointed = Signal(str)
    picked = Signal(str)

    def __init__(self) -> None:
        self.rectangles = AnatomyPicture()
        super().__init__("parameters-by-family", _("Where the parameters are"), self.rectangles)
        self.rectangles.pointed.connect(self.pointed)
        self.rectangles.picked.connect(self.picked)
        self.rectangles.setCursor(Qt.CursorShape.PointingHandCursor)
        self.tally = Tally(self)
        self.tally.advanced.connect(self.rectangles.show_progress)

    def show_state(self, state: PartsState) -> None:
        self.set_titles(state.anatomy.title, state.anatomy.subtitle)
        self.rectangles.show_anatomy(state.anatomy, state.family, state.reading)
        self.setAccessibleDescription(state.reading or self.summary())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Right | Qt.Key.Key_Down:
                self._step(1)
            case Qt.Key.Key_Left | Qt.Key.Key_Up:
                self._step(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                if self.rectangles.current:
                    self.picked.emit(self.rectangles.current)
            case _:
                super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.pointed.emit("")
        super().focusOutEvent(event)

    def _step(self, by: int) -> None:
        keys = [family.key for family in self.rectangles.shown.families]
        if not keys:
            return
        current = self.rectangles.current
        place = keys.index(current) + by if current in keys else 0
        self.pointed.emit(keys[min(max(place, 0), len(keys) - 1)])

    def paint_picture(self, painter: QPainter, target: QRectF) -> None:
        self.tally.finish()  # a picture that is saved shows the whole
        super().paint_picture(painter, target)

    def data(self) -> ChartData:
        return ChartData(
            (_("family"), _("formula"), _("parameters"), _("share")),
            tuple(
                (
                    each.name,
                    _GROUPS.sub("", each.formula),
                    each.parameters,
                    each.parameters / self.rectangles.shown.total,
                )
                for each in self.rectangles.shown.families
            ),
        )

    def summary(self) -> str:
        shown = self.rectangles.shown
        return "\n".join(
            [
                self._title_text,
                shown.groups,
                *(labelled(each.name, f"{each.count} ({each.share})") for each in shown.families),
            ]
        )
