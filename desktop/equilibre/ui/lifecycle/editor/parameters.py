"""The section of the parameters: a table to read, and a form for the one in hand."""

from PySide6.QtWidgets import QVBoxLayout

from equilibre.texts import _
from equilibre.ui.lifecycle.editor import changes, entries, rows
from equilibre.ui.lifecycle.editor.draft import Draft
from equilibre.ui.lifecycle.editor.fields import ChoiceBox, Field, Tick
from equilibre.ui.lifecycle.editor.section import Section, label, row, same_width
from equilibre.ui.lifecycle.editor.table import RowsTable
from equilibre.ui.theme import theme


class ParametersSection(Section):
    """The quantities that amounts are computed from."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        px = theme().px
        self.table = RowsTable(
            _("Parameters"),
            (
                _("in amounts"),
                _("what it is"),
                _("lowest"),
                _("central"),
                _("highest"),
                _("unit"),
                _("known how"),
            ),
            (1,),
            {6: px(120)},
        )
        self.table.picked.connect(lambda index: draft.choose("parameters", index))
        self.table.removal_asked.connect(lambda: changes.remove_parameter(draft))
        self.add = self.button("plus", _("Add"), lambda: changes.add_parameter(draft))
        self.copy = self.tool(
            "copy", _("Copy this parameter"), lambda: changes.copy_parameter(draft)
        )
        self.remove = self.tool(
            "trash-2", _("Remove this parameter"), lambda: changes.remove_parameter(draft)
        )
        self._build_fields()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(6))
        layout.addWidget(self.table, 1)
        key, bounds, kind = (
            label(_("Short name"), self.key),
            label(_("Lowest"), self.low),
            label(_("Known how"), self.kind),
        )
        same_width((key, bounds, kind))
        layout.addLayout(
            row(
                key,
                (self.key, 3),
                label(_("What it is"), self.name),
                (self.name, 5),
                self.add,
                self.copy,
                self.remove,
            )
        )
        layout.addLayout(
            row(
                bounds,
                (self.low, 1),
                label(_("central"), self.value),
                (self.value, 1),
                label(_("highest"), self.high),
                (self.high, 1),
                label(_("unit"), self.unit),
                (self.unit, 1),
                self.lever,
            )
        )
        layout.addLayout(
            row(kind, (self.kind, 2), label(_("Source"), self.source), (self.source, 5))
        )
        first = (self.table, self.key, self.name, self.low, self.value, self.high, self.unit)
        self.tab_through(
            *first, self.lever, self.kind, self.source, self.add, self.copy, self.remove
        )

    def _build_fields(self) -> None:
        draft = self.draft
        self.key = Field(
            draft,
            _("Short name"),
            "minutes_with",
            _("How amounts name it: letters without accents, digits and _"),
        )
        self.name = Field(draft, _("What it is"), _("for example: time to read an answer"))
        three = _(
            "Write 0.5 or 3e-4. It lies between the lowest and the highest values believable."
        )
        self.low = Field(draft, _("Lowest value"), "1", three)
        self.value = Field(draft, _("Central value"), "3", three)
        self.high = Field(draft, _("Highest value"), "6", three)
        self.unit = ChoiceBox(draft, _("Unit"), letters=6)
        self.unit.offer(rows.units(with_none=True))
        self.kind = ChoiceBox(draft, _("Known how"), letters=24)
        self.kind.offer(rows.kinds())
        self.source = Field(draft, _("Source"), _("for example: timed with a clock, 12 March 2026"))
        self.lever = Tick(
            draft,
            _("lever"),
            _("Lever"),
            _("Shown as a lever in the left column: a parameter worth moving first"),
        )

    def show_draft(self) -> None:
        super().show_draft()
        draft = self.draft
        self.table.show_rows(rows.parameter_rows(draft.study), draft.row("parameters"))
        key = draft.key("parameters")
        fields: dict[str, Field | ChoiceBox | Tick] = {
            "key": self.key,
            "name": self.name,
            **dict(zip(entries.BOUNDS, (self.low, self.value, self.high), strict=True)),
            "unit": self.unit,
            "kind": self.kind,
            "source": self.source,
            "lever": self.lever,
        }
        for field, widget in fields.items():
            widget.show_place(("parameters", key, field) if key else ())
        for button in (self.copy, self.remove):
            button.setEnabled(draft.own and bool(key))
