"""What the life-cycle tab decides, shown without any screen."""

import itertools
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from equilibre.lifecycle import catalogue
from equilibre.lifecycle.comparison import compare
from equilibre.lifecycle.files import study_bytes
from equilibre.lifecycle.own_parameters import moved
from equilibre.lifecycle.study import Line, Parameter, Study
from equilibre.meter.reading import Interval, Kind
from equilibre.sessions import studies as studies_module
from equilibre.sessions.files import RunsUnwritable
from equilibre.sessions.studies import OwnStudies
from equilibre.texts import Words, use_language
from equilibre.ui.board import NoScreen
from equilibre.ui.lifecycle.presenter import LifecyclePresenter
from equilibre.ui.lifecycle.state import PAGES, LifecycleState, SignRow
from tests.sessions.records import energy, run

STUDIES = catalogue.study_keys()
studies = pytest.mark.parametrize("key", STUDIES)


class FakeScreen:
    """Remembers what it was told to show."""

    def __init__(self) -> None:
        self.states: list[LifecycleState] = []

    def show_state(self, state: LifecycleState) -> None:
        self.states.append(state)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


@pytest.fixture
def presenter() -> LifecyclePresenter:
    return LifecyclePresenter(NoScreen(), OwnStudies(None))


def settled(presenter: LifecyclePresenter) -> None:
    """Let every turn be found."""
    for _beat in range(200):
        if not presenter.busy():
            return
        presenter.tick()
    raise AssertionError("turns are looked for without end")


def row(presenter: LifecyclePresenter, indicator: str = "GWP") -> SignRow:
    return next(one for one in presenter.state.rows if one.indicator == indicator)


def text_of(presenter: LifecyclePresenter) -> str:
    notice = presenter.state.notice
    return "" if notice is None else notice.text


def pairs(key: str) -> list[tuple[str, str]]:
    return list(itertools.permutations([one.key for one in catalogue.study(key).variants], 2))


def compare_ways(presenter: LifecyclePresenter, first: str, second: str) -> None:
    presenter.choose("first", first)
    presenter.choose("second", second)
    if presenter.state.first != first:
        presenter.choose("first", first)
    assert (presenter.state.first, presenter.state.second) == (first, second)


def consistent(presenter: LifecyclePresenter) -> None:
    """Check that what is shown belongs together."""
    state, study = presenter.state, presenter.study
    variants = [one.key for one in study.variants]
    assert state.study is study
    assert state.chosen == study.key
    assert state.chosen in [one.key for one in state.studies]
    assert len({one.key for one in state.studies}) == len(state.studies)
    assert len({one.text for one in state.studies}) == len(state.studies)
    assert state.first in variants
    assert state.second in variants
    assert state.first != state.second
    assert state.zone in [one.key for one in state.zones]
    assert presenter.simulation.zone == state.zone
    assert presenter.simulation.study == study
    assert [one.key for one in state.variants] == variants
    if state.page == "signs":
        assert [one.indicator for one in state.rows] == list(catalogue.indicators())
        assert len(state.panels) == len(state.rows)
    assert len({one.key for one in state.levers}) == len(state.levers)
    for lever in state.levers:
        assert lever.key in study.parameters
        assert 0 <= lever.position <= 1
        assert all(0 <= mark.position <= 1 for mark in lever.marks)
    assert state.moved == (study != presenter.opened)


# -- the beginning -----------------------------------------------------------------------------


def test_at_first_a_forest_is_watched_in_france_by_people_or_by_an_ai() -> None:
    screen = FakeScreen()
    presenter = LifecyclePresenter(screen, OwnStudies(None))
    state = screen.states[-1]
    assert state == presenter.state
    assert (state.chosen, state.first, state.second, state.zone) == (
        "forest_fire",
        "R0",
        "A1",
        "FRA",
    )
    assert (state.page, state.moved, state.own, state.notice) == ("signs", False, False, None)
    assert row(presenter).verdict == "less"
    assert row(presenter, "ADPe").unknown
    consistent(presenter)


def test_a_zone_asked_for_at_the_start_is_taken_and_an_unknown_one_is_not() -> None:
    assert LifecyclePresenter(NoScreen(), OwnStudies(None), "POL").state.zone == "POL"
    assert LifecyclePresenter(NoScreen(), OwnStudies(None), "MARS").state.zone == "FRA"


@studies
def test_a_study_opens_with_its_own_zone_and_its_two_ways(
    presenter: LifecyclePresenter, key: str
) -> None:
    presenter.choose_zone("POL")
    presenter.choose_study("smart_thermostat" if key == "forest_fire" else "forest_fire")
    presenter.choose_study(key)
    study = catalogue.study(key)
    assert (presenter.state.first, presenter.state.second) == study.compare
    assert presenter.state.zone == study.zone
    consistent(presenter)


# -- two ways ----------------------------------------------------------------------------------


def test_choosing_the_way_of_the_other_side_exchanges_them(presenter: LifecyclePresenter) -> None:
    presenter.choose("first", "A1")
    assert (presenter.state.first, presenter.state.second) == ("A1", "R0")
    presenter.choose("second", "A1")
    assert (presenter.state.first, presenter.state.second) == ("R0", "A1")


@studies
def test_exchanging_the_two_turns_every_sign(presenter: LifecyclePresenter, key: str) -> None:
    presenter.choose_study(key)
    before = presenter.state.rows
    presenter.swap()
    opposite = {"less": "more", "more": "less"}
    for one, other in zip(before, presenter.state.rows, strict=True):
        assert other.verdict == opposite.get(one.verdict, one.verdict)
    presenter.swap()
    assert presenter.state.rows == before


# -- levers ------------------------------------------------------------------------------------


def test_a_lever_changes_what_it_should_and_nothing_else(presenter: LifecyclePresenter) -> None:
    settled(presenter)
    before = {one.key: one for one in presenter.state.levers}
    presenter.move_lever("tower_km", 0.2)
    after = {one.key: one for one in presenter.state.levers}
    assert presenter.study.parameters["tower_km"].range.value < 40
    assert after["tower_km"].position == pytest.approx(0.2, abs=0.01)
    assert after["trip_km"].value == before["trip_km"].value
    assert presenter.state.moved
    others = {k: v for k, v in presenter.study.parameters.items() if k != "tower_km"}
    opened = presenter.opened.parameters
    assert others == {key: opened[key] for key in others}


def test_a_lever_can_be_moved_before_its_turns_are_found(presenter: LifecyclePresenter) -> None:
    assert presenter.busy()
    presenter.move_lever("tower_km", 0.5)
    presenter.choose_zone("POL")
    presenter.move_lever("tower_km", 0.1)
    assert presenter.state.moved
    consistent(presenter)


def test_a_whole_drag_is_undone_at_once_and_done_again(presenter: LifecyclePresenter) -> None:
    settled(presenter)
    for step in range(20):
        presenter.move_lever("tower_km", step / 20)
    dragged = presenter.study
    presenter.undo()
    assert presenter.study == presenter.opened
    assert not presenter.state.moved
    assert (presenter.state.can_undo, presenter.state.can_redo) == (False, True)
    presenter.redo()
    assert presenter.study == dragged


def test_putting_the_study_back_can_be_undone(presenter: LifecyclePresenter) -> None:
    rows = presenter.state.rows
    presenter.move_lever("tower_km", 0.1)
    moved_study = presenter.study
    presenter.reset_levers()
    assert presenter.state.rows == rows
    assert not presenter.state.moved
    presenter.undo()
    assert presenter.study == moved_study


@studies
def test_every_lever_can_stand_at_both_ends_in_every_pair(
    presenter: LifecyclePresenter, key: str
) -> None:
    presenter.choose_study(key)
    presenter.choose_page("edit")  # which draws nothing
    for first, second in pairs(key)[::2]:
        compare_ways(presenter, first, second)
        for lever in presenter.state.levers:
            for position in (0.0, 1.0):
                presenter.move_lever(lever.key, position)
                assert presenter.state.notice is None
                shown = next(one for one in presenter.state.levers if one.key == lever.key)
                assert shown.position == pytest.approx(position, abs=0.01)
            presenter.reset_levers()
        consistent(presenter)


@studies
def test_the_difference_turns_its_sign_where_the_mark_of_a_lever_stands(
    presenter: LifecyclePresenter, key: str
) -> None:
    presenter.choose_study(key)
    presenter.choose_page("edit")
    seen = 0
    for first, second in pairs(key)[:6]:
        compare_ways(presenter, first, second)
        settled(presenter)
        names = {str(one.short).lower(): one.key for one in catalogue.indicators().values()}
        for lever, mark in [(one, mark) for one in presenter.state.levers for mark in one.marks]:
            if not 0.03 < mark.position < 0.97:
                continue
            values = []
            for step in (-0.02, 0.02):
                presenter.move_lever(lever.key, mark.position + step)
                found = compare(presenter.simulation, first, second)[names[mark.name]].value
                assert found is not None
                values.append(found)
            assert values[0] * values[1] < 0, (first, second, lever.key, mark)
            presenter.reset_levers()
            seen += 1
    assert seen or key == "class_assistant"


def test_the_ends_of_a_lever_stay_while_it_moves(presenter: LifecyclePresenter) -> None:
    settled(presenter)
    presenter.move_lever("tower_km", 0.25)
    settled(presenter)
    (lever,) = [one for one in presenter.state.levers if one.key == "tower_km"]
    assert lever.position == pytest.approx(0.25, abs=0.01)


def with_tree(study: Study) -> Study:
    """Return *study* whose AI drives for a parameter of its own."""
    parameter = Parameter(
        "own_km",
        Words("own", "propre"),
        study.parameters["tower_km"].range,
        "km/d",
        "assumption",
        Words("", ""),
    )
    line = Line("use: travel", "vehicle", "vehicle_km", "own_km")
    return replace(
        study,
        parameters=study.parameters | {"own_km": parameter},
        levers=("own_km", *study.levers),
        variants=tuple(
            replace(one, lines=(*one.lines, line)) if one.key == "A1" else one
            for one in study.variants
        ),
    )


def test_a_parameter_added_in_the_editor_gets_its_lever(presenter: LifecyclePresenter) -> None:
    presenter.copy_study()
    presenter.edit(with_tree(presenter.study))
    settled(presenter)
    assert presenter.state.levers[0].key == "own_km"
    presenter.move_lever("own_km", 0.0)
    assert presenter.study.parameters["own_km"].range.value < 40
    consistent(presenter)
    while presenter.state.can_undo:
        presenter.undo()
    assert "own_km" not in [one.key for one in presenter.state.levers]
    consistent(presenter)


def test_a_lever_follows_the_bounds_given_in_the_editor(presenter: LifecyclePresenter) -> None:
    presenter.copy_study()
    settled(presenter)
    presenter.edit(moved(presenter.study, "trip_km", 50_000.0))
    settled(presenter)
    (lever,) = [one for one in presenter.state.levers if one.key == "trip_km"]
    assert 0 < lever.position < 1


# -- zones and pages ---------------------------------------------------------------------------


def test_another_electricity_changes_the_figures_and_its_name_is_sorted(
    presenter: LifecyclePresenter,
) -> None:
    before = presenter.state.rows
    presenter.choose_zone("POL")
    assert presenter.state.zone == "POL"
    assert presenter.state.rows != before
    presenter.choose_zone("FRA")
    assert presenter.state.rows == before
    use_language("fr")
    presenter.attach(NoScreen())
    names = [one.text for one in presenter.state.zones]
    assert names.index("Espagne") < names.index("États-Unis") < names.index("Finlande")


@studies
def test_every_study_is_compared_with_every_electricity(
    presenter: LifecyclePresenter, key: str
) -> None:
    presenter.choose_study(key)
    for zone in list(catalogue.zones())[::7]:
        presenter.choose_zone(zone)
        assert presenter.state.notice is None
        consistent(presenter)


def test_a_page_computes_what_it_shows_and_nothing_else(presenter: LifecyclePresenter) -> None:
    presenter.choose_page("details")
    rows, details = presenter.state.rows, presenter.state.heat_map
    assert details.devices
    presenter.choose_zone("POL")
    assert presenter.state.rows is rows
    assert presenter.state.heat_map != details
    presenter.choose_page("signs")
    assert presenter.state.rows != rows


def test_the_choices_of_a_page_outlive_another_study(presenter: LifecyclePresenter) -> None:
    presenter.choose_page("details")
    presenter.choose_indicator("ADPe")
    presenter.choose_shown("second")
    presenter.choose_study("camera_traps")
    state = presenter.state
    assert (state.page, state.indicator, state.shown) == ("details", "ADPe", "second")
    assert state.heat_map.title.startswith("B, ")


def test_more_use_and_more_places_are_remembered(presenter: LifecyclePresenter) -> None:
    presenter.choose_page("beyond")
    presenter.grow(1.0)
    presenter.deploy(0.5)
    presenter.choose_study("camera_traps")
    assert presenter.state.beyond.growth_text == "+200%"
    assert presenter.state.beyond.deployments == 1_000
    for position in (0.0, 1.0):
        presenter.grow(position)
        presenter.deploy(position)
    assert presenter.state.beyond.deployments_text == "× 1,000,000"


def test_a_study_has_its_grade(presenter: LifecyclePresenter) -> None:
    presenter.choose_page("grade")
    assert (presenter.state.grade, presenter.state.grade_reasons) == ("e", ())
    presenter.choose("second", "R1")
    assert presenter.state.grade == "d"
    assert presenter.state.grade_reasons


def test_the_view_is_told_once_for_each_thing_asked() -> None:
    screen = FakeScreen()
    presenter = LifecyclePresenter(screen, OwnStudies(None))
    asked = (
        presenter.swap,
        lambda: presenter.choose_zone("POL"),
        lambda: presenter.choose_page("details"),
        lambda: presenter.choose("second", "A3"),
        lambda: presenter.move_lever(presenter.state.levers[0].key, 0.4),
    )
    for ask in asked:
        count = len(screen.states)
        ask()
        assert len(screen.states) == count + 1


# -- one's own studies -------------------------------------------------------------------------


def test_a_copy_is_ones_own_as_the_study_stands_and_is_kept(tmp_path: Path) -> None:
    presenter = LifecyclePresenter(NoScreen(), OwnStudies(tmp_path))
    presenter.choose_zone("POL")
    presenter.choose("second", "A2")
    presenter.move_lever("tower_km", 0.0)
    parameters = presenter.study.parameters
    presenter.copy_study()
    state = presenter.state
    assert (state.own, state.page, state.zone) == (True, "edit", "POL")
    assert (state.first, state.second) == ("R0", "A2")
    assert state.title.endswith(" (copy)")
    assert presenter.study.parameters == parameters
    assert OwnStudies(tmp_path).studies == {"forest_fire_copy": presenter.study}
    consistent(presenter)


def test_copies_of_copies_never_run_out_of_names(tmp_path: Path) -> None:
    presenter = LifecyclePresenter(NoScreen(), OwnStudies(tmp_path))
    for count in range(1, 25):
        presenter.copy_study()
        assert presenter.state.notice is None
        assert len(presenter.state.studies) == len(STUDIES) + count
        if count == 20:
            presenter.choose_study("forest_fire")
    consistent(presenter)
    again = OwnStudies(tmp_path)
    assert again.problem == ""
    assert len(again.studies) == 24


def test_an_own_study_is_kept_at_every_change(tmp_path: Path) -> None:
    presenter = LifecyclePresenter(NoScreen(), OwnStudies(tmp_path))
    presenter.copy_study()
    key = presenter.study.key
    for act in (
        lambda: presenter.edit(with_tree(presenter.study)),
        lambda: presenter.move_lever("own_km", 0.0),
        presenter.undo,
        presenter.reset_levers,
    ):
        act()
        settled(presenter)
        assert OwnStudies(tmp_path).studies[key] == presenter.study


def test_a_lever_that_is_pulled_is_written_once_it_rests(tmp_path: Path) -> None:
    presenter = LifecyclePresenter(NoScreen(), OwnStudies(tmp_path))
    presenter.copy_study()
    settled(presenter)
    before = presenter.study
    presenter.move_lever("tower_km", 0.0)
    assert OwnStudies(tmp_path).studies[before.key] == before
    assert presenter.busy()
    settled(presenter)
    assert OwnStudies(tmp_path).studies[before.key] == presenter.study


def test_what_waits_to_be_written_is_written_before_another_study_is_chosen(
    tmp_path: Path,
) -> None:
    presenter = LifecyclePresenter(NoScreen(), OwnStudies(tmp_path))
    presenter.copy_study()
    presenter.move_lever("tower_km", 0.0)
    moved = presenter.study
    presenter.choose_study("camera_traps")
    assert OwnStudies(tmp_path).studies[moved.key] == moved


def test_joules_need_a_way_with_ai() -> None:
    presenter = LifecyclePresenter(NoScreen(), OwnStudies(None))
    presenter.choose("second", "R1")
    presenter.bring_joules(run("a"), "training", 1.0)
    assert "with AI" in text_of(presenter)
    assert not presenter.state.moved


def test_a_study_of_ours_is_never_written(tmp_path: Path) -> None:
    presenter = LifecyclePresenter(NoScreen(), OwnStudies(tmp_path))
    presenter.move_lever("tower_km", 0.0)
    presenter.undo()
    assert list(tmp_path.iterdir()) == []


def test_a_new_study_computes_and_may_be_begun_twice(presenter: LifecyclePresenter) -> None:
    for _time in range(2):
        presenter.new_study()
        assert (presenter.state.own, presenter.state.page) == (True, "edit")
        presenter.choose_page("signs")
        consistent(presenter)
        assert row(presenter).value is not None
    assert [one.text for one in presenter.state.studies][-2:] == ["My study", "My study (2)"]


def test_a_study_deleted_is_put_back_as_it_was(tmp_path: Path) -> None:
    presenter = LifecyclePresenter(NoScreen(), OwnStudies(tmp_path))
    presenter.copy_study()
    presenter.move_lever("tower_km", 0.0)
    study = presenter.study
    presenter.delete_study()
    assert presenter.state.chosen == "forest_fire"
    assert OwnStudies(tmp_path).studies == {}
    assert "was deleted" in text_of(presenter)
    presenter.answer("restore")
    assert presenter.study == study
    assert presenter.state.notice is None
    assert OwnStudies(tmp_path).studies == {study.key: study}


def test_a_study_put_back_takes_the_place_of_no_other(presenter: LifecyclePresenter) -> None:
    presenter.copy_study()
    presenter.delete_study()
    presenter.copy_study()
    presenter.move_lever("tower_km", 0.0)
    other = presenter.study
    presenter.answer("restore")
    presenter.choose_study(other.key)
    assert presenter.study == other
    assert len(presenter.state.studies) == len(STUDIES) + 2
    consistent(presenter)


def test_a_study_of_ours_cannot_be_deleted(presenter: LifecyclePresenter) -> None:
    presenter.delete_study()
    assert presenter.state.chosen == "forest_fire"
    assert presenter.state.notice is None


def test_what_would_not_be_read_again_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    presenter = LifecyclePresenter(NoScreen(), OwnStudies(tmp_path))
    presenter.copy_study()
    study = presenter.study
    variants = tuple(
        replace(one, lines=(*one.lines, Line("use: travel", "vehicle", "vehicle_km", "1/0")))
        if one.key == "R0b"  # neither of the two that are compared
        else one
        for one in study.variants
    )
    presenter.edit(replace(study, variants=variants))
    assert presenter.study == study
    assert "divides by zero" in text_of(presenter)
    assert OwnStudies(tmp_path).studies[study.key] == study


def test_variants_that_the_editor_removed_are_no_longer_compared(
    presenter: LifecyclePresenter,
) -> None:
    presenter.copy_study()
    presenter.choose("first", "R1")
    presenter.choose("second", "A3")
    study = presenter.study
    kept = tuple(one for one in study.variants if one.key != "A3")
    presenter.edit(replace(study, variants=kept))
    assert (presenter.state.first, presenter.state.second) == ("R0", "A1")
    consistent(presenter)
    presenter.undo()
    consistent(presenter)


def test_on_a_full_disk_work_goes_on_and_this_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, _content: bytes) -> None:
        raise RunsUnwritable(f"“{path.name}” cannot be written: no space left.")

    presenter = LifecyclePresenter(NoScreen(), OwnStudies(tmp_path))
    monkeypatch.setattr(studies_module, "write_whole", full)
    presenter.copy_study()
    assert "kept in memory only" in text_of(presenter)
    presenter.dismiss()
    presenter.move_lever("tower_km", 0.0)
    settled(presenter)
    assert "kept in memory only" in text_of(presenter)
    assert presenter.state.moved
    monkeypatch.undo()
    presenter.move_lever("tower_km", 0.1)
    settled(presenter)
    assert OwnStudies(tmp_path).studies == {presenter.study.key: presenter.study}
    consistent(presenter)


def test_damaged_studies_are_said_at_the_start_in_a_message_that_stays(tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    presenter = LifecyclePresenter(NoScreen(), OwnStudies(tmp_path))
    assert "“broken.json” was left out" in text_of(presenter)
    presenter.copy_study()
    assert text_of(presenter) != ""
    presenter.dismiss()
    assert presenter.state.notice is None
    assert (tmp_path / "broken.json").read_text(encoding="utf-8") == "{"


# -- files -------------------------------------------------------------------------------------


def put(folder: Path, study: Study, name: str = "study.json") -> Path:
    path = folder / name
    path.write_bytes(study_bytes(study))
    return path


def test_a_bad_file_changes_nothing_and_says_why(
    presenter: LifecyclePresenter, tmp_path: Path
) -> None:
    presenter.move_lever("tower_km", 0.0)
    state = presenter.state
    (tmp_path / "bad.json").write_text("[1, 2", encoding="utf-8")
    for name in ("bad.json", "missing.json", ""):
        presenter.open_file(tmp_path / name)
        notice = presenter.state.notice
        assert notice is not None
        assert (notice.level, notice.text[-1]) == ("error", ".")
        presenter.dismiss()
        assert presenter.state == state


def test_a_file_of_one_of_our_studies_is_opened_as_ones_own(
    presenter: LifecyclePresenter, tmp_path: Path
) -> None:
    presenter.open_file(put(tmp_path, moved(catalogue.study("forest_fire"), "tower_km", 3.0)))
    assert presenter.study.key == "forest_fire_2"
    assert presenter.state.own
    assert presenter.study.parameters["tower_km"].range.value == 3
    assert "was opened" in text_of(presenter)
    presenter.choose_study("forest_fire")
    assert presenter.study == catalogue.study("forest_fire")
    consistent(presenter)


def test_a_file_with_the_name_of_an_own_study_takes_the_place_of_nothing(
    presenter: LifecyclePresenter, tmp_path: Path
) -> None:
    presenter.copy_study()
    mine = presenter.study
    theirs = moved(mine, "tower_km", 3.0)
    presenter.open_file(put(tmp_path, theirs))
    assert presenter.study.parameters == theirs.parameters
    presenter.choose_study(mine.key)
    assert presenter.study == mine
    consistent(presenter)


def test_the_same_file_opened_again_is_the_same_study(
    presenter: LifecyclePresenter, tmp_path: Path
) -> None:
    presenter.copy_study()
    path = put(tmp_path, presenter.study)
    for _time in range(2):
        presenter.choose_study("forest_fire")
        presenter.open_file(path)
    assert len(presenter.state.studies) == len(STUDIES) + 1


def test_what_is_exported_is_the_study_as_it_stands(
    presenter: LifecyclePresenter, tmp_path: Path
) -> None:
    presenter.move_lever("tower_km", 0.0)
    presenter.export(tmp_path / "mine.json")
    assert text_of(presenter) == "Saved as “mine.json”."
    exported = presenter.study
    presenter.open_file(tmp_path / "mine.json")
    assert presenter.study.parameters == exported.parameters
    presenter.export(tmp_path / "mine.doc")
    assert "must end in" in text_of(presenter)
    presenter.export(tmp_path / "mine.json" / "below.csv")
    assert "cannot be written" in text_of(presenter)


# -- joules ------------------------------------------------------------------------------------


def test_a_measured_training_takes_the_place_of_the_published_one(
    presenter: LifecyclePresenter,
) -> None:
    before = row(presenter).totals
    presenter.bring_joules(run(energy=energy(Interval(3.6e9, 3.5e9, 3.7e9))), "training", 50)
    own = presenter.study.parameters["own_training_kWh"]
    assert own.kind == "measured"
    assert own.range.value == pytest.approx(1_000)
    assert "Run a" in str(own.source)
    assert presenter.study.parameters["own_trainings"].range.value == 50
    assert row(presenter).totals != before
    assert "Your 1.0 MWh are now in" in text_of(presenter).replace("\u202f", " ")
    consistent(presenter)
    presenter.undo()
    assert presenter.study == presenter.opened
    assert row(presenter).totals == before


def test_estimated_joules_are_not_called_measured(presenter: LifecyclePresenter) -> None:
    estimated = run(energy=energy(kind=Kind.ESTIMATED))
    presenter.bring_joules(estimated, "training", 50)
    assert presenter.study.parameters["own_training_kWh"].kind == "derived"
    presenter.bring_joules(estimated, "inference", 50)
    assert presenter.study.parameters["own_inference_kWh"].kind == "derived"


def test_the_joules_of_a_run_are_shared_among_its_answers(presenter: LifecyclePresenter) -> None:
    presenter.bring_joules(run(energy=energy(Interval(3.6e6, 3.5e6, 3.7e6))), "inference", 1_000)
    assert presenter.study.parameters["own_inference_kWh"].range.value == pytest.approx(0.001)


def test_joules_go_to_the_ai_wherever_it_stands(presenter: LifecyclePresenter) -> None:
    assert presenter.joules_side().key == "A1"
    presenter.swap()
    assert presenter.joules_side().key == "A1"
    presenter.choose("first", "A1")
    presenter.choose("second", "A2")
    assert presenter.joules_side().key == "A2"


@studies
def test_joules_are_taken_by_every_study_or_refused_with_a_sentence(
    presenter: LifecyclePresenter, key: str
) -> None:
    presenter.choose_study(key)
    assert presenter.joules_side().role == "ai"
    for role in ("training", "inference"):
        presenter.dismiss()
        presenter.bring_joules(run(), role, 10)  # type: ignore[arg-type]
        notice = presenter.state.notice
        assert notice is not None
        refused = role == "inference" and not presenter.study.inferences
        assert notice.level == ("error" if refused else "info")
        assert (f"own_{role}_kWh" in presenter.study.parameters) != refused
        consistent(presenter)


@pytest.mark.parametrize(
    ("made", "count"),
    [
        (run(energy=None), 1.0),
        (run(energy=energy(Interval(0.0, 0.0, 0.0))), 1.0),
        (run(), 0.0),
        (run(), float("nan")),
        (run(), float("inf")),
    ],
)
@pytest.mark.parametrize("role", ["training", "inference"])
def test_joules_that_cannot_be_are_refused_with_a_sentence(
    presenter: LifecyclePresenter, made: object, count: float, role: str
) -> None:
    presenter.bring_joules(made, role, count)  # type: ignore[arg-type]
    notice = presenter.state.notice
    assert notice is not None
    assert (notice.level, notice.text[-1]) == ("error", ".")
    assert presenter.study == presenter.opened


# -- published figures -------------------------------------------------------------------------


def test_another_published_figure_changes_the_value_and_its_source(
    presenter: LifecyclePresenter,
) -> None:
    presenter.choose("second", "A2")
    factor = catalogue.factors()["server_prod"]
    before = row(presenter).value
    found = studies_module.editing.choices(presenter.study, factor.key, "GWP")
    used = factor.impacts["GWP"]
    assert used is not None
    other = next(one for one in found if one.value > 2 * used.value)
    presenter.choose_published(factor.key, "GWP", other.key)
    changed = presenter.study.factors[factor.key]
    impact = changed.impacts["GWP"]
    assert impact is not None
    assert impact.value == other.value
    assert other.source in str(changed.source)
    assert row(presenter).value != before
    presenter.undo()
    assert presenter.study == presenter.opened


def test_a_figure_of_another_thing_is_refused(presenter: LifecyclePresenter) -> None:
    other = next(
        key
        for key in catalogue.published()
        if key not in catalogue.factors()["vehicle_km"].published
    )
    for key in (other, "no such figure"):
        presenter.dismiss()
        presenter.choose_published("vehicle_km", "GWP", key)
        assert presenter.study == presenter.opened
        notice = presenter.state.notice
        assert notice is not None
        assert notice.level == "error"


# -- messages and languages --------------------------------------------------------------------


def test_another_language_changes_every_text(presenter: LifecyclePresenter) -> None:
    presenter.copy_study()
    presenter.delete_study()
    settled(presenter)
    for page in PAGES:
        presenter.choose_page(page)
        before = presenter.state
        use_language("fr")
        screen = FakeScreen()
        presenter.attach(screen)
        (after,) = screen.states
        assert before.notice is not None
        assert after.notice is not None
        assert after.notice.text == f"« {after.title} (copie) » a été supprimée." or (
            after.notice.text != before.notice.text
        )
        assert after.title != before.title
        assert after.functional_unit != before.functional_unit
        assert {one.text for one in after.zones} != {one.text for one in before.zones}
        assert [one.name for one in after.levers] != [one.name for one in before.levers]
        if page == "signs":
            assert after.sentence != before.sentence
            assert after.panels != before.panels
        if page == "beyond":
            assert after.beyond.assumptions != before.beyond.assumptions
        use_language("en")
        presenter.attach(NoScreen())
        assert presenter.state == before


def test_a_message_stays_until_it_is_dismissed(presenter: LifecyclePresenter) -> None:
    presenter.warn("Something.")
    presenter.swap()
    assert text_of(presenter) == "Something."
    presenter.dismiss()
    presenter.swap()
    assert presenter.state.notice is None
    presenter.warn("Something else.")
    presenter.choose_study("camera_traps")
    assert presenter.state.notice is None


# -- anything, in any order --------------------------------------------------------------------


def play(presenter: LifecyclePresenter, chance: random.Random, folder: Path) -> None:
    """Do one thing that a student may do."""
    state, study = presenter.state, presenter.study
    variants = [one.key for one in study.variants]
    lever = chance.choice(state.levers).key if state.levers else ""
    acts = [
        lambda: presenter.choose_study(chance.choice(state.studies).key),
        lambda: presenter.choose(chance.choice(("first", "second")), chance.choice(variants)),  # type: ignore[arg-type]
        presenter.swap,
        lambda: presenter.choose_zone(chance.choice(state.zones).key),
        lambda: presenter.choose_page(chance.choice(PAGES)),
        lambda: presenter.choose_indicator(chance.choice(list(catalogue.indicators()))),
        lambda: presenter.choose_shown(chance.choice(("first", "second", "difference"))),
        lambda: presenter.move_lever(lever, chance.choice((0.0, 1.0, chance.random()))),
        lambda: presenter.move_lever(lever, chance.random()),
        presenter.reset_levers,
        presenter.undo,
        presenter.redo,
        lambda: presenter.grow(chance.random()),
        lambda: presenter.deploy(chance.random()),
        presenter.copy_study,
        presenter.new_study,
        presenter.delete_study,
        lambda: presenter.answer(state.notice.action if state.notice else ""),
        lambda: presenter.bring_joules(
            run(), chance.choice(("training", "inference")), chance.choice((1.0, 100.0, 1e9))
        ),
        lambda: presenter.export(folder / "study.json"),
        lambda: presenter.open_file(folder / "study.json"),
        presenter.tick,
        lambda: settled(presenter),
        presenter.dismiss,
        lambda: use_language(chance.choice(("en", "fr"))),
        lambda: presenter.attach(NoScreen()),
    ]
    chance.choice([one for one in acts if lever or one not in acts[7:9]])()


@pytest.mark.parametrize("seed", range(8))
def test_whatever_a_student_does_the_tab_goes_on(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    folder = tmp_path / "studies"
    own = OwnStudies(folder)
    presenter = LifecyclePresenter(NoScreen(), own)
    for _step in range(60):
        play(presenter, chance, tmp_path)
        consistent(presenter)
    while presenter.state.can_undo:
        presenter.undo()
        consistent(presenter)
    assert presenter.study == presenter.opened
    again = OwnStudies(folder)
    assert again.problem == ""
    assert again.studies == own.studies
