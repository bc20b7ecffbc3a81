"""A published archive fetched because the user asked for it, then brought to the shelf.

What has arrived is kept when the work is stopped or the network breaks off: the next time goes on.
"""

import logging
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from equilibre.learning.archives.archive import Archive
from equilibre.learning.archives.bring import Bring, Brought, Progress, Stage
from equilibre.learning.archives.carriers import Carrier, CarrierFailed, Make, Trouble, carriers
from equilibre.learning.errors import DataNotKept, DataRefused, DataUnreadable
from equilibre.plain_file import reason_of
from equilibre.records import dataclass
from equilibre.texts import _

if TYPE_CHECKING:
    from equilibre.learning.engine import Training

_PERIOD_SECONDS = 0.1  # between two outcomes: so soon a stop is obeyed, whatever the network does
_PIECE_BYTES = 2**18

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Download:
    """Fetch *archive* into *folder*, bring it to the shelf, and remove the file."""

    archive: Archive
    folder: Path
    protocol: str = "https"  # a test speaks to its own computer without encryption

    def outcomes(self, last: "Training | None" = None) -> Iterator[Progress | Brought]:
        """Yield how far it is, then those of Bring. Raises an EquilibreError with a sentence."""
        whole = self.folder / self.archive.file
        if not whole.exists():  # else it arrived, and the work was stopped before it was kept
            try:
                yield from self._fetch(part_of(self.archive, self.folder))
            except OSError as problem:
                raise DataNotKept(
                    _("“{file}” cannot be written in “{folder}”: {reason}.").format(
                        file=self.archive.file, folder=self.folder, reason=reason_of(problem)
                    )
                ) from problem
        try:
            yield from Bring(self.archive, self.folder).outcomes()
        except DataRefused:
            _remove(whole)  # it must come again from its beginning
            raise
        _remove(whole)  # nobody needs it twice

    def _fetch(self, part: Path) -> Iterator[Progress]:
        """Go on with what is there; begin again where the site only gives the whole."""
        self.folder.mkdir(parents=True, exist_ok=True)
        yield Progress(Stage.DOWNLOADING, _size(part), self.archive.about_bytes)
        possible = carriers()
        if not possible:
            raise DataUnreadable(
                _(
                    "This computer has no means to download: neither curl nor encryption in "
                    "Python. {by_hand}"
                ).format(by_hand=by_hand(self.archive))
            )
        try:
            try:
                yield from self._carry(possible[0], part)
            except CarrierFailed as failure:
                if failure.trouble is not Trouble.RANGE or not _size(part):
                    raise
                _remove(part)
                yield from self._carry(possible[0], part)
        except CarrierFailed as failure:
            raise self._said(failure) from failure
        except DataRefused:
            _remove(part)
            raise
        part.replace(self.folder / self.archive.file)

    def _carry(self, make: Make, part: Path) -> Iterator[Progress]:
        offset = _size(part)
        transfer = _Transfer(make, self, part, offset)
        transfer.start()
        try:
            goes_on = True
            while goes_on:
                transfer.join(_PERIOD_SECONDS)
                goes_on = transfer.is_alive()  # asked first: what came last is told, too
                done = offset + transfer.received
                yield Progress(Stage.DOWNLOADING, done, max(done, self.archive.about_bytes))
        finally:
            transfer.end()
        if transfer.problem is not None:
            raise transfer.problem

    def _said(self, failure: CarrierFailed) -> DataUnreadable:
        _logger.info("download of %s: %s", self.archive.file, failure)
        match failure.trouble:
            case Trouble.SECURITY:
                text = _(
                    "The site could not prove that it is the right one: often a filter of the "
                    "school stands in between. {by_hand}"
                )
            case Trouble.GONE:
                text = _("The site does not give the file to this program. {by_hand}")
            case _:
                text = _(
                    "The network does not answer, or broke off. What has arrived is kept: the "
                    "next download goes on from there. {by_hand}"
                )
        return DataUnreadable(text.format(by_hand=by_hand(self.archive)))


class _Transfer(Thread):
    """Writes what a carrier brings: it may wait for the network, the generator never does."""

    def __init__(self, make: Make, order: Download, part: Path, offset: int) -> None:
        super().__init__(daemon=True, name=f"download of {order.archive.file}")
        self._make, self._order, self._part, self._offset = make, order, part, offset
        self._carrier: Carrier | None = None
        self._ended = False
        self.received = 0  # bytes
        self.problem: Exception | None = None

    def run(self) -> None:
        try:
            self._transfer()
        except (CarrierFailed, DataRefused, OSError) as problem:
            self.problem = problem
        finally:
            if self._carrier is not None:
                self._carrier.close()

    def end(self) -> None:
        """Write nothing more, whatever still comes."""
        self._ended = True
        if self._carrier is not None:
            self._carrier.end()
        self.join(_PERIOD_SECONDS)

    def _transfer(self) -> None:
        archive = self._order.archive
        self._carrier = self._make(archive.address, self._offset, self._order.protocol)
        with self._part.open("ab") as file:
            while content := self._carrier.read(_PIECE_BYTES):
                if self._ended:  # while we waited: another download may have begun since
                    return
                if self._offset + self.received + len(content) > archive.most_bytes:
                    raise DataRefused(
                        _(
                            "The site sends far more than the published file: the download was "
                            "ended. {by_hand}"
                        ).format(by_hand=by_hand(archive))
                    )
                file.write(content)
                self.received += len(content)


def part_of(archive: Archive, folder: Path) -> Path:
    """Return where what has arrived of *archive* waits for the rest."""
    return folder / f"{archive.file}.part"


def by_hand(archive: Archive) -> str:
    """Return how to do without this download."""
    return _(
        "You can also open {address} in a browser, keep “{file}” under this name, and import it "
        "from its folder."
    ).format(address=archive.address, file=archive.file)


def _remove(file: Path) -> None:
    with suppress(OSError):
        file.unlink()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
