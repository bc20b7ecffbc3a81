"""The right column of the experiments: 3 read."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from equilibre.texts import _
from equilibre.ui.icons import icon
from equilibre.ui.theme import theme
from equilibre.ui.training.experiments.gaps import GapsCard, paragraph_label
from equilibre.ui.training.experiments.state import ExperimentsState
from equilibre.ui.widgets.column import scrolling, step
from equilibre.ui.widgets.figure_card import FigureCard

_TALL = 520  # pixels at 100 %: lower windows leave out what the sentences say too


class Reading(QWidget):
    """Shows what the points say, what was predicted, and what it all used."""

    energy_asked = Signal()
    save_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        self._sentences = paragraph_label()
        self._hint = paragraph_label()
        self._hint.setProperty("role", "secondary")
        self._gaps = GapsCard()
        self._command_box = QFrame()
        self._command_box.setProperty("card", True)
        own = QLabel(_("Your command"))
        own.setProperty("role", "secondary")
        self._command = paragraph_label()
        inside = QVBoxLayout(self._command_box)
        inside.setContentsMargins(px(12), px(6), px(10), px(8))
        inside.setSpacing(px(2))
        inside.addWidget(own)
        inside.addWidget(self._command)
        self.energy = FigureCard(_("What the whole experiment used; click for the account"))
        self.energy.asked.connect(self.energy_asked)
        self._source = paragraph_label()
        self._source.setProperty("role", "secondary")
        self._source.setFont(theme().font(12))
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, px(6), 0)
        column.setSpacing(px(8))
        column.addWidget(step(3, _("Read")))
        column.addWidget(self._hint)
        column.addWidget(self._gaps)
        column.addWidget(self._sentences)
        column.addWidget(self._command_box)
        column.addWidget(self._source)
        column.addStretch()
        self.area = scrolling(inner)
        self.area.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # the keyboard scrolls what is long
        self.area.setAccessibleName(_("Read"))
        self.save = QPushButton(icon("save"), _("Save the results…"))
        self.save.setIconSize(QSize(px(14), px(14)))
        self.save.setToolTip(_("All points, their energy and the sentences, as JSON or CSV"))
        self.save.clicked.connect(self.save_asked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, px(8), px(12), px(12))
        layout.setSpacing(px(8))
        layout.addWidget(self.area, 1)
        layout.addWidget(self.energy)
        layout.addWidget(self.save)

    def show_state(self, state: ExperimentsState) -> None:
        self._hint.setText(state.hint)
        self._hint.setVisible(bool(state.hint))
        self._gaps.show_gaps(state.gaps)
        self._sentences.setText("\n\n".join(state.sentences))
        self._sentences.setVisible(bool(state.sentences))
        self._command.setText("\n".join(state.command))
        self._command_box.setVisible(bool(state.command))
        self._source.setText("\n".join(state.sources))
        self._source.setVisible(bool(state.sources))
        self.area.setAccessibleDescription(
            "\n".join((*(gap.text for gap in state.gaps), *state.sentences))
        )
        card = state.energy
        if card is not None:
            self.energy.show_figure(
                card.title,
                card.value,
                card.interval,
                card.detail,
                card.kind,
                card.note,
                card.obtained,
            )
        self.save.setEnabled(state.can_save)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._gaps.show_strips(self.height() >= theme().px(_TALL))
