"""The bench can be believed: its goals, its table, and that it notices what it looks for."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter, QPen, QPolygonF

from tests.bench.__main__ import chosen
from tests.bench.binding import costly_drawings
from tests.bench.catalogue import PROGRAMS
from tests.bench.goal import figure, line, ratio
from tests.bench.table import BEGIN, END, write

FOLDER = Path(__file__).with_name("bench")


@pytest.mark.parametrize("name", PROGRAMS)
def test_every_program_of_the_catalogue_can_be_run(name: str) -> None:
    code = (FOLDER / f"{name}.py").read_text("utf-8")
    assert "def measure(" in code
    assert code.endswith("report(__name__, __doc__, measure)\n")


def test_programs_are_chosen_by_name_and_by_goal() -> None:
    assert chosen(["slider", "g9"]) == (["slider", "stop"], [])
    assert chosen(["speed"]) == ([], ["speed"])
    assert chosen([])[0] == list(PROGRAMS)


def test_a_figure_is_the_median_of_its_rounds_held_against_its_goal() -> None:
    slow = ratio("start", [2.0, 6.0, 3.0], [1.0, 2.0, 1.0], goal=2.5)
    assert (slow.value, slow.low, slow.high, slow.met) == (3.0, 2.0, 3.0, False)
    assert line(slow).endswith("≤ 2.5 × MISSED")
    fast = figure("steps", [0.99, 1.02], "×", goal=0.98, at_least=True)
    assert fast.met
    assert figure("reported", [1.0], "ms").met is None


def test_the_figures_of_a_program_take_the_place_of_its_own_and_others_stay(
    tmp_path: Path,
) -> None:
    readme, file = tmp_path / "README.md", tmp_path / "figures.json"
    old = "### G9 `stop`: Clicks\n\nold figures\n\n### G10 `meter`: Joules\n\ntheirs\n\n"
    readme.write_text(f"Before\n{BEGIN}\n{old}{END}After\n", "utf-8")
    one = {"what": "gone", "value": 14.5, "low": 11.0, "high": 23.0, "unit": "ms", "goal": 50.0}
    more = {"at_least": False, "rounds": 7, "note": "", "met": True}
    found = {"goal": "G9", "what": "Clicks", "figures": [one | more], "skipped": "no root"}
    content = {"date": "2026-11-23", "machine": "a laptop", "programs": {"stop": found}}
    file.write_text(json.dumps(content), "utf-8")
    for _twice in range(2):
        write([file], readme)
        said = readme.read_text("utf-8")
        assert said.startswith("Before\n")
        assert said.endswith("After\n")
        assert "old figures" not in said
        assert said.count("### G10 `meter`: Joules\n\ntheirs\n\n") == 1
        assert said.count("| gone | 14.50 ms | 11 to 23 | ≤ 50 ms | met |") == 1
        assert "2026-11-23, a laptop." in said
        assert "Skipped: no root" in said


@pytest.mark.parametrize(("smooth", "width", "costly"), [(True, 2, 1), (True, 1, 0), (False, 2, 0)])
def test_a_long_line_that_is_both_smoothed_and_wide_is_noticed(
    smooth: bool, width: int, costly: int
) -> None:
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    with costly_drawings() as seen:
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
        painter.setPen(QPen(Qt.GlobalColor.black, width))
        painter.drawPolyline(QPolygonF([QPointF(x, x) for x in range(100)]))
        painter.end()
    assert len(seen) == costly
