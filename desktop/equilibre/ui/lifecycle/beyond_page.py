"""The third page: what stays outside the vector, said openly."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from equilibre.texts import _
from equilibre.ui.lifecycle.ranking import Ranking
from equilibre.ui.lifecycle.state import Beyond, LifecycleState, Ranked
from equilibre.ui.theme import theme
from equilibre.ui.widgets.column import reading
from equilibre.ui.widgets.layouts import empty
from equilibre.ui.widgets.lever import LeverSlider
from equilibre.ui.widgets.plain import plain_label

_TALL = 420  # pixels at 100 %
_WIDE_ENTRY = 220


class _Entry(QWidget):
    """A sentence; with an empty place for the figure that does not exist, beside or below it."""

    def __init__(self, text: str, empty: bool) -> None:
        super().__init__()
        px = theme().px
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(px(10))
        label = plain_label(text)
        label.setWordWrap(True)
        self._row.addWidget(label, 1)
        if empty:
            hole = QLabel(_("not evaluated"))
            hole.setFont(theme().font(11.5))
            colours = theme().colours
            hole.setStyleSheet(
                f"color: {colours.secondary}; border: 1px dashed {colours.border};"
                f" border-radius: {px(4)}px; padding: {px(2)}px {px(8)}px;"
            )
            self._row.addWidget(hole, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= theme().px(_WIDE_ENTRY)
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(beside if wide else below)


class BeyondPage(QWidget):
    """Benefits that nobody evaluated, rebound, scale, and a person's year."""

    growth_moved = Signal(float)
    deployments_moved = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self._lists = QVBoxLayout()
        self._lists.setSpacing(px(6))
        left = self._card(self._lists)
        self.growth = LeverSlider(
            "growth",
            _("More use of B"),
            _(
                "Rebound: how much more the service is used, because it is easy, "
                "than what it replaces"
            ),
        )
        self.growth.moved.connect(lambda _key, position: self.growth_moved.emit(position))
        self.deployments = LeverSlider(
            "deployments",
            _("Times deployed"),
            _("Scale: the same difference, many times over"),
        )
        self.deployments.moved.connect(lambda _key, position: self.deployments_moved.emit(position))
        self._table = QGridLayout()
        self._table.setHorizontalSpacing(px(10))
        self._table.setVerticalSpacing(px(6))
        sliders = QHBoxLayout()
        sliders.setSpacing(px(24))
        sliders.addWidget(self.growth)
        sliders.addWidget(self.deployments)
        top = QVBoxLayout()
        top.setSpacing(px(6))
        top.addWidget(_heading(_("Second order: if B is used more, if it spreads")))
        top.addLayout(sliders)
        top.addLayout(self._table)
        top.addStretch(1)
        self.person = Ranking("person", _("Share of a person’s yearly budget"))
        right = QVBoxLayout()
        right.setSpacing(px(8))
        self._second_order = self._card(top)
        right.addWidget(self._second_order, 5)
        right.addWidget(self.person, 4)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        layout.addWidget(left, 8)
        layout.addLayout(right, 16)
        self._drawn: Beyond | None = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.person.show_subtitle(self.height() >= theme().px(_TALL))

    def _card(self, content: QVBoxLayout) -> QScrollArea:
        px = theme().px
        inner = QFrame()
        inner.setProperty("chart", True)
        content.setContentsMargins(px(12), px(8), px(12), px(8))
        inner.setLayout(content)
        return reading(inner)

    def show_state(self, state: LifecycleState) -> None:
        beyond = state.beyond
        self.growth.show_lever(beyond.growth_text, beyond.growth / 2, (), "")
        self.deployments.show_lever(
            beyond.deployments_text, (len(str(beyond.deployments)) - 1) / 6, (), ""
        )
        if beyond == self._drawn:
            return
        self._drawn = beyond
        self._fill_lists(beyond)
        self._fill_table(beyond)
        self.person.show_rows(
            _("Share of a person’s yearly budget"),
            _("planetary boundary divided by the people on Earth; no budget: not shown"),
            _person_rows(beyond),
        )

    def _fill_lists(self, beyond: Beyond) -> None:
        empty(self._lists)
        for title, texts, hollow in (
            (_("Benefits that nobody evaluated"), beyond.benefits, True),
            (_("What more use may bring"), beyond.rebounds, False),
            (_("What the comparison takes for granted"), beyond.assumptions, False),
        ):
            if not texts:
                continue
            self._lists.addWidget(_heading(title))
            for text in texts:
                self._lists.addWidget(_Entry(text, hollow))
            self._lists.addSpacing(theme().px(6))
        self._lists.addStretch(1)

    def _fill_table(self, beyond: Beyond) -> None:
        empty(self._table)
        headers = (
            _("B − A"),
            _("once"),
            _("if used more"),
            _("saving gone at"),
            _("deployed"),
        )
        for column, text in enumerate(headers):
            label = plain_label(text)
            label.setProperty("role", "secondary")
            label.setFont(theme().font(12))
            self._table.addWidget(label, 0, column, _side(column))
        for index, row in enumerate(beyond.rows, start=1):
            cells = (row.name, row.one, row.rebound, row.cancelled, row.scaled)
            for column, text in enumerate(cells):
                label = plain_label(text)
                label.setFont(
                    theme().font(12.5, QFont.Weight.DemiBold if not column else QFont.Weight.Normal)
                )
                self._table.addWidget(label, index, column, _side(column))
        self._table.setColumnStretch(0, 1)
        # No taller than what it holds: the chart below takes the rest.
        content = self._second_order.widget()
        if content is not None:
            self._second_order.setMaximumHeight(content.sizeHint().height())
            self._second_order.setMinimumWidth(content.minimumSizeHint().width())


def _person_rows(beyond: Beyond) -> tuple[Ranked, ...]:
    shares = [
        share
        for row in beyond.rows
        for share in (row.person_first, row.person_second)
        if share is not None
    ]
    most = max(shares, default=1.0) or 1.0
    return tuple(
        Ranked(f"{row.name.partition(' (')[0]}, {letter}", share / most, text)
        for row in beyond.rows
        for letter, share, text in zip(
            "AB", (row.person_first, row.person_second), row.person_text.split("\n"), strict=False
        )
        if share is not None
    )


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _heading(text: str) -> QLabel:
    label = plain_label(text)
    label.setWordWrap(True)
    label.setFont(theme().font(13, QFont.Weight.DemiBold))
    return label
