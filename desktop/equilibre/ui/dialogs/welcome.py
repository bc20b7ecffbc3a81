"""The first start: which language, which level. Two choices, no more."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from equilibre.texts import LANGUAGES, _, language
from equilibre.ui.icons import icon
from equilibre.ui.locked import lock, why_locked
from equilibre.ui.settings import SettingsStore
from equilibre.ui.theme import theme
from equilibre.ui.widgets.segmented import Segmented


class WelcomeDialog(QDialog):
    """Made anew when the language is chosen, so that it speaks it at once."""

    language_chosen = Signal(str)
    level_chosen = Signal(str)

    def __init__(self, store: SettingsStore, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Équilibre")
        px = theme().px
        title = QLabel("Équilibre")
        title.setFont(theme().font(28, QFont.Weight.Bold))
        purpose = QLabel(_("What does it cost to train an artificial intelligence? Measure it."))
        purpose.setFont(theme().font(15))
        purpose.setWordWrap(True)
        self.languages = Segmented(list(LANGUAGES.items()), _("Language"))
        self.languages.choose(language())
        self.languages.chosen.connect(self.language_chosen)
        self.levels = Segmented([("simple", _("Simple")), ("complete", _("Complete"))], _("Level"))
        self.levels.choose(store.settings.level)
        self.levels.chosen.connect(self.level_chosen)
        reasons = [why_locked(store, setting) for setting in ("language", "level")]
        lock(self.languages, reasons[0])
        lock(self.levels, reasons[1])
        explanation = QLabel(
            _("What is locked is settled for everyone on this computer.")
            if any(reasons)
            else _(
                "Simple: the same screens with fewer settings. "
                "Both choices can be changed at any time in the View menu."
            )
        )
        explanation.setProperty("role", "secondary")
        explanation.setWordWrap(True)
        self.begin = QPushButton(icon("play", theme().colours.on_accent), _("Begin"))
        self.begin.setProperty("primary", True)
        self.begin.setDefault(True)
        self.begin.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(32), px(28), px(32), px(24))
        layout.setSpacing(px(14))
        layout.addWidget(title)
        layout.addWidget(purpose)
        layout.addSpacing(px(6))
        for name, widget in (
            (_("Language"), self.languages),
            (_("Level"), self.levels),
        ):
            row = QHBoxLayout()
            label = QLabel(name)
            label.setFixedWidth(px(90))
            row.addWidget(label)
            row.addWidget(widget)
            row.addStretch()
            layout.addLayout(row)
        layout.addWidget(explanation)
        layout.addSpacing(px(6))
        layout.addWidget(self.begin)
        self.setMinimumWidth(px(460))
        # Qt supposes shorter lines than these of the wrapped texts.
        self.setMinimumHeight(layout.totalHeightForWidth(max(px(460), layout.sizeHint().width())))
