"""The computers of a lab that share the fits of a search: a Dask cluster, by its scheduler."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import psutil

from equilibre.learning.errors import LearningError
from equilibre.records import dataclass
from equilibre.texts import _

CONNECT_SECONDS = 5
_LONGEST_ADDRESS = 200
_LEAST_PROCESSES = 2  # with one, joblib computes here


class NoCluster(LearningError):
    """No search can be spread: no engine, no scheduler or no worker; the message says which."""


@contextmanager
def connected(address: str) -> Iterator[Any]:
    """Connect to the scheduler at *address*, and give its ``distributed.Client``.

    Dask exchanges pickles: whoever runs the scheduler runs code here. So an address is only ever
    typed in by the user. Raises NoCluster.
    """
    place = _place(address)
    try:
        from distributed import Client
    except ImportError as problem:
        raise NoCluster(
            _(
                "This copy of the program cannot spread a search: it lacks its optional part "
                "“cluster”, that is the Python packages dask and distributed. "
                "Empty the address to search on this computer."
            )
        ) from problem
    try:
        client = Client(place, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, RuntimeError) as problem:
        raise NoCluster(
            _(
                "No scheduler answers at {address}. Start one with “dask scheduler”, and type the "
                "address that it shows, such as tcp://192.168.1.20:8786."
            ).format(address=place)
        ) from problem
    try:
        _check(client, place)
        yield client
    finally:
        client.close(timeout=1)


def _place(address: str) -> str:
    """Return *address* as Dask writes it. Raises NoCluster where it cannot be one."""
    place = address.strip()
    if "://" not in place:
        place = f"tcp://{place}"
    try:
        parts = urlsplit(place)
        usable = parts.scheme == "tcp" and parts.hostname and parts.port
    except ValueError:
        usable = None
    if not usable or len(place) > _LONGEST_ADDRESS or not place.isprintable():
        raise NoCluster(
            _(
                "“{address}” is not the address of a scheduler. It has a name or a number, and a "
                "port, such as tcp://192.168.1.20:8786."
            ).format(address=address.strip()[:_LONGEST_ADDRESS])
        )
    return place


def _check(client: Any, place: str) -> None:
    """Check that there are workers, and that they compute with the same scikit-learn."""
    versions = client.get_versions(packages=["sklearn"])
    if sum(client.ncores().values()) < _LEAST_PROCESSES:
        raise NoCluster(
            _(
                "The scheduler at {address} has too few workers: two at least make a difference. "
                "On each computer that shall compute, start “dask worker {address}”."
            ).format(address=place)
        )
    ours = _versions(versions["client"])
    for address, computer in versions["workers"].items():
        if _versions(computer) != ours:
            raise NoCluster(
                _(
                    "The worker {worker} has {theirs}, this computer {ours}: results would not be "
                    "the same. Install the same versions."
                ).format(
                    worker=address, theirs=_versions(computer), ours=_versions(versions["client"])
                )
            )


def _versions(computer: Any) -> str:
    """Write what must be the same: Python to its second number, scikit-learn whole."""
    packages = computer["packages"]
    python = ".".join(str(packages["python"]).split(".")[:2])
    return f"Python {python}, scikit-learn {packages.get('sklearn') or '–'}"


@dataclass(frozen=True, slots=True)
class Worker:
    """One of the processes that compute."""

    number: int  # 1, 2…, in the order they were heard of
    name: str  # of its computer, with a number where that is not its only one
    here: bool  # on this computer, whose energy is metered


class Workers:
    """The workers that were heard of."""

    def __init__(self) -> None:
        """Nothing is heard of yet."""
        self._known: dict[str, Worker] = {}
        self._computers: list[str] = []
        self._here = {
            each.address for addresses in psutil.net_if_addrs().values() for each in addresses
        }

    def heard(self, address: str, computer: str) -> Worker:
        """Return the worker at *address*, on a computer of this name."""
        if address not in self._known:
            self._computers.append(computer)
            same = self._computers.count(computer)
            name = f"{computer} ({same})" if same > 1 else computer
            here = (urlsplit(address).hostname or "") in self._here
            self._known[address] = Worker(len(self._computers), name, here)
        return self._known[address]
