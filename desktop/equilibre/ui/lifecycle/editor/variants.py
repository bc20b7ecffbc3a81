"""The section of the ways of doing the job: the lines of one of them, and a form for one line."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from equilibre.lifecycle import catalogue
from equilibre.texts import _
from equilibre.ui.lifecycle.controls import fill
from equilibre.ui.lifecycle.editor import changes, rows
from equilibre.ui.lifecycle.editor.amount_field import AmountField
from equilibre.ui.lifecycle.editor.draft import Draft
from equilibre.ui.lifecycle.editor.fields import ChoiceBox, Field
from equilibre.ui.lifecycle.editor.section import Section, label, row, same_width
from equilibre.ui.lifecycle.editor.table import RowsTable
from equilibre.ui.theme import theme
from equilibre.ui.widgets.eliding_list import ElidingList


class VariantsSection(Section):
    """A way of doing the job: what it needs, phase by phase and device by device."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        px = theme().px
        self._build_way()
        self._build_table()
        self._build_line()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(6))
        layout.addLayout(
            row(
                (self.way, 3),
                self.tool("plus", _("Add a way"), lambda: changes.add_variant(draft)),
                self.tool("copy", _("Copy this way"), lambda: changes.copy_variant(draft)),
                self.tool("trash-2", _("Remove this way"), lambda: changes.remove_variant(draft)),
                label(_("Title"), self.title),
                (self.title, 4),
                (self.role, 2),
            )
        )
        layout.addWidget(self.table, 1)
        phase, factor, amount = (
            label(_("Phase"), self.phase),
            label(_("Figure"), self.factor),
            label(_("Amount"), self.amount.field),
        )
        same_width((phase, factor, amount))
        layout.addLayout(
            row(
                phase,
                (self.phase, 1),
                label(_("Device"), self.device),
                (self.device, 1),
                *self._line_buttons(),
            )
        )
        layout.addLayout(row(factor, (self.factor, 1)))
        last = row(amount, (self.amount, 1))
        amount.setFixedHeight(self.amount.field.sizeHint().height())
        last.setAlignment(amount, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(last)
        self.tab_through(self.way, self.title, self.role, self.table, self.phase, self.device)
        self.tab_through(self.device, self.factor, self.amount.field, self.amount.add, self.add)
        self.tab_through(self.add, self.copy, self.remove, self.up, self.down)

    def _build_way(self) -> None:
        draft = self.draft
        self.way = ElidingList(_("Way of doing the job"), letters=8)
        self.way.activated.connect(lambda: draft.choose_variant(self.way.currentData()))
        self.title = Field(draft, _("Title of this way"), _("for example: with an AI"))
        self.role = ChoiceBox(draft, _("Role"))
        self.role.offer(rows.roles())

    def _build_table(self) -> None:
        draft = self.draft
        self.table = RowsTable(
            _("Lines"),
            (_("phase"), _("device"), _("figure"), _("amount"), ""),
            (1, 2),
        )
        self.table.picked.connect(lambda index: draft.choose("lines", index))
        self.table.removal_asked.connect(lambda: changes.remove_line(draft))

    def _build_line(self) -> None:
        draft = self.draft
        self.phase = ChoiceBox(draft, _("Phase"), _("When in its life"))
        self.phase.offer(rows.phases())
        self.device = ChoiceBox(draft, _("Device"))
        self.factor = ChoiceBox(draft, _("Figure"), _("What is counted, and for how much of it"))
        self.amount = AmountField(
            draft, _("Amount"), "people*days*minutes_with/60/laptop_h", self._worth
        )

    def _line_buttons(self) -> tuple[QWidget, ...]:
        draft = self.draft
        self.add = self.button("plus", _("Add a line"), lambda: changes.add_line(draft))
        self.copy = self.tool("copy", _("Copy this line"), lambda: changes.copy_line(draft))
        self.remove = self.tool(
            "trash-2", _("Remove this line"), lambda: changes.remove_line(draft)
        )
        self.up = self.sign("↑", _("Move up"), lambda: changes.move_line(draft, -1))
        self.down = self.sign("↓", _("Move down"), lambda: changes.move_line(draft, 1))
        return self.add, self.copy, self.remove, self.up, self.down

    def _worth(self, text: str) -> str:
        draft = self.draft
        if not draft.variant.lines:
            return ""
        line = draft.variant.lines[draft.row("lines")]
        return rows.worth_text(draft.study, line, text, draft.zone)

    def show_draft(self) -> None:
        super().show_draft()
        draft = self.draft
        way = draft.variant
        fill(self.way, rows.variants(draft.study), way.key)
        self.title.show_place(("variants", way.key, "title"))
        self.role.show_place(("variants", way.key, "role"))
        index = draft.row("lines")
        share = catalogue.indicators()[draft.indicator].short
        self.table.rename_column(
            4,
            str(share),
            _("Share of the impacts of this way, for the indicator chosen on the other pages"),
        )
        self.table.show_rows(rows.line_rows(draft.study, way, draft.zone, draft.indicator), index)
        self.device.offer(rows.devices(draft.study))
        self.factor.offer(rows.factors(draft.study))
        place = ("variants", way.key, "lines", index)
        self.phase.show_place((*place, "phase") if way.lines else ())
        self.device.show_place((*place, "device") if way.lines else ())
        self.factor.show_place((*place, "factor") if way.lines else ())
        self.amount.show_place((*place, "amount") if way.lines else ())
        self.copy.setEnabled(draft.own and bool(way.lines))
        self.remove.setEnabled(draft.own and bool(way.lines))
        self.up.setEnabled(draft.own and index > 0)
        self.down.setEnabled(draft.own and index < len(way.lines) - 1)
