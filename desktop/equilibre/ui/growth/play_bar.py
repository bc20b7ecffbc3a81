"""The bar that goes through the years: play, step, drag, choose a speed."""

import math
import time

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from equilibre import numbers
from equilibre.texts import _, ngettext
from equilibre.ui.growth.player import SPEEDS, Player
from equilibre.ui.icons import icon
from equilibre.ui.theme import theme

_BEAT_MILLISECONDS = 33


class PlayBar(QWidget):
    """Drives a Player; ``moved`` says that its day changed."""

    moved = Signal()

    def __init__(self, player: Player) -> None:
        super().__init__()
        self._player = player
        px = theme().px
        self.back = _button("step-back", _("To the model before"))
        self.play = _button("play", _("Play through the years"))
        self.forth = _button("step-forward", _("To the next model"))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(player.first, player.last)
        self.slider.setPageStep(365)
        self.slider.setSingleStep(31)
        self.slider.setAccessibleName(_("Date"))
        self._date = QLabel()
        self._date.setFixedWidth(px(76))
        self._date.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.speed = QComboBox()
        for speed in SPEEDS:
            self.speed.addItem(
                ngettext("{count} year/s", "{count} years/s", math.ceil(speed)).format(
                    count=numbers.significant(speed, 1)
                ),
                speed,
            )
        self.speed.setCurrentIndex(SPEEDS.index(player.speed))
        self.speed.setAccessibleName(_("Speed"))
        self.speed.setToolTip(_("How many years go by in a second"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(6))
        for widget in (self.back, self.play, self.forth):
            layout.addWidget(widget)
        layout.addWidget(self.slider, 1)
        layout.addWidget(self._date)
        layout.addWidget(self.speed)
        self._clock = QTimer(self)
        self._clock.setInterval(_BEAT_MILLISECONDS)
        self._clock.timeout.connect(self._beat)
        self._then = 0.0
        self.back.clicked.connect(lambda: self._step(-1))
        self.forth.clicked.connect(lambda: self._step(1))
        self.play.clicked.connect(self.toggle)
        self.slider.valueChanged.connect(self._dragged)
        self.speed.currentIndexChanged.connect(self._speed_chosen)
        self.show_day()

    def show_day(self) -> None:
        """Stand where the player stands, telling no one."""
        player = self._player
        self.slider.blockSignals(True)
        self.slider.setRange(player.first, player.last)
        self.slider.setValue(int(player.position))
        self.slider.blockSignals(False)
        self._date.setText(f"{player.day:%m/%Y}")
        self.slider.setAccessibleDescription(f"{player.day:%m/%Y}")
        name = "pause" if player.playing else "play"
        self.play.setIcon(icon(name))
        text = _("Pause") if player.playing else _("Play through the years")
        self.play.setToolTip(text)
        self.play.setAccessibleName(text)

    @Slot()
    def toggle(self) -> None:
        """Play, or pause."""
        if self._player.playing:
            self._player.pause()
            self._clock.stop()
        else:
            self._player.play()
            self._then = time.monotonic()
            self._clock.start()
        self._tell()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._player.pause()
        self._clock.stop()
        self.show_day()

    @Slot()
    def _beat(self) -> None:
        now = time.monotonic()
        self._player.advance(min(now - self._then, 0.2))
        self._then = now
        if not self._player.playing:
            self._clock.stop()
        self._tell()

    def _step(self, direction: int) -> None:
        self._clock.stop()
        self._player.step(direction)
        self._tell()

    @Slot(int)
    def _dragged(self, value: int) -> None:
        self._player.go(value)
        self._tell()

    @Slot(int)
    def _speed_chosen(self, index: int) -> None:
        self._player.speed = SPEEDS[index]

    def _tell(self) -> None:
        self.show_day()
        self.moved.emit()


def _button(name: str, text: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name))
    button.setToolTip(text)
    button.setAccessibleName(text)
    return button
