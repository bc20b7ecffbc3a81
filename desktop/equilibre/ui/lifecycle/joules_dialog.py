"""Bring my own joules: which kept run, for which part of the service, how many times."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QIntValidator
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from equilibre import numbers
from equilibre.learning.catalogue import DATASETS
from equilibre.learning.dataset import card
from equilibre.numbers import kind_name
from equilibre.sessions.run import Run
from equilibre.texts import _, labelled
from equilibre.ui.theme import theme
from equilibre.ui.widgets.segmented import Segmented

_MOST = 1_000_000_000
_RUNS_OF_A_SEARCH = 100


class JoulesDialog(QDialog):
    """Asks; ``brought`` carries the run's key, "training" or "inference", and the number."""

    brought = Signal(str, str, float)

    def __init__(self, runs: Sequence[Run], variant: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Bring my own joules"))
        px = theme().px
        heading = QLabel(_("Bring my own joules"))
        heading.setFont(theme().font(18, QFont.Weight.DemiBold))
        lead = QLabel(
            _(
                "The energy of a run that you kept takes the place of the published one in "
                "“{way}”, with its interval, and is scaled to the service."
            ).format(way=variant)
        )
        lead.setWordWrap(True)
        self._runs = {run.key: run for run in runs}
        self.run = QComboBox()
        self.run.setAccessibleName(_("Run"))
        for run in runs:
            assert run.energy is not None
            energy = numbers.energy(run.energy.gross.value, 2)
            self.run.addItem(
                labelled(
                    run.name,
                    f"{numbers.about(run.energy.kind, energy)} ({kind_name(run.energy.kind)})",
                ),
                run.key,
            )
        self.role = Segmented(
            [("training", _("Training")), ("inference", _("Inference"))], _("What it stands for")
        )
        self.count = QLineEdit()
        self.count.setValidator(QIntValidator(1, _MOST, self.count))
        self._count_label = QLabel()
        self._count_label.setWordWrap(True)
        self._count_label.setBuddy(self.count)
        self._result = QLabel()
        self._result.setWordWrap(True)
        self._result.setProperty("role", "secondary")
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(px(8))
        form.addRow(_("Run"), self.run)
        form.addRow(_("What it stands for"), self.role)
        form.addRow(self._count_label, self.count)
        buttons = QDialogButtonBox()
        self._use = buttons.addButton(_("Use these joules"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._use.setDefault(True)
        buttons.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(20), px(24), px(16))
        layout.setSpacing(px(12))
        layout.addWidget(heading)
        layout.addWidget(lead)
        layout.addLayout(form)
        layout.addWidget(self._result)
        layout.addStretch(1)
        layout.addWidget(buttons)
        self.resize(px(500), px(400))
        self.run.currentIndexChanged.connect(self._propose)
        self.role.chosen.connect(self._role_chosen)
        self.count.textChanged.connect(self._tell)
        self._role_chosen("training")

    @property
    def _number(self) -> int:
        text = self.count.text()
        return int(text) if text.isdecimal() else 0

    def _role_chosen(self, key: str) -> None:
        self._count_label.setText(
            _("How many such runs it takes to make the model (searches, failures, the final one)")
            if key == "training"
            else _("How many answers this run stands for: rows seen × epochs")
        )
        self._propose()

    def _propose(self) -> None:
        """Put a number to begin with: a search of a hundred runs, or the rows the run has seen."""
        run = self._runs.get(self.run.currentData())
        if self.role.choice == "training" or run is None or run.dataset not in DATASETS:
            self.count.setText(str(_RUNS_OF_A_SEARCH))
        else:
            self.count.setText(str(card(run.dataset).training_rows * max(1, run.epochs)))
        self._tell()

    def _tell(self) -> None:
        run = self._runs.get(self.run.currentData())
        if run is None or run.energy is None:
            return
        joules, count = run.energy.gross.value, self._number
        self._use.setEnabled(count > 0)
        if count <= 0:
            self._result.setText(_("Write a whole number, 1 or more."))
            return
        if self.role.choice == "training":
            self._result.setText(
                _("Training the model: {energy}, shared by all who use it.").format(
                    energy=numbers.energy(joules * count, 2)
                )
            )
        else:
            self._result.setText(
                _(
                    "One answer: {energy}. Learning from a row costs more than answering it: "
                    "this is an upper bound."
                ).format(energy=numbers.energy(joules / count, 2))
            )

    def _accept(self) -> None:
        self.brought.emit(self.run.currentData(), self.role.choice, float(self._number))
        self.accept()
