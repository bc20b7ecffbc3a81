"""A window that is watched from within while it opens: ``python -m tests.bench.watched KIND END``.

It says on its standard output when it was painted, when its first chart was, and for how long its
event loop has stood still since; it does so as soon as it was painted, or plotted, or has rested
for a while, as END says. It closes when its standard input does. Little is imported here: whatever
is would count in the start of every window.
"""

import os
import sys
import time
from collections.abc import Callable
from typing import Any

BEAT_MILLISECONDS = 2
REST_SECONDS = 2.0  # after what was waited for: whatever comes late stalls the loop then
# What is waited for: “painted”, “plotted” or “rested”. The training process reads this file, too.
END = sys.argv[2] if __name__ == "__main__" else ""


class Moment:
    """When something was painted for the first time."""

    def __init__(self) -> None:
        self.seconds: float | None = None  # on the clock of perf_counter, the same in all processes
        self.processor_seconds = 0.0  # of this process so far

    def wait_for(self, shown: Any, kind: str) -> None:
        """Note when *shown*, a widget or a QWindow, has seen an event of *kind* to its end."""
        from PySide6.QtCore import QEvent, QObject, QTimer

        class Filter(QObject):
            def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
                if event.type() == QEvent.Type[kind]:
                    shown.removeEventFilter(self)
                    QTimer.singleShot(0, self, note)  # it is on the screen then
                return False

        def note() -> None:
            self.seconds, self.processor_seconds = time.perf_counter(), time.process_time()

        self._filter = Filter()
        shown.installEventFilter(self._filter)


class Watch:
    """Follows a window from its first paint until it has seen enough, then says what it saw."""

    def __init__(
        self, window: Any, chart: Callable[[], Any] | None, rests: Callable[[], bool]
    ) -> None:
        """Find the chart, if there is to be one, with *chart*: None until it is there."""
        from PySide6.QtCore import QTimer

        self._window, self._chart, self._rests = window, chart, rests
        self._painted, self._plotted = Moment(), Moment()
        self._looking = chart is not None
        self._last = self._rest_since = time.perf_counter()
        self._stall = 0.0
        # The window itself is not painted where a page covers it: exposing it paints what is there.
        self._painted.wait_for(window.windowHandle(), "Expose")
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MILLISECONDS)

    def _beat(self) -> None:
        now = time.perf_counter()
        if self._painted.seconds is not None:
            self._stall = max(self._stall, now - max(self._last, self._painted.seconds))
        if self._looking and self._chart is not None and (chart := self._chart()) is not None:
            self._looking = False
            self._plotted.wait_for(chart, "Paint")
            chart.update()
        if not self._is_there():
            self._rest_since = now
        elif END != "rested" or now - self._rest_since >= REST_SECONDS:
            self._timer.stop()
            self._tell()
        self._last = time.perf_counter()

    def _is_there(self) -> bool:
        """Whether what is waited for was seen, but for the rest after it."""
        painted = self._painted.seconds is not None
        if END == "painted":
            return painted
        plotted = self._chart is None or self._plotted.seconds is not None
        return painted and plotted and (END == "plotted" or self._rests())

    def _tell(self) -> None:
        import json

        seen = {
            "process": os.getpid(),
            "painted": self._painted.seconds,
            "painted_processor": self._painted.processor_seconds,
            "plotted": self._plotted.seconds,
            "plotted_processor": self._plotted.processor_seconds,
            "stall": self._stall,
            "modules": len(sys.modules),
        }
        print(json.dumps(seen), flush=True)
        sys.stdin.read()
        self._window.close()


def bare() -> None:
    """The floor: an application and an empty window."""
    from PySide6.QtWidgets import QMainWindow

    _open(QMainWindow)


def chrome() -> None:
    """The floor of a chrome: a menu bar, three tabs of a label, a footer."""
    from PySide6.QtWidgets import QLabel, QMainWindow, QTabWidget

    def window() -> QMainWindow:
        made = QMainWindow()
        pages = QTabWidget()
        for name in ("First", "Second", "Third"):
            pages.addTab(QLabel(name), name)
            made.menuBar().addMenu(name).addAction(name)
        made.setCentralWidget(pages)
        made.statusBar().showMessage("Footer")
        return made

    _open(window)


def plot() -> None:
    """The obvious way: a chart of pyqtgraph, imported before the first paint."""
    import numpy as np
    import pyqtgraph
    from PySide6.QtWidgets import QMainWindow

    def window() -> QMainWindow:
        made = QMainWindow()
        chart = pyqtgraph.PlotWidget()
        for place in range(6):
            chart.plot(np.sin(np.arange(600) / 50 + place))
        made.setCentralWidget(chart)
        return made

    _open(window, lambda made: made.centralWidget().viewport())


def learning() -> None:
    """The hasty way: the same, with scikit-learn in the process of the window."""
    import sklearn.neural_network  # noqa: F401

    plot()


def ours() -> None:
    """This program, with its arguments, as a user starts it."""
    from equilibre.__main__ import main
    from equilibre.ui import binding  # noqa: F401 - as the program, before PySide6 in another way

    program, sys.argv = sys.argv[3:], sys.argv[:1]

    def watch() -> Watch:
        from PySide6.QtWidgets import QApplication

        from equilibre.ui.window import MainWindow

        window = next(
            each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)
        )
        return Watch(window, lambda: _first_chart(window), lambda: _has_its_processes(window))

    _before_the_loop(watch)
    main(program)


def _first_chart(window: Any) -> Any:
    """Return what the first chart of *window* is painted on, None before it is there."""
    drawing = sys.modules.get("pyqtgraph.widgets.GraphicsView")
    if drawing is None or not hasattr(drawing, "GraphicsView"):  # it is imported beside the window
        return None
    charts = [each for each in window.findChildren(drawing.GraphicsView) if each.isVisible()]
    return charts[0].viewport() if charts else None


def _has_its_processes(window: Any) -> bool:
    host = window.equipment.host
    return bool(host.ready and not host.loading)


def _before_the_loop(act: Callable[[], object]) -> None:
    """Have *act* called when the event loop begins."""
    from PySide6.QtWidgets import QApplication

    begin = QApplication.exec
    kept = []

    def watched(_application: object) -> int:
        kept.append(act())
        return begin()

    QApplication.exec = watched


def _open(window: Callable[[], Any], chart: Callable[[Any], Any] | None = None) -> None:
    from PySide6.QtWidgets import QApplication

    application = QApplication(sys.argv[:1])
    made = window()
    made.resize(1366, 768)
    made.show()
    watch = Watch(made, chart and (lambda: chart(made)), lambda: True)
    application.exec()
    del watch


if __name__ == "__main__":
    {"bare": bare, "chrome": chrome, "plot": plot, "learning": learning, "ours": ours}[
        sys.argv[1]
    ]()
