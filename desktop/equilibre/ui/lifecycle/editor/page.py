"""The page on which a study is edited."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from equilibre.lifecycle.study import Study
from equilibre.texts import _
from equilibre.ui.icons import icon
from equilibre.ui.lifecycle.editor.devices import DevicesSection
from equilibre.ui.lifecycle.editor.draft import Draft
from equilibre.ui.lifecycle.editor.factors import FactorsSection
from equilibre.ui.lifecycle.editor.general import GeneralSection
from equilibre.ui.lifecycle.editor.parameters import ParametersSection
from equilibre.ui.lifecycle.editor.section import Section
from equilibre.ui.lifecycle.editor.strip import Strip
from equilibre.ui.lifecycle.editor.variants import VariantsSection
from equilibre.ui.lifecycle.state import LifecycleState
from equilibre.ui.theme import theme
from equilibre.ui.widgets.segmented import Segmented

_MAKERS: dict[str, Callable[[Draft], Section]] = {
    "general": GeneralSection,
    "parameters": ParametersSection,
    "variants": VariantsSection,
    "devices": DevicesSection,
    "factors": FactorsSection,
}


class EditorPage(QWidget):
    """Forms for everything that a study says; ``changed`` carries a whole new study."""

    changed = Signal(object)
    copy_asked = Signal()
    new_asked = Signal()
    delete_asked = Signal()
    open_asked = Signal()
    save_asked = Signal()
    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(self, draft: Draft | None = None) -> None:
        """*draft*: what was being edited when an earlier page was taken away."""
        super().__init__()
        px = theme().px
        self._draft = draft
        self._state: LifecycleState | None = None
        self._sent: Study | None = None  # what ``changed`` said last, or the state
        self._made: dict[str, Section] = {}
        self.sections = Segmented(
            [
                ("general", _("General")),
                ("parameters", _("Parameters")),
                ("variants", _("Ways")),
                ("devices", _("Devices")),
                ("factors", _("Figures")),
            ],
            _("Part of the study"),
        )
        self.sections.chosen.connect(lambda key: self.draft.open(key))
        self.strip = Strip()
        self.strip.went.connect(lambda place: self.draft.go(place))
        self._stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        layout.addLayout(self._head())
        layout.addWidget(self._invitation())
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.strip)

    def _head(self) -> QHBoxLayout:
        px = theme().px
        line = QHBoxLayout()
        line.setSpacing(px(2))
        line.addWidget(self.sections)
        line.addStretch(1)
        self.undo = self._tool("undo-2", _("Undo (Ctrl+Z)"), self.undo_asked.emit)
        self.redo = self._tool("redo-2", _("Redo"), self.redo_asked.emit)
        self.new = self._tool("file-plus", _("New study"), self.new_asked.emit)
        self.open = self._tool("folder-open", _("Open a study…"), self.open_asked.emit)
        self.save = self._tool("save", _("Save or export the study…"), self.save_asked.emit)
        self.copy = self._tool("copy-plus", _("Copy this study to change it"), self.copy_asked.emit)
        self.delete = self._tool("trash-2", _("Delete this study"), self.delete_asked.emit)
        tools = (self.undo, self.redo, self.new, self.open, self.save, self.copy, self.delete)
        for tool in tools:
            line.addWidget(tool)
        return line

    def _tool(self, name: str, text: str, act: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name))
        button.setProperty("flat", True)
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.clicked.connect(lambda: act())
        return button

    def _invitation(self) -> QWidget:
        """What is said of a study that comes with the program."""
        px = theme().px
        self.invitation = QFrame()
        line = QHBoxLayout(self.invitation)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(12))
        text = QLabel(_("This study comes with the program. Your own copy can be changed."))
        text.setWordWrap(True)
        self.copy_button = QPushButton(_("Copy this study to change it"))
        self.copy_button.setProperty("primary", True)
        self.copy_button.clicked.connect(self.copy_asked)
        line.addWidget(text, 1)
        line.addWidget(self.copy_button)
        return self.invitation

    @property
    def draft(self) -> Draft:
        """The study being edited. Only after ``show_state``."""
        assert self._draft is not None
        return self._draft

    def work_on(self, draft: Draft) -> None:
        """Go on with what was typed on an earlier page, before the first state is shown."""
        draft.refusal = ""  # it may have been said in another language
        self._draft = draft

    def show_state(self, state: LifecycleState) -> None:
        before, self._state = self._state, state
        if self._draft is None:
            self._draft = Draft(state.study, state.own)
        draft = self._draft
        draft.told = self._told
        draft.glanced = lambda: self.strip.show_draft(draft)
        self.undo.setEnabled(state.can_undo)
        self.redo.setEnabled(state.can_redo)
        self.delete.setEnabled(state.own)
        self.invitation.setVisible(not state.own)
        unchanged = (
            before is not None
            and (before.own, before.zone, before.indicator)
            == (state.own, state.zone, state.indicator)
            and draft.study == state.study
        )
        if not unchanged:
            draft.follow(state.study, state.own, state.zone, state.indicator)
            self._sent = draft.study
            self._show()

    def _told(self) -> None:
        """Send the study on where it changed, and show the draft as it stands."""
        draft = self.draft
        if draft.study is not self._sent:
            self._sent = draft.study
            self.changed.emit(draft.study)
        self._show()

    def _show(self) -> None:
        draft = self.draft
        self.sections.choose(draft.section)
        section = self.section(draft.section)
        section.show_draft()
        self._stack.setCurrentWidget(section)
        self.strip.show_draft(draft)
        if draft.wanted:
            wanted, draft.wanted = draft.wanted, ()
            section.take_focus(wanted)

    def section(self, key: str) -> Section:
        """Return a section, made when it is first looked at."""
        if key not in self._made:
            self._made[key] = _MAKERS[key](self.draft)
            self._stack.addWidget(self._made[key])
        return self._made[key]
