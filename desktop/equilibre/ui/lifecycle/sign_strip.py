"""The strip of signs: B − A for each indicator, with its interval and its verdict in words."""

from PySide6.QtCore import QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import QPushButton

from equilibre.texts import _, joined
from equilibre.ui.icons import icon
from equilibre.ui.lifecycle.sign_picture import SignPicture
from equilibre.ui.lifecycle.state import LifecycleState
from equilibre.ui.plots.frame import ChartData, ChartFrame

_BEAT_MILLISECONDS = 450


class SignStrip(ChartFrame):
    """The hero of the tab: which way each indicator points, and how surely."""

    picked = Signal(str)

    def __init__(self) -> None:
        self.strip = SignPicture()
        super().__init__("signs", _("B − A, indicator by indicator"), self.strip)
        self.strip.picked.connect(self.picked)
        self.draws = QPushButton(icon("dices"), _("Draws"))
        self.draws.setCheckable(True)
        self.draws.setToolTip(
            _("See single draws: each is one world in which every uncertain figure has a value")
        )
        self.draws.toggled.connect(self._toggle)
        self.add_to_head(self.draws)
        self._clock = QTimer(self)
        self._clock.setInterval(_BEAT_MILLISECONDS)
        self._clock.timeout.connect(self._next)
        self._first = self._second = ""
        self.moving = True  # False: reduced motion, the draws stand still

    def show_state(self, state: LifecycleState) -> None:
        self._first, self._second = state.first_title, state.second_title
        self._entitle()
        self.strip.show_rows(state.rows, state.indicator)
        self.tell()

    def set_motion(self, on: bool) -> None:
        """Let values glide and draws play, or have everything stand still."""
        self.moving = self.strip.gliding = on

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.draws.isChecked() and self.moving:
            self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()

    def _entitle(self) -> None:
        self.set_titles(
            _("B − A, indicator by indicator"),
            _("in % of A · line: 90% of the draws · hatched: some data are missing")
            if self.strip.draw_index is None
            else _("in % of A · twenty draws out of ten thousand · the large dot: one same draw"),
        )

    @Slot(bool)
    def _toggle(self, on: bool) -> None:
        self.strip.draw_index = 0 if on else None
        if on and self.moving:
            self._clock.start()
        else:
            self._clock.stop()
            if on:
                self.strip.draw_index = -1
        self._entitle()
        self.strip.update()

    @Slot()
    def _next(self) -> None:
        if self.strip.draw_index is not None:
            self.strip.draw_index += 1
            self.strip.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = [row.indicator for row in self.strip.rows]
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None or self.strip.chosen not in keys:
            super().keyPressEvent(event)
            return
        index = keys.index(self.strip.chosen) + step
        if 0 <= index < len(keys):
            self.picked.emit(keys[index])

    def paint_picture(self, painter: QPainter, target: QRectF) -> None:
        self.strip.arrive()
        super().paint_picture(painter, target)

    def data(self) -> ChartData:
        return ChartData(
            (
                "indicator",
                "difference_share_of_a",
                "low_5_percent",
                "high_95_percent",
                "verdict",
                "data_missing",
            ),
            tuple(
                (
                    row.indicator,
                    "" if row.value is None else row.value,
                    "" if row.low is None else row.low,
                    "" if row.high is None else row.high,
                    row.verdict,
                    "yes" if row.unknown else "no",
                )
                for row in self.strip.rows
            ),
        )

    def summary(self) -> str:
        words = [
            _("{name}: {word} ({detail})").format(
                name=row.name,
                word=row.word,
                detail=joined(t for t in (row.totals, row.change, row.detail) if t),
            )
            for row in self.strip.rows
        ]
        head = _("A: {first}. B: {second}.").format(first=self._first, second=self._second)
        return "\n".join([head, *words])
