"""The user's own life-cycle studies: one file each, saved at every change."""

import contextlib
from pathlib import Path

from equilibre.errors import EquilibreError
from equilibre.lifecycle import catalogue, editing
from equilibre.lifecycle.checks import problems
from equilibre.lifecycle.errors import StudyRefused
from equilibre.lifecycle.files import LARGEST_BYTES, read_study, study_bytes
from equilibre.lifecycle.study import Study
from equilibre.lifecycle.table import LONGEST_KEY
from equilibre.plain_file import read_plain_file
from equilibre.sessions.files import reason_of, write_whole
from equilibre.texts import _, gathered

SUFFIX = ".json"  # in the folder of the user's own studies
SUFFIXES = (".equilibre-study", SUFFIX)  # of a study anywhere else; systems know the first


class StudyUnreadable(EquilibreError):
    """The file cannot be read at all; what is wrong inside one is said by ``read_study``."""


def read_study_file(path: Path) -> Study:
    """Return the study in the file at *path*. Raises StudyUnreadable, StudyRefused."""
    try:
        content = read_plain_file(path, LARGEST_BYTES)
    except (OSError, ValueError) as problem:
        raise StudyUnreadable(
            _("“{name}” cannot be read: {reason}.").format(
                name=path.name, reason=reason_of(problem)
            )
        ) from problem
    return read_study(content)


def refuse_unreadable(study: Study) -> None:
    """Raise StudyRefused where the file of *study* could not be opened again."""
    for problem in problems(study):
        raise StudyRefused(problem.sentence)


class OwnStudies:
    """Studies by key: those found at the start, the one changed last at the end, then new ones.

    Where saving fails (full disk, closed folder), they stay in memory and ``problem`` says so. A
    file that cannot be read is left where it is, and said; nothing is ever written over it.
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
                reason=problem if isinstance(problem, EquilibreError) else _sentence_of(problem)
            )

    def forget(self, key: str) -> None:
        """Remove the study *key*."""
        self.studies.pop(key, None)
        if self._folder is not None:
            try:
                self._path(key).unlink(missing_ok=True)
                self.problem = ""
            except OSError as problem:
                self.problem = _(
                    "“{name}” could not be deleted: {reason}. It will be back at the next start."
                ).format(name=self._path(key).name, reason=reason_of(problem))

    def free_key(self, wanted: str) -> str:
        """Return *wanted*, with a number after it where a study or a file has that name.

        Capitals make no other name: on some systems they make no other file.
        """
        wanted = wanted[:LONGEST_KEY]
        names = {*catalogue.study_keys(), *self.studies}
        if self._folder is not None:
            with contextlib.suppress(OSError):
                names |= {path.stem for path in self._folder.glob(f"*{SUFFIX}")}
        taken = {name.casefold() for name in names}
        if wanted.casefold() not in taken:
            return wanted
        return editing.free_key(wanted.casefold(), taken)

    def _path(self, key: str) -> Path:
        assert self._folder is not None
        return self._folder / f"{key}{SUFFIX}"

    def _load(self) -> dict[str, Study]:
        found: dict[str, Study] = {}
        left_out = []
        for path in self._files():
            try:
                study = read_study_file(path)
                _check_name(study, path)
            except EquilibreError as problem:
                left_out.append(
                    _("“{name}” was left out: {reason}").format(name=path.name, reason=problem)
                )
                continue
            found[study.key] = study
        self.problem = gathered(left_out)
        return found

    def _files(self) -> list[Path]:
        """Return the files of the folder, the one changed last at the end."""
        if self._folder is None:
            return []
        dated = []
        with contextlib.suppress(OSError):
            for path in self._folder.glob(f"*{SUFFIX}"):
                # A link that leads nowhere has no date, and hides no other study.
                with contextlib.suppress(OSError):
                    if path.is_file():
                        dated.append((path.stat().st_mtime, path))
        return [path for _date, path in sorted(dated)]


def _check_name(study: Study, path: Path) -> None:
    """Raise StudyUnreadable where *study* would hide another one, or be saved elsewhere."""
    if study.key != path.stem or study.key in catalogue.study_keys():
        raise StudyUnreadable(
            _("its name is not that of a study of yours. Open it from the File menu to add it.")
        )


def _sentence_of(problem: OSError) -> str:
    return _("The folder cannot be made: {reason}.").format(reason=reason_of(problem))
