"""The decision map with the choice of its axes."""

from typing import cast

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from equilibre import numbers
from equilibre.learning.card import DatasetCard
from equilibre.learning.looking.decision_map import DecisionMap
from equilibre.texts import _, ngettext
from equilibre.ui.plots.frame import ChartData, ChartFrame
from equilibre.ui.theme import theme
from equilibre.ui.training.learned import words
from equilibre.ui.training.learned.map_picture import MapPicture
from equilibre.ui.training.learned.state import LearnedState
from equilibre.ui.widgets.eliding_list import ElidingList
from equilibre.ui.widgets.segmented import Segmented

_LEAST_COLUMNS = 3  # of two, there is no choice


class MapChart(ChartFrame):
    """The map in its frame; ``chosen`` carries whether directions are wanted, and two columns."""

    chosen = Signal(bool, object)

    def __init__(self) -> None:
        self.map = MapPicture()
        super().__init__("decision-map", _("What it answers where"), self.map)
        px = theme().px
        self._card: DatasetCard | None = None
        self.plane = Segmented(
            [("columns", _("Two columns")), ("directions", _("Projected"))],
            _("The plane of the map"),
        )
        self.plane.button("directions").setToolTip(
            _("The two directions along which the rows differ most (principal components)")
        )
        self.plane.chosen.connect(self._plane_chosen)
        self.add_to_head(self.plane)
        self.across = ElidingList(_("Column along the map"))
        self.up = ElidingList(_("Column up the map"))
        row = QHBoxLayout()
        row.setContentsMargins(0, px(3), px(6), px(2))
        row.setSpacing(px(6))
        # They stand where the names of the axes would.
        for text, box in (("↑", self.up), ("→", self.across)):
            label = QLabel(text)
            label.setBuddy(box)
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.setMinimumWidth(px(70))
            box.activated.connect(self._activated)
            row.addWidget(label)
            row.addWidget(box, 1)
        self._axes = QWidget()
        self._axes.setLayout(row)
        layout = cast("QVBoxLayout", self.layout())
        layout.insertWidget(layout.count() - 1, self._axes)

    def show_state(self, state: LearnedState) -> None:
        card = state.card
        if card is None:
            return
        if card is not self._card:
            self._card = card
            self.plane.setVisible(not card.image and card.columns >= _LEAST_COLUMNS)
            for box in (self.across, self.up):
                box.clear()
                box.addItems([words.column_name(card, one) for one in range(card.columns)])
        directions = state.map_choice.directions
        self.plane.choose("directions" if directions else "columns")
        shown = state.decision_map
        columns = state.map_choice.columns or (shown.columns if shown is not None else None)
        if columns is not None and not directions:
            self.across.setCurrentIndex(columns[0])
            self.up.setCurrentIndex(columns[1])
        self._axes.setVisible(not directions)
        if shown is not None:
            self.show_map(shown, card, state.title)

    def _plane_chosen(self, key: str) -> None:
        self.chosen.emit(key == "directions", None)

    def _activated(self, _index: int) -> None:
        across, up = self.across.currentIndex(), self.up.currentIndex()
        if across == up:  # that is no plane: the other one moves on
            moved = self.up if self.sender() is self.across else self.across
            moved.setCurrentIndex((across + 1) % moved.count())
        self.chosen.emit(False, (self.across.currentIndex(), self.up.currentIndex()))

    def show_map(self, shown: DecisionMap, card: DatasetCard, model: str) -> None:
        subtitle = model
        if shown.columns is not None and card.columns >= _LEAST_COLUMNS:
            subtitle = _("{model} · other columns at their mean").format(model=model)
        if shown.points_outside:
            outside = ngettext(
                "{count} row outside", "{count} rows outside", shown.points_outside
            ).format(count=numbers.count(shown.points_outside))
            subtitle = f"{subtitle} · {outside}"
        self.set_titles(_("What it answers where"), subtitle)
        self.map.names_axes = shown.columns is None
        self.map.show_map(shown, card)
        self.tell()

    def paint_picture(self, painter: QPainter, target: QRectF) -> None:
        before, self.map.names_axes = self.map.names_axes, True
        super().paint_picture(painter, target)
        self.map.names_axes = before

    def data(self) -> ChartData:
        shown, card = self.map.map, self.map.card
        if shown is None or card is None:
            return ChartData()

        def said(value: float) -> object:
            return value if card.task == "regression" else str(card.classes[int(value)])

        return ChartData(
            (*self.map.axis_names(), _("truth"), _("answer to the whole row")),
            tuple(
                (float(x), float(y), said(float(truth)), said(float(answer)))
                for x, y, truth, answer in zip(
                    shown.x, shown.y, shown.point_truths, shown.point_answers, strict=True
                )
            ),
        )

    def summary(self) -> str:
        shown, card = self.map.map, self.map.card
        if shown is None or card is None:
            return super().summary()
        across, up = self.map.axis_names()
        text = _("A map of the answers: {across} along it, {up} up it.").format(
            across=across, up=up
        )
        if card.task == "regression":
            return text
        text = _("{text} The stronger the colour, the surer the model.").format(text=text)
        shares = [
            _("{name}: {share} of the map").format(
                name=name, share=numbers.percent(float((shown.answers == number).mean()), 0)
            )
            for number, name in enumerate(card.classes)
        ]
        return "\n".join([text, *shares])
