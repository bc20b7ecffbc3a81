"""The real window, played by nobody, brought to one moment: ``python -m tests.soak.actor MOMENT``.

It says ``reached`` on its output at that moment, and then does what the second argument says:
``wait`` for whoever ends it, ``close`` the window or ``quit`` the program.
"""

import argparse
import sys
import time
from collections.abc import Callable
from functools import partial

import psutil
from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QMenu

from equilibre.ui.application import Options, make_application, run
from equilibre.ui.training import running
from equilibre.ui.training.experiments.presenter import ExperimentsPresenter
from equilibre.ui.training.state import Phase
from equilibre.ui.training.tab import TrainingTab
from equilibre.ui.window import MainWindow
from equilibre.worker import host
from equilibre.worker.messages import Do, new_run
from tests.soak.deaf import Deaf

LOOK_MILLISECONDS = 10
DEAF_SECONDS = 0.3

Moment = Callable[[MainWindow], bool]
"""Does what is left to do, and returns whether the moment has come; called again and again."""


def ready(window: MainWindow) -> bool:
    """Return whether the tabs are there and the training process waits for work."""
    return window.complete and window.equipment.host.ready and not window.equipment.host.loading


def training(window: MainWindow) -> TrainingTab:
    tab = window.tabs[0]
    assert isinstance(tab, TrainingTab)
    return tab


def start_up(window: MainWindow) -> bool:
    return True


def loading(window: MainWindow) -> bool:
    return window.complete and window.equipment.host.loading


def phase(wanted: Phase, window: MainWindow) -> bool:
    """Train a network that takes its time, until the run is in the phase *wanted*."""
    if not ready(window):
        return False
    presenter = training(window).presenter
    if presenter.state.phase is Phase.READY:
        presenter.choose_dataset("digits")
        presenter.choose_family("network")
        presenter.choose_setting("epochs", 200)
        presenter.start()
    if wanted is Phase.PAUSED and presenter.state.phase is Phase.TRAINING:
        presenter.pause()
    return presenter.state.phase is wanted


def finished(window: MainWindow) -> bool:
    """Train a small model to its end: the computer is listened to."""
    if not ready(window):
        return False
    presenter = training(window).presenter
    if presenter.state.phase is Phase.READY:
        presenter.choose_dataset("breast_cancer")
        presenter.start()
    return presenter.state.phase is Phase.FINISHED and presenter.resting


def room_of_experiments(window: MainWindow) -> ExperimentsPresenter:
    rooms = {room.key: room for room in training(window).rooms}
    presenter: ExperimentsPresenter = rooms["experiments"].presenter  # type: ignore[attr-defined]
    return presenter


def experiment(window: MainWindow) -> bool:
    if not ready(window):
        return False
    presenter = room_of_experiments(window)
    if not presenter.busy:
        presenter.start()
    return presenter.state.progress > 0.0


def command(window: MainWindow) -> bool:
    """Measure a command of the user's own that would last for minutes."""
    if not ready(window):
        return False
    own = room_of_experiments(window)._own
    if not own.busy:
        own.begin(f"{sys.executable} -c 'import time; time.sleep(600)'")
    return any("time.sleep(600)" in each.cmdline()[-1] for each in psutil.Process().children())


def deaf(window: MainWindow) -> bool:
    """Have the training process compute without ever letting go of its interpreter."""
    if not ready(window):
        return False
    host = window.equipment.host
    if not host.busy:
        host.send(Do(new_run(), Deaf()))
        window.begun_seconds = time.monotonic()  # type: ignore[attr-defined]
    return time.monotonic() - window.begun_seconds > DEAF_SECONDS  # type: ignore[attr-defined]


def dialog(window: MainWindow) -> bool:
    """Open a dialog over the window."""
    if not ready(window):
        return False
    window.show_sensors()
    return True


def menu(window: MainWindow) -> bool:
    """Open a menu, which runs an event loop of its own."""
    if not ready(window):
        return False
    opened = window.findChild(QMenu)
    assert opened is not None
    QTimer.singleShot(0, window, lambda: opened.exec())
    return True


MOMENTS: dict[str, Moment] = {
    "start-up": start_up,
    "loading": loading,
    "ready": ready,
    "idle seconds": partial(phase, Phase.IDLE),
    "training": partial(phase, Phase.TRAINING),
    "pause": partial(phase, Phase.PAUSED),
    "end of a training": finished,
    "experiment": experiment,
    "command of one's own": command,
    "deaf training process": deaf,
    "dialog": dialog,
    "menu": menu,
}


class Actor(QObject):
    """Waits for the moment, says so, and acts."""

    def __init__(self, moment: Moment, act: str) -> None:
        super().__init__()
        self._moment, self._act = moment, act
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(LOOK_MILLISECONDS)

    @Slot()
    def _look(self) -> None:
        window = next(
            (one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)), None
        )
        if window is None or not self._moment(window):
            return
        self._timer.stop()
        worker = window.equipment.host.process if window.complete else None
        print("reached", worker, flush=True)
        match self._act:
            case "close":
                window.close()
            case "quit":
                QApplication.quit()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("moment", choices=MOMENTS)
    parser.add_argument("act", choices=("wait", "close", "quit"))
    parser.add_argument("--standby", action="store_true")
    choices = parser.parse_args()
    if choices.moment != "idle seconds":
        running.IDLE_SECONDS = 0.0  # type: ignore[misc]
    if not choices.standby:
        host.STANDBY_MEMORY_BYTES = float("inf")
    make_application()
    actor = Actor(MOMENTS[choices.moment], choices.act)
    status = run(Options())
    del actor
    return status


if __name__ == "__main__":
    sys.exit(main())
