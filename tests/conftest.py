"""What every test has: no screen, no network, no trace in the user's folders, English."""

import os
import shutil
import signal
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

pytest_plugins = ["tests.leaks"]

# Before anything imports Qt.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
HOME = Path(tempfile.mkdtemp(prefix="equilibre-tests-"))
for name, folder in {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "run",
    "TMPDIR": "tmp",  # trainings of other tests are not met there
}.items():
    (HOME / folder).mkdir(mode=0o700, exist_ok=True)
    os.environ[name] = str(HOME / folder)


# Other processes take their share of the cores: no example is judged by its time.
hypothesis.settings.register_profile(
    "patient", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("patient")


@pytest.hookimpl(trylast=True)  # after they were shuffled
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the slow ones: the other processes do the rest meanwhile.

    Those of the training process follow one another, which share it.
    """
    processes = Path(__file__).with_name("worker")

    def place(item: pytest.Item) -> tuple[bool, bool]:
        shares = processes in item.path.parents
        return not shares, item.get_closest_marker("slow") is None

    items.sort(key=place)


def pytest_configure() -> None:
    # Started in the background, a shell has the tests and all their children ignore Ctrl-C.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    from PySide6.QtCore import QStandardPaths

    QStandardPaths.setTestModeEnabled(True)


def pytest_unconfigure() -> None:
    shutil.rmtree(HOME, ignore_errors=True)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse connections to other computers: the program and its tests have none to make."""
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else "localhost"  # else a local socket
        if host not in ("localhost", "127.0.0.1", "::1"):
            raise AssertionError(f"a test tries to reach {host}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", connect_here)


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    """Begin and leave each test in English, whatever language it speaks meanwhile."""
    from equilibre.texts import use_language

    use_language("en")
    yield
    use_language("en")


@pytest.fixture(autouse=True)
def no_data_of_ones_own() -> Iterator[None]:
    """Leave each test without the user's data sets, which the program looks for as it starts."""
    from equilibre.learning import shelf

    yield
    shelf.use(None)
