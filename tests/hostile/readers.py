"""Everything of the user's that the program reads from disk: a good file, and what is said."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from equilibre.commands import lifecycle as lifecycle_command
from equilibre.errors import EquilibreError
from equilibre.learning import shelf
from equilibre.learning.own.table import read as read_table
from equilibre.learning.rows import Rows
from equilibre.lifecycle.editing import new_study
from equilibre.lifecycle.files import study_bytes
from equilibre.sessions.calibrations import read_calibration, save_calibration
from equilibre.sessions.files import read_runs, write_runs
from equilibre.sessions.journal import SUFFIX as JOURNAL
from equilibre.sessions.kept import KeptRuns
from equilibre.sessions.recovery import Recovery, play_back
from equilibre.sessions.studies import OwnStudies, read_study_file
from equilibre.sessions.system_settings import system_settings
from equilibre.ui.settings import SettingsStore
from tests.learning.test_shelf import CARD, COLUMNS, TARGET
from tests.sessions.records import run
from tests.sessions.test_calibrations import CALIBRATION
from tests.sessions.test_journal import written


@dataclass(frozen=True, slots=True)
class Reader:
    """One kind of file."""

    file: str  # its place in a folder
    write: Callable[[Path], object]  # a good one, where it belongs
    said: Callable[[Path], str]  # the sentence with which the one there is refused; "" if none
    only_files: bool = False  # what is no file is not even looked at


def _refused(read: Callable[[Path], object]) -> Callable[[Path], str]:
    def said(path: Path) -> str:
        try:
            read(path)
        except EquilibreError as problem:
            return str(problem)
        return ""

    return said


def _journal(path: Path) -> None:
    (path.parent / "aside").mkdir()
    written(path.parent / "aside")[1].rename(path)


def _recovered(path: Path) -> str:
    found = Recovery(path.parent, ()).wait()
    return "\n".join(found.problems) if found else ""


def _keep_data(path: Path) -> None:
    shelf.use(path.parent.parent)
    shelf.keep(CARD, Rows(COLUMNS, TARGET))


def _data_problems(path: Path) -> str:
    shelf.use(path.parent.parent)
    problems = shelf.problems()
    return "\n".join(problems) or _refused(lambda _path: shelf.rows(CARD.key))(path)


def _rows_problem(path: Path) -> str:
    shelf.use(path.parent.parent)
    return _refused(lambda _path: shelf.rows(CARD.key))(path)


def _settings(path: Path) -> None:
    SettingsStore(path).change(theme="dark", language="fr", country="DEU")


def _table(path: Path) -> None:
    rows = "".join(f"{n % 7},{n * 3 % 11},{'yes' if n % 3 else 'no'}\n" for n in range(40))
    path.write_text("size,age,answer\n" + rows)


def _command(path: Path) -> str:
    choices = lifecycle_command.Choices(str(path), None, None, 10, 0, {}, None, as_json=False)
    return _refused(lambda _path: lifecycle_command._computed(choices))(path)


READERS = {
    "runs opened": Reader(
        "class.equilibre", lambda path: write_runs(path, [run()]), _refused(read_runs)
    ),
    "kept runs": Reader(
        "kept-runs.equilibre",
        lambda path: write_runs(path, [run()]),
        lambda path: KeptRuns(path).problem,
    ),
    "a run under way": Reader(f"one{JOURNAL}", _journal, _refused(play_back)),
    "a run that was under way": Reader(f"one{JOURNAL}", _journal, _recovered),
    "settings": Reader("settings.json", _settings, lambda path: SettingsStore(path).problem),
    "settings of the computer": Reader(
        "equilibre.toml",
        lambda path: path.write_text('theme = "dark"\nlocked = ["theme"]\n'),
        lambda path: "\n".join(system_settings(path, environment={}).sentences()),
    ),
    "calibration": Reader(
        "calibration.json",
        lambda path: save_calibration(path, CALIBRATION),
        _refused(read_calibration),
    ),
    "a study opened": Reader(
        "mine.equilibre-study",
        lambda path: path.write_bytes(study_bytes(new_study())),
        _refused(read_study_file),
    ),
    "a study of one's own": Reader(
        f"{new_study().key}.json",
        lambda path: path.write_bytes(study_bytes(new_study())),
        lambda path: OwnStudies(path.parent).problem,
        only_files=True,
    ),
    "a study named to a command": Reader(
        "mine.equilibre-study",
        lambda path: path.write_bytes(study_bytes(new_study())),
        _command,
    ),
    "a table": Reader("table.csv", _table, _refused(lambda path: list(read_table(path)))),
    "a card of the shelf": Reader(f"{CARD.key}/{shelf.CARD_FILE}", _keep_data, _data_problems),
    "rows of the shelf": Reader(f"{CARD.key}/{shelf.ROWS_FILE}", _keep_data, _rows_problem),
}
