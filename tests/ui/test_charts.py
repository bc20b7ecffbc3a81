"""Charts have a summary, a table and files, and draw so that the window stays quick."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyqtgraph as pg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPicture
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QDialog, QTableView

from equilibre.learning.step import Step
from equilibre.meter.reading import Interval, Kind
from equilibre.sessions.files import RunsUnwritable
from equilibre.sessions.run import PowerCurve, PowerPoint, Run
from equilibre.ui.plots import frame as frame_module
from equilibre.ui.plots.canvas import Canvas
from equilibre.ui.plots.chart import Chart
from equilibre.ui.plots.curves import Curves, curves_of_run, time_range
from equilibre.ui.plots.learning_chart import LearningChart
from equilibre.ui.plots.line import Line
from equilibre.ui.plots.power_chart import PowerChart
from equilibre.ui.plots.runs_chart import RunsChart, pareto_front
from tests.sessions.records import energy, run, step
from tests.ui.conftest import Room, settle

FINISHED = Curves(run().steps, run().power, run().windows, 2.0, 2, "linear", "classification")
FEW = [run("a"), run("b", test_score=0.99, energy=energy(Interval(900.0, 850.0, 950.0)))]
NAMES = ["learning", "power", "runs"]


def drawn(name: str, room: Room) -> Chart:
    """Return the chart *name* of the window, with a finished run or two kept ones."""
    view = room.view
    charts: dict[str, Chart] = {
        "learning": view.charts.learning,
        "power": view.charts.power,
        "runs": view.comparison.chart,
    }
    room.presenter.kept.compare(name == "runs")
    view.charts.learning.draw(FINISHED)
    view.charts.power.draw(FINISHED)
    view.comparison.chart.draw(FEW, "Digits", "classification", "a")
    return charts[name]


names = pytest.mark.parametrize("name", NAMES)


@names
def test_a_chart_has_a_sentence_and_a_table_for_those_who_do_not_see_it(
    room: Room, name: str
) -> None:
    chart = drawn(name, room)
    data = chart.data()
    assert len(data.rows) >= 2
    assert all(len(row) == len(data.header) for row in data.rows)
    assert chart.summary().endswith(".")
    assert chart.accessibleName()
    assert chart.accessibleDescription() == chart.summary()


@names
def test_the_data_of_a_chart_are_copied_as_a_table(room: Room, name: str) -> None:
    chart = drawn(name, room)
    chart.copy_data()
    rows = list(csv.reader(io.StringIO(QGuiApplication.clipboard().text())))
    assert tuple(rows[0]) == chart.data().header
    assert len(rows) == 1 + len(chart.data().rows)


@names
def test_the_picture_of_a_chart_is_copied(room: Room, name: str) -> None:
    drawn(name, room).copy_picture()
    assert not QGuiApplication.clipboard().image().isNull()


@pytest.mark.parametrize("suffix", ["png", "svg"])
def test_a_picture_is_drawn_in_one_turn_and_written_in_another(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    path = tmp_path / f"chart.{suffix}"
    monkeypatch.setattr(frame_module, "ask_where_to_save", lambda *_: path)
    chart = drawn("power", room)
    room.window.turns.finish()
    chart.save_picture()
    assert room.window.turns.pending
    assert not path.exists()
    room.window.turns.finish()
    assert path.stat().st_size > 1000


def test_the_picture_of_a_very_large_chart_has_no_more_pixels_than_it_needs(room: Room) -> None:
    chart = drawn("power", room)
    assert chart.picture().devicePixelRatio() == 2
    room.show(2600, 1500)
    large = chart.picture()
    assert 1 < large.devicePixelRatio() < 2
    assert 2.9e6 < large.width() * large.height() < 3.1e6
    room.show(7600, 2400)
    assert chart.picture().devicePixelRatio() == 1


@names
@pytest.mark.parametrize("suffix", ["png", "PNG", "svg"])
def test_a_saved_picture_can_be_opened(room: Room, tmp_path: Path, name: str, suffix: str) -> None:
    chart = drawn(name, room)
    path = tmp_path / f"chart.{suffix}"
    chart.save_picture_to(path)
    if suffix == "svg":
        renderer = QSvgRenderer(QByteArray(path.read_bytes()))
        assert renderer.isValid()
        assert renderer.defaultSize().width() > 100
        assert b"<text" in path.read_bytes() or b"<path" in path.read_bytes()
    else:
        image = QImage(str(path))
        assert image.width() > 200
        colours = {image.pixel(x, y) for x in range(0, image.width(), 7) for y in (20, 60, 99)}
        assert len(colours) > 1


@names
def test_the_numbers_of_a_chart_open_in_a_dialog(room: Room, name: str) -> None:
    chart = drawn(name, room)
    chart.show_data()
    (dialog,) = room.window.findChildren(QDialog)
    table = dialog.findChild(QTableView)
    assert table.model().rowCount() == len(chart.data().rows)
    dialog.close()


@names
def test_an_empty_chart_says_what_will_be_there(room: Room, name: str) -> None:
    view = room.view
    view.charts.draw(Curves())
    view.comparison.chart.draw([], "Digits", "classification", "")
    chart = {
        "learning": view.charts.learning,
        "power": view.charts.power,
        "runs": view.comparison.chart,
    }[name]
    assert chart.data().rows == ()
    assert chart.summary().startswith("No ")
    assert not chart.picture().isNull()


@pytest.mark.parametrize("suffix", ["png", "svg"])
def test_a_picture_that_cannot_be_written_is_refused(
    room: Room, tmp_path: Path, suffix: str
) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(RunsUnwritable):
        drawn("power", room).save_picture_to(tmp_path / "file" / f"chart.{suffix}")


@pytest.mark.parametrize("save", [Chart.save_picture, Chart.save_data])
def test_a_file_that_cannot_be_written_is_said_and_raises_nothing(
    room: Room,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    save: Callable[[Chart], None],
) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setattr(
        frame_module, "ask_where_to_save", lambda *_: tmp_path / "file" / "chart.svg"
    )
    save(drawn("power", room))
    room.window.turns.finish()
    assert room.window.findChildren(QDialog) or room.state.notice


@names
def test_saving_asked_and_given_up_writes_nothing(
    room: Room, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(frame_module, "ask_where_to_save", lambda *_: None)
    chart = drawn(name, room)
    chart.save_picture()
    chart.save_data()


@pytest.mark.parametrize("name", ["learning", "power"])
def test_a_drawing_of_lines_holds_no_picture_of_points(
    room: Room, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "chart.svg"
    drawn(name, room).save_picture_to(path)
    assert "<image" not in path.read_text(encoding="utf-8")


@names
def test_wide_lines_are_never_smoothed(room: Room, name: str) -> None:
    # A smoothed line wider than a pixel takes Qt a hundred times longer to draw.
    chart = drawn(name, room)
    own = [item for item in chart.plot.items() if isinstance(item, Canvas)]
    theirs = [item for item in chart.plot.items() if isinstance(item, pg.PlotCurveItem)]
    assert own or theirs
    assert not chart.plot.renderHints() & QPainter.RenderHint.Antialiasing  # of our own lines
    for line in theirs:
        pen = line.opts["pen"]
        width = pg.mkPen(pen).widthF() if pen is not None else 0
        smoothed = line.opts.get("antialias")
        if smoothed is None:
            smoothed = pg.getConfigOption("antialias")
        assert not (width > 1 and smoothed)


@names
def test_drawing_twice_changes_nothing(room: Room, name: str) -> None:
    chart = drawn(name, room)
    before = (chart.data(), chart.summary(), chart.plot.viewRange())
    drawn(name, room)
    assert (chart.data(), chart.summary(), chart.plot.viewRange()) == before


def test_the_axis_of_power_begins_at_zero(room: Room) -> None:
    chart = drawn("power", room)
    low, high = chart.plot.viewRange()[1]
    assert low == pytest.approx(0, abs=0.02 * high)


def test_both_curves_of_a_run_have_the_same_times(room: Room) -> None:
    room.train()
    room.draw()
    charts = room.view.charts
    assert charts.learning.plot.viewRange()[0] == pytest.approx(charts.power.plot.viewRange()[0])
    left = [chart.plot.getAxis("left").width() for chart in (charts.learning, charts.power)]
    assert left[0] == left[1]


def test_the_fits_of_the_exact_kernel_stand_along_their_rows(qapp: object) -> None:
    fits = [Step(n, 1.0 * n, 0.1, 0.2, 0.9, 0.8, rows=k) for n, k in enumerate((0, 50, 90))]
    chart = LearningChart()
    chart.by_epochs(True)
    chart.draw(Curves(family="kernel", task="classification", steps=tuple(fits)))
    assert list(chart._test.points[0]) == [0, 50, 90]
    assert chart.axis.button("epochs").text() == "Rows"
    assert "90 rows" in chart.summary()
    assert [row[-1] for row in chart.data().rows] == [0, 50, 90]
    chart.draw(Curves(family="linear", steps=(replace(fits[0], rows=None),)))
    assert chart.axis.button("epochs").text() == "Epochs"


def test_a_gap_in_the_power_breaks_its_curve(room: Room) -> None:
    chart = room.view.charts.power
    points = tuple(PowerPoint(n, None if n == 3 else 50.0) for n in range(6))
    chart.draw(Curves(power=(PowerCurve("cpu", "x", Kind.MEASURED, None, points),)))
    assert ("cpu", "x", "measured", 3, "") in chart.data().rows
    drawn = [one for one in chart.canvas.parts if isinstance(one, Line) and len(one.points[0]) > 2]
    assert len(drawn) == 1
    assert np.isnan(drawn[0].points[1]).any()
    inked = columns_with_ink(drawn[0])
    assert 10 in inked
    assert not inked & set(range(21, 40))


def columns_with_ink(line: Line) -> set[int]:
    """Return the columns of pixels that *line* touches, ten of them to a second."""
    image = QImage(60, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.scale(10.0, 1.0)
    line.paint(painter, QRectF(0.0, 0.0, 6.0, 60.0))
    painter.end()
    white = QColor("white")
    return {x for x in range(60) for y in range(60) if image.pixelColor(x, y) != white}


def test_the_curves_of_a_run_know_whose_electricity_it_used() -> None:
    assert curves_of_run(run(country="POL")).country == "POL"


# -- anything that a file may hold -------------------------------------------------------------

times = st.floats(-1e6, 1e6)
watts = st.none() | st.floats(0, 1e6)
any_curves = st.builds(
    Curves,
    steps=st.lists(
        st.builds(step, epoch=st.integers(0, 1000), time_seconds=times, score=st.floats(-1e6, 1)),
        max_size=4,
    ).map(tuple),
    power=st.lists(
        st.builds(
            PowerCurve,
            device=st.sampled_from(["cpu", "memory", "gpu", "rest", "computer", "abacus"]),
            route=st.just("x"),
            kind=st.sampled_from(Kind),
            idle_watts=watts,
            points=st.lists(
                st.builds(PowerPoint, times, watts, st.none() | st.floats(0, 1e9)), max_size=5
            ).map(tuple),
            relative_uncertainty=st.floats(0, 1),
            factor=st.floats(0, 4),
            idle_after_watts=watts,
            covers=st.sampled_from([(), ("cpu", "memory"), ("rest",)]),
            around=st.booleans(),
        ),
        max_size=4,
    ).map(tuple),
    windows=st.lists(st.tuples(times, times), max_size=3).map(tuple),
    first_training_end=st.none() | times,
    repeats=st.integers(0, 5),
    family=st.sampled_from(["linear", "network", "forest"]),
    task=st.sampled_from(["classification", "regression"]),
    running=st.booleans(),
    country=st.sampled_from(["", "FRA", "Atlantis"]),
)


@pytest.fixture(scope="module")
def charts(qapp: object) -> tuple[LearningChart, PowerChart, RunsChart]:
    return LearningChart(), PowerChart(), RunsChart()


@settings(derandomize=True, deadline=None, max_examples=60)
@given(curves=any_curves, loss=st.booleans(), epochs=st.booleans())
def test_no_run_is_too_strange_to_draw(
    charts: tuple[LearningChart, PowerChart, RunsChart], curves: Curves, loss: bool, epochs: bool
) -> None:
    learning, power, _runs = charts
    learning.measure.choose("loss" if loss else "score")
    learning.by_epochs(epochs)
    for chart in (learning, power):
        chart.draw(curves)
        assert chart.summary()
    power.read_training()
    power.draw(curves)
    assert power.data().rows or curves.empty or not any(one.points for one in curves.power)
    left, right = time_range(curves)
    assert left < right


@settings(derandomize=True, deadline=None, max_examples=60)
@given(
    scores=st.lists(st.floats(-1e3, 1), min_size=0, max_size=5),
    joules=st.lists(st.floats(0, 1e12), min_size=5, max_size=5),
)
def test_no_kept_runs_are_too_strange_to_compare(
    charts: tuple[LearningChart, PowerChart, RunsChart], scores: list[float], joules: list[float]
) -> None:
    kept = [
        run(str(index), test_score=score, energy=energy(Interval(value, value / 2, value * 2)))
        for index, (score, value) in enumerate(zip(scores, joules, strict=False))
    ]
    charts[2].draw(kept, "Digits", "regression", "0")
    assert charts[2].summary()


@pytest.mark.parametrize("least", [1.05, 10.0, 100.0])
@pytest.mark.parametrize("most", [893.0, 950.0, 1000.0])
def test_no_label_of_an_energy_is_cut_at_the_edge(
    charts: tuple[LearningChart, PowerChart, RunsChart], least: float, most: float
) -> None:
    chart = charts[2]
    chart.resize(520, 300)
    chart.show()
    bounds = [Interval(one, 0.99 * one, 1.01 * one) for one in (least, most)]
    kept = [run(str(index), energy=energy(one)) for index, one in enumerate(bounds)]
    chart.draw(kept, "Digits", "classification", "0")
    settle()
    axis, picture = chart.plot.getAxis("bottom"), QPicture()
    painter = QPainter(picture)
    labels = axis.generateDrawSpecs(painter)[2]
    painter.end()
    assert labels[-1][2].endswith("000\u202fJ")
    edges = [axis.mapRectToScene(rectangle).right() for rectangle, _flags, _text in labels]
    assert max(edges) <= chart.plot.viewport().width()
    chart.hide()


def beats(first: Run, second: Run) -> bool:
    assert first.energy is not None
    assert second.energy is not None
    less = first.energy.gross.value <= second.energy.gross.value
    better = first.test_score >= second.test_score
    same = (first.energy.gross.value, first.test_score) == (
        second.energy.gross.value,
        second.test_score,
    )
    return less and better and not same


@settings(derandomize=True, deadline=None, max_examples=100)
@given(
    st.lists(st.tuples(st.sampled_from([0.5, 0.8, 0.9]), st.sampled_from([1.0, 5, 9])), max_size=8)
)
def test_the_front_holds_the_runs_that_nothing_beats(pairs: list[tuple[float, float]]) -> None:
    kept = [
        run(str(index), test_score=score, energy=energy(Interval(joules, joules, joules)))
        for index, (score, joules) in enumerate(pairs)
    ]
    front = pareto_front([*kept, run("unmetered", energy=None)])
    assert bool(front) == bool(kept)
    for one in front:
        assert not any(beats(other, one) for other in kept)
    for one in kept:
        points = [(each.test_score, each.energy) for each in front]
        assert (one.test_score, one.energy) in points or any(beats(each, one) for each in front)
