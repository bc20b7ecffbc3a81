"""Studies written for other programs, by the suffix of the file."""

from pathlib import Path

from equilibre.errors import EquilibreError
from equilibre.lifecycle.exchange.formats import FORMATS
from equilibre.lifecycle.files import study_bytes
from equilibre.lifecycle.study import Study
from equilibre.sessions.files import write_whole
from equilibre.sessions.studies import SUFFIXES
from equilibre.texts import _


class NoSuchFormat(EquilibreError):
    """No study can be written to a file with that suffix."""


def export_study(path: Path, study: Study, zone: str) -> None:
    """Write *study*, with the electricity of *zone*, to *path*.

    Raises NoSuchFormat, StudyRefused (it cannot be computed), RunsUnwritable.
    """
    suffix = path.suffix.lower()
    if suffix in SUFFIXES:
        write_whole(path, study_bytes(study))
        return
    form = FORMATS.get(suffix)
    if form is None:
        raise NoSuchFormat(
            _("“{name}” cannot be written: the name must end in {suffixes}.").format(
                name=path.name, suffixes=", ".join([*SUFFIXES, *FORMATS])
            )
        )
    write_whole(path, form.content(study, zone))
