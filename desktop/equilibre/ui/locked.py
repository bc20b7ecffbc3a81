"""What a control says whose setting is settled for everyone on this computer."""

from PySide6.QtWidgets import QAbstractButton, QWidget

from equilibre.texts import _
from equilibre.ui.settings import SettingsStore


def why_locked(store: SettingsStore, setting: str) -> str:
    """Return why *setting* cannot be chosen; empty where it can."""
    if not store.is_locked(setting):
        return ""
    return _("This is settled for everyone on this computer: only its administrator changes it.")


def lock(widget: QWidget, reason: str) -> None:
    """Have *widget* say *reason* instead of doing anything, where there is one."""
    if reason:
        widget.setEnabled(False)
        if isinstance(widget, QAbstractButton):
            from equilibre.ui.icons import icon

            widget.setIcon(icon("lock"))
        widget.setToolTip(reason)
        widget.setAccessibleDescription(reason)
