"""What the dialogue for a table of one's own shows, and what it asks of the training process."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from equilibre.errors import EquilibreError
from equilibre.learning import shelf
from equilibre.learning.own.tasks import KeepTable, ReadTable
from equilibre.ui.training.own.presenter import TablePresenter
from equilibre.ui.training.own.state import Line, Phase, TableState
from equilibre.worker.messages import Command, Died, Do, Done, Failed, Reply, Stop, Told
from tests.learning.own.tables import csv_of, written

ROWS = 40
TEXT = csv_of(
    {
        "id": range(ROWS),
        "nom": ["Ada", "Zoé"] * (ROWS // 2),
        "when": [f"2024-01-{n % 28 + 1:02}" for n in range(ROWS)],
        "size": [n % 17 or "" for n in range(ROWS)],
        "weight": [f"{n % 31},5" for n in range(ROWS)],
        "kind": ["a", "b", "c", "b"] * (ROWS // 4),
    }
)


class Process:
    """Does each task at once, and says what came of it when it is asked."""

    def __init__(self) -> None:
        self.sent: list[Command] = []
        self.said: list[Reply] = []
        self.busy = False

    def send(self, command: Command) -> None:
        self.sent.append(command)
        if not isinstance(command, Do):
            return
        try:
            for outcome in command.task.outcomes(None):
                self.said.append(Told(command.run, outcome))
        except EquilibreError as problem:
            self.said.append(Failed(command.run, str(problem), ""))
        else:
            self.said.append(Done(command.run, 0.0, 0.0, stopped=False))


class FakeScreen:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.states: list[TableState] = []
        self.keys: list[str] = []

    def show_state(self, state: TableState) -> None:
        self.states.append(state)

    def kept(self, key: str) -> None:
        self.keys.append(key)


class Bench:
    """A presenter between a screen and a process."""

    def __init__(self) -> None:
        self.screen, self.process = FakeScreen(), Process()
        self.presenter = TablePresenter(self.screen, self.process.send, lambda: self.process.busy)

    @property
    def state(self) -> TableState:
        return self.presenter.state

    def hear(self) -> None:
        said, self.process.said = self.process.said, []
        self.presenter.hear(said)

    def line(self, name: str) -> Line:
        return next(line for line in self.state.lines if line.name == name)

    def used(self) -> set[str]:
        return {line.name for line in self.state.lines if line.used}

    def notice(self) -> str:
        return self.state.notice.text if self.state.notice else ""


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    shelf.use(tmp_path / "shelf")
    yield Bench()
    shelf.use(None)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return written(tmp_path, TEXT, "rivers.csv")


@pytest.fixture
def opened(bench: Bench, path: Path) -> Bench:
    bench.presenter.open(path)
    bench.hear()
    return bench


def test_a_table_is_read_by_the_training_process(bench: Bench, path: Path) -> None:
    bench.presenter.open(path)
    assert bench.state.phase is Phase.READING
    (order,) = bench.process.sent
    assert isinstance(order, Do)
    assert order.task == ReadTable(str(path))
    bench.hear()
    assert bench.state.phase is Phase.READY
    assert bench.state.about == (
        "40 rows × 6 columns, separated by semicolons, decimal commas, UTF-8"
    )


def test_a_first_choice_can_be_used_at_once(opened: Bench) -> None:
    assert (opened.state.target, opened.state.task) == ("kind", "classification")
    assert opened.used() == {"size", "weight"}
    assert opened.state.name == "rivers"
    assert opened.state.sentence == (
        "Predict “kind” (3 classes) from 2 columns. They become 3 columns of numbers: each "
        "category and what is missing have their own. 30 rows to learn from, 10 to judge."
    )
    assert opened.state.can_keep


def test_each_column_says_what_it_holds_and_why_it_is_left_out(opened: Bench) -> None:
    assert opened.line("size").missing == "3"
    assert opened.line("weight").examples == "0.5 to 30.5"
    assert opened.line("kind").remark == "to be predicted"
    assert opened.line("id").remark == "only names the rows"
    assert opened.line("when").used is None
    assert "give the year" in opened.line("when").detail
    assert opened.line("nom").used is False
    assert "“nom” may be about people" in opened.notice()


def test_another_column_is_predicted_as_it_can_be(opened: Bench) -> None:
    opened.presenter.choose_target("weight")
    assert opened.state.task == "regression"
    assert opened.used() == {"size", "kind"}
    assert opened.state.sentence.startswith("Predict the number “weight” from 2 columns.")
    by_task = {offer.key: offer.why_not for offer in opened.state.tasks}
    assert by_task["regression"] == ""
    opened.presenter.choose_target("size")
    assert opened.state.task == "regression"
    reasons = {offer.key: offer.why_not for offer in opened.state.targets}
    assert reasons["kind"] == ""
    assert "dates" in reasons["when"]


def test_columns_are_used_or_not(opened: Bench) -> None:
    opened.presenter.use_column("size", False)
    assert opened.used() == {"weight"}
    opened.presenter.use_column("nom", True)
    assert opened.used() == {"weight", "nom"}
    opened.presenter.use_all(True)
    assert opened.used() == {"id", "nom", "size", "weight"}
    opened.presenter.use_all(False)
    assert opened.used() == set()
    assert "no column left" in opened.state.problem
    assert not opened.state.can_keep


def test_what_is_chosen_is_kept_and_told(opened: Bench, path: Path) -> None:
    opened.presenter.rename("Our rivers")
    opened.presenter.use_column("size", False)
    opened.presenter.keep()
    assert opened.state.phase is Phase.KEEPING
    order = opened.process.sent[-1]
    assert isinstance(order, Do)
    assert isinstance(order.task, KeepTable)
    opened.hear()
    (key,) = opened.screen.keys
    assert shelf.keys() == (key,)
    assert str(shelf.card(key).name) == "Our rivers"
    assert shelf.card(key).columns == 1


def test_data_without_a_name_are_not_kept(opened: Bench) -> None:
    opened.presenter.rename("  ")
    assert not opened.state.can_keep
    opened.presenter.keep()
    assert len(opened.process.sent) == 1


def test_a_file_that_is_refused_leaves_the_dialogue_as_it_was(bench: Bench, tmp_path: Path) -> None:
    bench.presenter.open(written(tmp_path, "a;b\n1;2\n", "small.csv"))
    bench.hear()
    assert bench.state.phase is Phase.EMPTY
    assert bench.notice() == "“small.csv”: There is only 1 row: 20 are needed."
    bench.presenter.open(tmp_path / "none.csv")
    bench.hear()
    assert bench.notice() == "“none.csv” cannot be read: it does not exist."
    bench.presenter.dismiss()
    assert bench.notice() == ""


def test_a_file_that_changed_meanwhile_is_told_and_the_choice_stays(
    opened: Bench, path: Path
) -> None:
    path.write_text(TEXT + "41;x;y;1;1;a\n")
    opened.presenter.keep()
    opened.hear()
    assert opened.state.phase is Phase.READY
    assert "has changed since it was read" in opened.notice()
    assert opened.screen.keys == []


def test_nothing_is_begun_while_the_training_process_is_at_work(bench: Bench, path: Path) -> None:
    bench.process.busy = True
    bench.presenter.open(path)
    assert bench.process.sent == []
    assert "The training process is at work" in bench.notice()
    bench.process.busy = False
    bench.presenter.open(path)
    bench.presenter.open(path)  # a second file is not read over the first one
    assert len(bench.process.sent) == 1


def test_where_nothing_can_be_kept_nothing_is_read(bench: Bench, path: Path) -> None:
    shelf.use(None)
    bench.presenter.open(path)
    assert bench.process.sent == []
    assert "no folder for data sets" in bench.notice()


def test_a_table_without_anything_to_predict_says_so(bench: Bench, tmp_path: Path) -> None:
    text = csv_of({"a": ["x"] * 30, "b": [f"word {n}" for n in range(30)]})
    bench.presenter.open(written(tmp_path, text))
    bench.hear()
    assert "No column of this table can be predicted" in bench.state.problem
    assert [line.name for line in bench.state.lines] == ["a", "b"]
    assert not bench.state.can_keep


def test_another_file_takes_the_place_of_the_first(opened: Bench, tmp_path: Path) -> None:
    text = csv_of({"x": [n * n % 13 for n in range(30)], "y": ["a", "b"] * 15})
    opened.presenter.open(written(tmp_path, text, "other.csv"))
    assert opened.state.lines == ()
    opened.hear()
    assert (opened.state.file, opened.state.target) == ("other.csv", "y")


def test_a_training_process_that_dies_is_told(bench: Bench, path: Path) -> None:
    bench.presenter.open(path)
    bench.process.said = [Died(None, "The training process ended.")]
    bench.hear()
    assert bench.state.phase is Phase.EMPTY
    assert "The training process ended." in bench.notice()


def test_closing_the_dialogue_ends_the_reading(bench: Bench, path: Path) -> None:
    bench.presenter.open(path)
    bench.presenter.close()
    assert isinstance(bench.process.sent[-1], Stop)
