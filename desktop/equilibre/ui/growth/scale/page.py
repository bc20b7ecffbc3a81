"""The first page of growth: the linear shock, the zoom, the logarithm."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton

from equilibre.growth import catalogue
from equilibre.texts import _, joined, labelled
from equilibre.ui.growth.cards import show_model_card
from equilibre.ui.growth.page import TwoColumns
from equilibre.ui.growth.play_bar import PlayBar
from equilibre.ui.growth.scale import wording
from equilibre.ui.growth.scale.picture import ScalePicture
from equilibre.ui.growth.scale.presenter import ScalePresenter
from equilibre.ui.growth.scale.state import ScaleState
from equilibre.ui.icons import icon
from equilibre.ui.plots.frame import ChartData, ChartFrame
from equilibre.ui.theme import theme
from equilibre.ui.widgets.check_box import CheckBox
from equilibre.ui.widgets.column import step
from equilibre.ui.widgets.info_button import InfoButton
from equilibre.ui.widgets.segmented import Segmented

_LEAST = 160  # pixels at 100 %, high: what three rows need


class ScaleFrame(ChartFrame):
    """The picture in its frame; keys walk along the models."""

    stepped = Signal(int)
    asked = Signal(str)  # the card of a model

    def __init__(self) -> None:
        self.scale = ScalePicture()
        super().__init__("true-scale", _("To true scale"), self.scale)
        self.scale.setMinimumHeight(theme().px(_LEAST))
        self.scale.picked.connect(self.asked)
        self._state = ScaleState()

    def show_state(self, state: ScaleState) -> None:
        self._state = state
        self.set_titles(state.title, state.subtitle)
        self.scale.show_state(state)
        self.tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Right:
                self.stepped.emit(1)
            case Qt.Key.Key_Up | Qt.Key.Key_Left:
                self.stepped.emit(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._state.chosen:
                self.asked.emit(self._state.chosen)
            case _:
                super().keyPressEvent(event)

    def paint_picture(self, painter: QPainter, target: QRectF) -> None:
        self.scale.arrive()
        super().paint_picture(painter, target)

    def data(self) -> ChartData:
        models = catalogue.models()
        rows = []
        for row in self._state.rows:
            figure = models[row.key].figures.get(self._state.quantity)
            origin = None if figure is None else figure.origin
            rows.append(
                (
                    row.name,
                    models[row.key].date.isoformat(),
                    "" if row.value is None else row.value,
                    "" if row.low is None else row.low,
                    "" if row.high is None else row.high,
                    "" if figure is None else figure.kind.value,
                    "" if origin is None else origin.confidence.value,
                    "" if origin is None else origin.source,
                    "" if origin is None else str(origin.locator),
                )
            )
        unit = {"energy": "_joules", "carbon": "_kg"}.get(self._state.quantity, "")
        value = self._state.quantity + unit
        header = ("model", "date", value, "low", "high", "kind", "confidence", "source", "locator")
        return ChartData(header, tuple(rows))

    def summary(self) -> str:
        rows = [
            labelled(
                f"{row.name} ({row.date})", joined(one for one in (row.text, row.kind_text) if one)
            )
            for row in self._state.rows
        ]
        return "\n".join([self._state.title, *rows, self._state.sentence])


class ScalePage(TwoColumns):
    """Choices at the left; the sentence, the picture and the years at the right."""

    def __init__(self, presenter: ScalePresenter) -> None:
        super().__init__(_("To true scale"))
        self._presenter = presenter
        px = theme().px
        self.quantity = QComboBox()
        self.quantity.setAccessibleName(_("What is compared"))
        self.shape = Segmented([("bars", _("Bars")), ("areas", _("Areas"))], _("Drawn as"))
        self.axis = Segmented(
            [("linear", _("Linear")), ("logarithmic", _("Logarithmic"))], _("Axis")
        )
        self.zoom_out = _zoom_button("zoom-out", _("Ten times smaller"))
        self.zoom_in = _zoom_button("zoom-in", _("Ten times larger"))
        self.zoom_in.setText(_("Zoom ×10"))
        self._zoom = QLabel()
        self._zoom.setFont(theme().font(13, QFont.Weight.DemiBold))
        self.later = CheckBox(_("And after GPT-3"))
        self.later.setToolTip(_("The records that came later, and a small model among them"))
        self._note = QLabel()
        self._note.setWordWrap(True)
        self._note.setProperty("role", "secondary")
        self.about = InfoButton(_("Where this comes from"))
        self._sentence = QLabel()
        self._sentence.setWordWrap(True)
        self._sentence.setFont(theme().font(15, QFont.Weight.DemiBold))
        self._sentence.setContentsMargins(px(12), 0, 0, 0)
        self.chart = ScaleFrame()
        self.play = PlayBar(presenter.player)
        self._fill_side()
        self.centre.addWidget(self._sentence)
        self.centre.addWidget(self.chart, 1)
        self.centre.addWidget(self.play)
        self._connect()
        presenter.attach(self)

    def _fill_side(self) -> None:
        px = theme().px
        zoom = QHBoxLayout()
        zoom.setSpacing(px(8))
        zoom.addWidget(self.zoom_in)
        zoom.addWidget(self.zoom_out)
        zoom.addStretch(1)
        side = self.side
        side.addWidget(step(1, _("What is compared")))
        side.addWidget(self.quantity)
        side.addWidget(self.later)
        side.addSpacing(px(6))
        side.addWidget(step(2, _("Drawn to true scale")))
        side.addWidget(self.shape)
        side.addLayout(zoom)
        side.addWidget(self._zoom)
        side.addSpacing(px(6))
        side.addWidget(step(3, _("Then on a logarithmic axis")))
        side.addWidget(self.axis)
        side.addStretch(1)
        note = QHBoxLayout()
        note.setSpacing(px(2))
        note.addWidget(self._note, 1)
        note.addWidget(self.about)
        side.addLayout(note)

    def _connect(self) -> None:
        presenter = self._presenter
        self.quantity.activated.connect(
            lambda index: presenter.choose_quantity(self.quantity.itemData(index))
        )
        self.shape.chosen.connect(presenter.choose_shape)
        self.axis.chosen.connect(lambda key: presenter.choose_logarithmic(key == "logarithmic"))
        self.zoom_in.clicked.connect(lambda: presenter.zoom(1))
        self.zoom_out.clicked.connect(lambda: presenter.zoom(-1))
        self.later.toggled.connect(presenter.show_later)
        self.about.clicked.connect(lambda: self._show_model(wording.CONTRAST))
        self.play.moved.connect(presenter.day_moved)
        self.chart.stepped.connect(presenter.step_row)
        self.chart.asked.connect(self._show_card)
        self._keys: dict[str, Callable[[], None]] = {
            "l": presenter.toggle_scale,
            "+": lambda: presenter.zoom(1),
            "-": lambda: presenter.zoom(-1),
            "0": presenter.reset_zoom,
        }

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Obey the keys that nothing inside wanted: a list keeps the letters typed into it."""
        commands = ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        act = self._keys.get(event.text().lower())
        if act is None or event.modifiers() & commands:
            super().keyPressEvent(event)
        else:
            act()

    def show_state(self, state: ScaleState) -> None:
        if self.quantity.count() == 0:
            for key, text in state.quantities:
                self.quantity.addItem(text, key)
        self.quantity.setCurrentIndex(self.quantity.findData(state.quantity))
        self.shape.choose(state.shape)
        self.shape.setEnabled(not state.logarithmic)
        self.axis.choose("logarithmic" if state.logarithmic else "linear")
        self.zoom_in.setEnabled(state.zoom_in)
        self.zoom_out.setEnabled(state.zoom_out)
        self._zoom.setText(state.zoom_text)
        self.later.blockSignals(True)
        self.later.setChecked(state.later)
        self.later.blockSignals(False)
        self._note.setText(state.note)
        self.about.setVisible(state.quantity == "parameters")  # the other notes have no figure
        self._sentence.setText(state.sentence)
        self.chart.scale.gliding = state.motion
        self.chart.show_state(state)
        self.play.show_day()

    def _show_card(self, key: str) -> None:
        self._presenter.choose_row(key)
        self._show_model(key)

    def _show_model(self, key: str) -> None:
        show_model_card(catalogue.model(key), self._presenter.unverified, self)


def _zoom_button(name: str, text: str) -> QPushButton:
    button = QPushButton(icon(name), "")
    button.setToolTip(text)
    button.setAccessibleName(text)
    return button
