"""The page of insides and undersides: one picture, chosen at the left."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget

from equilibre.growth.figure import Origin
from equilibre.texts import _
from equilibre.ui.growth.cards import show_origin_card
from equilibre.ui.growth.page import TwoColumns
from equilibre.ui.growth.parts.anatomy_chart import AnatomyChart
from equilibre.ui.growth.parts.development import caution
from equilibre.ui.growth.parts.iceberg_chart import IcebergChart
from equilibre.ui.growth.parts.presenter import PartsPresenter
from equilibre.ui.growth.parts.state import PartsState
from equilibre.ui.icons import icon
from equilibre.ui.theme import theme
from equilibre.ui.widgets.info_button import InfoButton
from equilibre.ui.widgets.segmented import Segmented


class PartsPage(TwoColumns):
    """Shows a PartsState and passes on what is asked of it."""

    def __init__(self, presenter: PartsPresenter) -> None:
        super().__init__(_("Inside and beneath"))
        self._presenter = presenter
        self.view = Segmented(
            [("parameters", _("Inside")), ("development", _("Beneath"))], _("What is shown")
        )
        self.again = QPushButton(icon("rotate-ccw"), _("Count again"))
        self.projects = Segmented(list(presenter.state.projects), _("Project"))
        self.anatomy = AnatomyChart()
        self.iceberg = IcebergChart()
        self._build()
        self.view.chosen.connect(presenter.choose_view)
        self.projects.chosen.connect(presenter.choose_project)
        self.again.clicked.connect(self.count)
        self.anatomy.pointed.connect(presenter.point)
        self.anatomy.picked.connect(lambda key: self._show(*presenter.family_card(key)))
        self.source_of_anatomy.clicked.connect(lambda: self._show(*presenter.anatomy_card()))
        self.source_of_iceberg.clicked.connect(lambda: self._show(*presenter.project_card()))
        presenter.attach(self)

    def _build(self) -> None:
        self._sentence, self._caution, self._how = _paragraph(), _secondary(), _secondary()
        self._how.setText(
            _("Point at a rectangle, or walk with the arrow keys; click or Enter: its card.")
        )
        self._caution.setText(caution())
        self.side.addWidget(self.view)
        self.side.addWidget(self.projects)
        self.side.addWidget(self._sentence)
        self.side.addWidget(self._how)
        self.side.addWidget(self._caution)
        self.side.addWidget(self.again)
        self.side.addStretch(1)
        self.source_of_anatomy = InfoButton(_("Where these figures come from"))
        self.source_of_iceberg = InfoButton(_("Where these figures come from"))
        self.anatomy.add_to_head(self.source_of_anatomy)
        self.iceberg.add_to_head(self.source_of_iceberg)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.anatomy)
        self._stack.addWidget(self.iceberg)
        self.centre.addWidget(self._stack, 1)

    def show_state(self, state: PartsState) -> None:
        inside = state.view == "parameters"
        self.view.choose(state.view)
        self.projects.choose(state.project)
        self.projects.setVisible(not inside)
        self._caution.setVisible(not inside)
        self._how.setVisible(inside)
        self.again.setVisible(inside and state.motion)
        self._sentence.setText(state.anatomy.sentence if inside else state.iceberg.sentence)
        self._stack.setCurrentIndex(0 if inside else 1)
        self.anatomy.show_state(state)
        self.iceberg.show_iceberg(state.iceberg)

    def count(self) -> None:
        """Count the parameters again, from nothing."""
        self.anatomy.tally.run(self._presenter.state.motion)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._presenter.counted:  # once, when the page is first looked at
            self._presenter.counted = True
            self.count()

    def _show(self, title: str, paragraphs: list[str], origin: Origin) -> None:
        show_origin_card(title, paragraphs, origin, self)


def _paragraph() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    return label


def _secondary() -> QLabel:
    label = _paragraph()
    label.setProperty("role", "secondary")
    label.setFont(theme().font(12))
    return label
