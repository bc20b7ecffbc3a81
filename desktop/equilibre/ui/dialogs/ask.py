"""Ask where a file goes or comes from."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from equilibre.texts import _


def ask_where_to_save(parent: QWidget, name: str, suffixes: tuple[str, ...]) -> Path | None:
    """Return the path that the user chose, with one of *suffixes*, or None."""
    filters = ";;".join(f"{suffix.upper()} (*.{suffix})" for suffix in suffixes)
    chosen, kind = QFileDialog.getSaveFileName(parent, _("Save"), str(Path.home() / name), filters)
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix.lower().lstrip(".") not in suffixes:
        wanted = next((one for one in suffixes if kind.startswith(one.upper())), suffixes[0])
        path = path.with_name(f"{path.name}.{wanted}")
    return path


def ask_what_to_open(parent: QWidget, suffixes: tuple[str, ...]) -> Path | None:
    """Return the path of the file, ending in one of *suffixes*, that the user chose, or None."""
    patterns = " ".join(f"*{suffix}" for suffix in suffixes)
    chosen, _kind = QFileDialog.getOpenFileName(parent, _("Open"), str(Path.home()), patterns)
    return Path(chosen) if chosen else None


def ask_removal(name: str, parent: QWidget) -> bool:
    """Return whether the user wants the data set called *name* off the shelf."""
    answer = QMessageBox.question(
        parent,
        _("Remove these data?"),
        _(
            "“{name}” is removed from this computer's data sets. The file that it came from stays, "
            "and so do the kept runs."
        ).format(name=name),
    )
    return answer == QMessageBox.StandardButton.Yes
