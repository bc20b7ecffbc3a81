"""The first section: what is compared, where, and everything that is said in sentences."""

from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from equilibre.texts import _
from equilibre.ui.lifecycle.editor import changes, notation, rows
from equilibre.ui.lifecycle.editor.amount_field import AmountField
from equilibre.ui.lifecycle.editor.draft import Draft
from equilibre.ui.lifecycle.editor.fields import ChoiceBox, Field, Paragraph
from equilibre.ui.lifecycle.editor.section import Section, label, note, row
from equilibre.ui.theme import theme
from equilibre.ui.widgets.column import scrolling


class GeneralSection(Section):
    """Title, functional unit, electricity, the two ways shown first, counts and sentences."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        px = theme().px
        inner = QWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolling(inner))  # empty: what it has measured is dressed again
        self._form = QFormLayout(inner)
        self._form.setContentsMargins(0, 0, px(8), 0)
        self._form.setHorizontalSpacing(px(12))
        self._form.setVerticalSpacing(px(8))
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._build_job()
        self._build_counts()
        self._build_sentences()

    def _add(self, text: str, field: QWidget, buddy: QWidget | None = None) -> None:
        name = label(text, buddy or field)
        name.setWordWrap(True)
        name.setFixedWidth(theme().px(150))
        name.setMinimumHeight(theme().px(28))
        self._form.addRow(name, field)

    def _build_job(self) -> None:
        draft, px = self.draft, theme().px
        self.title = Field(draft, _("Title"), _("for example: Correcting copies with an AI"))
        self._add(_("Title"), self.title)
        self.unit = Paragraph(
            draft,
            _("Functional unit"),
            _("for example: correct the copies of 100 pupils for one year, as well as a teacher"),
            3,
            _("The job that both ways do: what, how much, how long, and how well."),
        )
        self._add(_("Functional unit"), self.unit)
        self.times = QLineEdit()
        self.times.setFixedWidth(px(72))
        self.times.setPlaceholderText(notation.plain(2))
        self.times.setAccessibleName(_("Times as much of the job"))
        self.times.returnPressed.connect(self._rescale)
        self._times = self.button("", _("Multiply both ways"), self._rescale)
        scale = QWidget()
        line = row(QLabel("×"), self.times, self._times, (self._scale_note(), 1), spacing=8)
        line.setContentsMargins(0, 0, 0, 0)
        scale.setLayout(line)
        self._add(_("The same job, more or less of it"), scale, self.times)
        self.zone = ChoiceBox(draft, _("Electricity, unless another is chosen"))
        self.zone.offer(rows.zones())
        self._add(_("Electricity, unless another is chosen"), self.zone)
        self.first = ChoiceBox(draft, _("Shown first as A"))
        self.second = ChoiceBox(draft, _("Shown first as B"))
        pair = QWidget()
        line = row(QLabel("A"), (self.first, 1), QLabel("B"), (self.second, 1), spacing=8)
        line.setContentsMargins(0, 0, 0, 0)
        pair.setLayout(line)
        self._add(_("Compared first"), pair, self.first)

    def _scale_note(self) -> QLabel:
        return note(_("Every line of every way is multiplied; then say it in the sentence above."))

    def _build_counts(self) -> None:
        draft = self.draft

        def worth(text: str) -> str:
            return rows.count_text(draft.study, text)

        self.inferences = AmountField(
            draft, _("Answers given in one functional unit"), "people*requests*days", worth
        )
        self._add(_("Answers given in one functional unit"), self.inferences, self.inferences.field)
        self.shared = AmountField(
            draft,
            _("Functional units that one training serves"),
            "training_answers/(people*requests*days)",
            worth,
        )
        self._add(_("Functional units that one training serves"), self.shared, self.shared.field)

    def _build_sentences(self) -> None:
        draft = self.draft
        lines = _("One sentence on each line.")
        self.assumptions = Paragraph(
            draft,
            _("Taken for granted"),
            _("for example: The AI corrects as well as a teacher."),
            3,
            lines,
        )
        self._add(_("Taken for granted"), self.assumptions)
        self.benefits = Paragraph(
            draft,
            _("Effects nobody evaluated"),
            _("for example: Teachers have more time for their pupils."),
            3,
            lines,
        )
        self._add(_("Effects nobody evaluated"), self.benefits)
        self.rebounds = Paragraph(
            draft,
            _("What people may do more"),
            _("for example: More tests are given, because correcting them is easy."),
            3,
            lines,
        )
        self._add(_("What people may do more"), self.rebounds)

    def show_draft(self) -> None:
        super().show_draft()
        draft = self.draft
        ways = rows.variants(draft.study)
        self.first.offer(ways)
        self.second.offer(ways)
        self.times.setEnabled(draft.own)
        self.title.show_place(("title",))
        self.unit.show_place(("functional_unit",))
        self.zone.show_place(("zone",))
        self.first.show_place(("compare", 0))
        self.second.show_place(("compare", 1))
        self.inferences.show_place(("inferences",))
        self.shared.show_place(("training_shared_by",))
        self.assumptions.show_place(("assumptions",))
        self.benefits.show_place(("benefits",))
        self.rebounds.show_place(("rebounds",))

    def _rescale(self) -> None:
        if changes.rescale(self.draft, self.times.text()):
            self.times.clear()
            self.unit.setFocus()
