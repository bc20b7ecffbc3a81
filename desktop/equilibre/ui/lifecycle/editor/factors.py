"""The section of the figures: what one unit of everything costs, and the study's own figures."""

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from equilibre.lifecycle import catalogue
from equilibre.texts import _, labelled
from equilibre.ui.lifecycle.editor import changes, entries, rows
from equilibre.ui.lifecycle.editor.draft import Draft
from equilibre.ui.lifecycle.editor.fields import ChoiceBox, Field, Paragraph
from equilibre.ui.lifecycle.editor.section import Section, label, note, row
from equilibre.ui.lifecycle.editor.table import RowsTable
from equilibre.ui.theme import theme
from equilibre.ui.widgets.check_box import CheckBox
from equilibre.ui.widgets.column import scrolling

_LONG = ("source", "note")
_TEXTS = ("name", "source", "locator", "year", "licence", "note")


class FactorsSection(Section):
    """The figures that the study uses; those of the tables are copied to be changed."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        px = theme().px
        self.table = RowsTable(_("Figures"), (_("figure"), ""), (0,))
        self.table.picked.connect(lambda index: draft.choose("factors", index))
        self.table.removal_asked.connect(lambda: changes.remove_factor(draft))
        self.add = self.button("plus", _("Add a figure"), lambda: changes.add_factor(draft))
        self.copy = self.button(
            "copy", _("Copy it to change it"), lambda: changes.copy_factor(draft)
        )
        self.remove = self.button(
            "trash-2",
            _("Remove the change"),
            lambda: changes.remove_factor(draft),
            _("The figure of the tables counts again; one of your own goes"),
        )
        left = QVBoxLayout()
        left.setSpacing(px(6))
        left.addWidget(self.table, 1)
        left.addLayout(row((self.add, 1)))
        left.addLayout(row((self.copy, 1)))
        left.addLayout(row((self.remove, 1)))
        form = QWidget()
        self._grid = QGridLayout(form)
        self._grid.setContentsMargins(0, 0, px(8), 0)
        self._grid.setHorizontalSpacing(px(6))
        self._grid.setVerticalSpacing(px(6))
        self._texts: dict[str, Field | Paragraph] = {}
        self.bounds: dict[tuple[str, str], Field] = {}
        self.gaps: dict[str, CheckBox] = {}
        self._build_form()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(12))
        layout.addLayout(left, 4)
        layout.addWidget(scrolling(form), 7)

    # -- the form of one figure ----------------------------------------------------------------

    def _build_form(self) -> None:
        draft, grid = self.draft, self._grid
        examples = {
            "name": _("for example: drone, production"),
            "source": _("for example: ADEME, Base Empreinte"),
            "locator": _("for example: page 12, table 3"),
            "year": "2026",
            "licence": _("for example: CC BY 4.0"),
            "note": _("what it counts and what it leaves out"),
        }
        names = {
            "name": _("Name"),
            "source": _("Source"),
            "locator": _("Where in it"),
            "year": _("Year"),
            "licence": _("Licence"),
            "note": _("Note"),
        }
        self._texts = {
            key: Paragraph(draft, names[key], examples[key], 2)
            if key in _LONG
            else Field(draft, names[key], examples[key])
            for key in _TEXTS
        }
        self.unit = ChoiceBox(draft, _("Unit"), letters=6)
        self.unit.offer(rows.units(with_none=False))
        self.kind = ChoiceBox(draft, _("Known how"), letters=6)
        self.kind.offer(rows.kinds())
        self._origin = note("")
        grid.addWidget(self._origin, 0, 0, 1, 5)
        self._wide(1, names["name"], self._texts["name"])
        self._wide(2, _("For one"), self.unit)
        self._wide(3, _("Known how"), self.kind)
        for column, text in enumerate((_("lowest"), _("central"), _("highest"))):
            grid.addWidget(label(text), 4, 1 + column)
        for index, key in enumerate(catalogue.indicators()):
            self._build_indicator(5 + index, key)
        below = 5 + len(catalogue.indicators())
        self._wide(below, names["source"], self._texts["source"])
        self._wide(below + 1, names["locator"], self._texts["locator"])
        self._pair(
            below + 2,
            (names["year"], self._texts["year"]),
            (names["licence"], self._texts["licence"]),
        )
        self._wide(below + 3, names["note"], self._texts["note"])
        grid.setRowStretch(below + 4, 1)
        numbers = (
            one
            for key in catalogue.indicators()
            for one in (*(self.bounds[key, bound] for bound in entries.BOUNDS), self.gaps[key])
        )
        texts = (self._texts[key] for key in _TEXTS[1:])
        self.tab_through(self._texts["name"], self.unit, self.kind, *numbers, *texts)
        for column in (1, 2, 3):
            grid.setColumnStretch(column, 1)

    def text_field(self, key: str) -> Field:
        """Return the field of one line named *key*: name, locator, year or licence."""
        field = self._texts[key]
        assert isinstance(field, Field)
        return field

    def _wide(self, line: int, text: str, field: QWidget) -> None:
        self._grid.addWidget(label(text, field), line, 0)
        self._grid.addWidget(field, line, 1, 1, 4)

    def _pair(self, line: int, first: tuple[str, QWidget], second: tuple[str, QWidget]) -> None:
        self._grid.addWidget(label(*first), line, 0)
        pair = row((first[1], 2), label(*second), (second[1], 3))
        self._grid.addLayout(pair, line, 1, 1, 4)

    def _build_indicator(self, line: int, key: str) -> None:
        draft, grid = self.draft, self._grid
        name = rows.indicator_name(key)
        grid.addWidget(label(name), line, 0)
        for column, bound in enumerate(entries.BOUNDS):
            said = {"low": _("lowest"), "value": _("central"), "high": _("highest")}[bound]
            field = Field(draft, labelled(name, said), "", str(catalogue.indicators()[key].scope))
            field.setMinimumWidth(theme().px(56))
            self.bounds[key, bound] = field
            grid.addWidget(field, line, 1 + column)
        gap = CheckBox(_("no data"))
        gap.setAccessibleName(labelled(name, _("no data")))
        gap.setToolTip(_("Nobody measured it: not zero, and the difference says “unknown”"))
        gap.clicked.connect(lambda ticked: self._say_gap(key, ticked))
        self.gaps[key] = gap
        grid.addWidget(gap, line, 4)

    def _say_gap(self, indicator: str, ticked: bool) -> None:
        """Say that there is no data, or ask for a figure."""
        place = ("factors", self.draft.key("factors"), "impacts", indicator, "value")
        self.draft.type(place, entries.NO_DATA if ticked else "")
        if not ticked:
            self.bounds[indicator, "value"].setFocus()

    def show_draft(self) -> None:
        super().show_draft()
        draft = self.draft
        self.table.show_rows(rows.factor_rows(draft.study, draft.zone), draft.row("factors"))
        key = draft.key("factors")
        own = key in draft.study.factors
        self._origin.setText(
            _("A figure of this study alone.")
            if own
            else _("A figure of the tables: copy it to change it in this study.")
        )
        self.copy.setEnabled(draft.own and bool(key) and not own)
        self.remove.setEnabled(draft.own and own)
        if own:
            self._show_own(key)
        else:
            self._show_of_tables(key)

    def _show_own(self, key: str) -> None:
        draft = self.draft
        for field, widget in self._texts.items():
            widget.show_place(("factors", key, field))
        self.unit.show_place(("factors", key, "unit"))
        self.kind.show_place(("factors", key, "kind"))
        for (indicator, bound), widget in self.bounds.items():
            place = ("factors", key, "impacts", indicator, bound)
            gap = draft.text((*place[:4], "value")) == entries.NO_DATA
            nothing = entries.read(draft.study, place) == entries.NO_DATA
            widget.show_place(place)
            widget.setEnabled(not gap and (bound == "value" or not nothing))
            self.gaps[indicator].setChecked(gap)
            self.gaps[indicator].setEnabled(draft.own)

    def _show_of_tables(self, key: str) -> None:
        draft = self.draft
        factor = rows.factor_or_none(draft.study, key, draft.zone) if key else None
        for field, widget in self._texts.items():
            widget.show_text("" if factor is None else str(getattr(factor, field)))
        self.unit.show_only("" if factor is None else rows.unit_name(factor.unit))
        self.kind.show_only("" if factor is None else rows.kind_name(factor.kind))
        for (indicator, bound), widget in self.bounds.items():
            text = "" if factor is None else rows.impact_text(factor, indicator, bound)
            widget.show_text(text)
            self.gaps[indicator].setChecked(not text)
            self.gaps[indicator].setEnabled(False)
