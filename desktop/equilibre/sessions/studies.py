"""The user's own life-cycle studies: one file each, saved at every change."""

from pathlib import Path

from equilibre.errors import EquilibreError
from equilibre.lifecycle.files import read_study, study_bytes
from equilibre.lifecycle.study import Study
from equilibre.sessions.files import write_whole
from equilibre.texts import _

SUFFIX = ".json"
LARGEST_BYTES = 2 * 2**20


class StudyUnreadable(EquilibreError):
    """The file cannot be read at all; what is wrong inside one is said by ``read_study``."""


def read_study_file(path: Path) -> Study:
    """Return the study in the file at *path*. Raises StudyUnreadable, StudyRefused."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_BYTES + 1)
    except (OSError, ValueError) as problem:
        raise StudyUnreadable(
            _("“{name}” cannot be read: {reason}.").format(
                name=path.name, reason=getattr(problem, "strerror", None) or problem
            )
        ) from problem
    return read_study(content)


class OwnStudies:
    """Studies by key, in the order in which they were made.

    Where saving fails (full disk, closed folder), they stay in memory and ``problem`` says so. A
    file that cannot be read is left where it is, and said.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self.problem = ""
        self.studies: dict[str, Study] = self._load()

    def keep(self, study: Study) -> None:
        """Put *study* in the place of the one with its key, or beside the others."""
        self.studies[study.key] = study
        if self._folder is None:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(self._path(study.key), study_bytes(study))
            self.problem = ""
        except (OSError, EquilibreError) as problem:
            self.problem = _("Your studies are kept in memory only. {reason}").format(
                reason=problem
            )

    def forget(self, key: str) -> None:
        """Remove the study *key*."""
        self.studies.pop(key, None)
        if self._folder is not None:
            try:
                self._path(key).unlink(missing_ok=True)
            except OSError as problem:
                self.problem = str(problem)

    def _path(self, key: str) -> Path:
        assert self._folder is not None
        return self._folder / f"{key}{SUFFIX}"

    def _load(self) -> dict[str, Study]:
        found: dict[str, Study] = {}
        if self._folder is None:
            return found
        try:
            paths = sorted(self._folder.glob(f"*{SUFFIX}"), key=lambda path: path.stat().st_mtime)
        except OSError:
            return found
        for path in paths:
            try:
                study = read_study_file(path)
            except EquilibreError as problem:
                self.problem = _("“{name}” was left out: {reason}").format(
                    name=path.name, reason=problem
                )
                continue
            if study.key == path.stem:
                found[study.key] = study
        return found
