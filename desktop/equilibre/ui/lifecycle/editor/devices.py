"""The section of the devices: what lines belong to."""

from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from equilibre.texts import _
from equilibre.ui.lifecycle.editor import changes, rows
from equilibre.ui.lifecycle.editor.draft import Draft
from equilibre.ui.lifecycle.editor.fields import Field
from equilibre.ui.lifecycle.editor.section import Section, label, note, row, same_width
from equilibre.ui.lifecycle.editor.table import RowsTable
from equilibre.ui.theme import theme


class DevicesSection(Section):
    """The names of the devices; they gather lines in the details."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft)
        px = theme().px
        self.table = RowsTable(_("Devices"), (_("device"), _("used by")), (0,))
        self.table.picked.connect(lambda index: draft.choose("devices", index))
        self.table.removal_asked.connect(lambda: changes.remove_device(draft))
        self.name = Field(draft, _("Name of the device"), _("for example: drone"))
        self.remove = self.button("trash-2", _("Remove"), lambda: changes.remove_device(draft))
        self.new = QLineEdit()
        self.new.setAccessibleName(_("Name of a new device"))
        self.new.setPlaceholderText(_("name of a new device, for example: drone"))
        self.new.returnPressed.connect(self._add)
        self.add = self.button("plus", _("Add"), self._add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(6))
        layout.addWidget(
            note(
                _(
                    "Every line of a way belongs to a device, or to anything else that weighs: "
                    "a vehicle, a network, a building."
                )
            )
        )
        layout.addWidget(self.table, 1)
        old, new = label(_("Rename"), self.name), label(_("Add"), self.new)
        same_width((old, new))
        layout.addLayout(row(old, (self.name, 1), self.remove))
        layout.addLayout(row(new, (self.new, 1), self.add))

    def show_draft(self) -> None:
        super().show_draft()
        draft = self.draft
        self.table.show_rows(rows.device_rows(draft.study), draft.row("devices"))
        key = draft.key("devices")
        self.name.show_place(("devices", key) if key else ())
        self.remove.setEnabled(draft.own and bool(key))
        self.new.setEnabled(draft.own)

    def _add(self) -> None:
        if changes.add_device(self.draft, self.new.text()):
            self.new.clear()
