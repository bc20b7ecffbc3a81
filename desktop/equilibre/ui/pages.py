"""The tab bar and the page of each tab."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from equilibre.texts import _
from equilibre.ui.tab import Tab, TabEntry


class Pages(QTabWidget):
    """One page for each entry, empty until the view of its tab is built into it."""

    def __init__(self, entries: Sequence[TabEntry], tabs: Mapping[int, Tab]) -> None:
        """Make the pages of *entries*; *tabs*: those that are loaded, by their place."""
        super().__init__()
        self._tabs = tabs
        self._layouts: list[QVBoxLayout] = []
        self._views: dict[int, QWidget] = {}
        self._blank: int | None = None  # the page whose view shows nothing yet
        self.setDocumentMode(True)
        self.tabBar().setExpanding(False)
        self.tabBar().setDrawBase(False)
        for entry in entries:
            page = QWidget()
            layout = QVBoxLayout(page)
            layout.setContentsMargins(0, 0, 0, 0)
            self._layouts.append(layout)
            self.addTab(page, _(entry.name))

    @property
    def view(self) -> QWidget:
        """The view in front, or its empty page."""
        return self._views.get(self.currentIndex(), self.currentWidget())

    @property
    def built(self) -> bool:
        """Whether the page in front has its view."""
        return self.currentIndex() in self._views

    def prepare(self) -> None:
        """Begin with the view in front, if it is not there yet and its tab is loaded."""
        index = self.currentIndex()
        if index in self._tabs and index not in self._views:
            self._tabs[index].prepare()

    def build(self) -> None:
        """Make the view in front, hidden, if it is not there yet and its tab is loaded."""
        index = self.currentIndex()
        if index in self._tabs and index not in self._views:
            view = self._tabs[index].build()
            view.hide()  # until it shows something
            self._views[index] = view
            self._layouts[index].addWidget(view)
            self._blank = index

    def fill(self) -> None:
        """Let the view that was made show what its tab knows."""
        if self._blank is not None:
            self._tabs[self._blank].attach()

    def reveal(self) -> None:
        """Show the view that was made."""
        if self._blank is not None:
            self._views[self._blank].show()
            self._blank = None
