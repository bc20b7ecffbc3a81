"""The studies to choose from: those of the tables, then the user's own, saved as they change."""

from pathlib import Path

from equilibre.lifecycle import catalogue, editing
from equilibre.lifecycle.errors import StudyRefused
from equilibre.lifecycle.study import Study
from equilibre.sessions.studies import OwnStudies, read_study_file, refuse_unreadable
from equilibre.texts import Words, _


class Shelf:
    """Gives every study its own key and title, and keeps the user's in their files."""

    _deleted: Study  # the last one

    def __init__(self, own: OwnStudies) -> None:
        self._own = own
        self._waiting: Study | None = None  # to be saved: it differs from its file

    @property
    def problem(self) -> str:
        """What the user's own studies suffer from, "" where there is nothing."""
        return self._own.problem

    @property
    def waiting(self) -> bool:
        """Whether a study is to be saved."""
        return self._waiting is not None

    def studies(self) -> list[Study]:
        """Return all of them, in the order of the list."""
        known = [catalogue.study(key) for key in catalogue.study_keys()]
        return [*known, *self._own.studies.values()]

    def study(self, key: str) -> Study:
        return self._own.studies.get(key) or catalogue.study(key)

    def owns(self, study: Study) -> bool:
        """Whether *study* is one of the user's."""
        return study.key in self._own.studies

    # -- a study that changes --------------------------------------------------------------

    def check(self, study: Study) -> None:
        """Raise StudyRefused where the file of a study of the user's could not be read again."""
        if self.owns(study):
            refuse_unreadable(study)

    def change(self, study: Study) -> None:
        """Take the new form of a study of the user's, to be saved."""
        self._waiting = study if self.owns(study) else None

    def save(self) -> None:
        """Write what waits."""
        if self._waiting is not None:
            self._own.keep(self._waiting)
            self._waiting = None

    # -- studies that come and go ----------------------------------------------------------

    def copy(self, study: Study) -> Study:
        """Add a copy of *study* as it stands, and return it. Raises StudyRefused."""
        title = Words(f"{study.title.en} (copy)", f"{study.title.fr} (copie)")
        return self._added(study, f"{study.key}_copy", title)

    def begin(self) -> Study:
        """Add a study made from a template that already computes, and return it."""
        study = editing.new_study()
        return self._added(study, study.key, study.title)

    def open(self, path: Path) -> Study:
        """Return the study in a file, added beside the others unless it is there already.

        Raises StudyUnreadable, StudyRefused.
        """
        try:
            study = read_study_file(path)
        except StudyRefused as problem:
            raise StudyRefused(
                _("“{name}”: {problem}").format(name=path.name, problem=problem)
            ) from problem
        if self._own.studies.get(study.key) == study:
            return study
        return self._added(study, study.key, study.title)

    def delete(self, study: Study) -> None:
        """Remove a study of the user's; ``restore`` puts the last one back."""
        self._waiting = None
        self._deleted = study
        self._own.forget(study.key)

    def restore(self) -> Study:
        """Put back the study deleted last, and return it."""
        study = self._deleted
        if self.owns(study):  # made meanwhile
            return self._added(study, study.key, study.title)
        self._own.keep(study)
        return study

    def _added(self, study: Study, key: str, title: Words) -> Study:
        added = editing.copy(study, self._own.free_key(key), self._free_title(title))
        refuse_unreadable(added)
        self._own.keep(added)
        return added

    def _free_title(self, wanted: Words) -> Words:
        """Return *wanted*, with a number after it where a study of the list has that title."""
        taken = {text for one in self.studies() for text in (one.title.en, one.title.fr)}
        title, number = wanted, 2
        while title.en in taken or title.fr in taken:
            title = Words(f"{wanted.en} ({number})", f"{wanted.fr} ({number})")
            number += 1
        return title
