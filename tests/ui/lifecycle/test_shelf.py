"""The user's studies: names of their own, files that can be read again, and a way back."""

from dataclasses import replace
from pathlib import Path

import pytest

from equilibre.lifecycle import catalogue
from equilibre.lifecycle.errors import StudyRefused
from equilibre.lifecycle.files import study_bytes
from equilibre.lifecycle.own_parameters import moved
from equilibre.lifecycle.study import Line, Study
from equilibre.sessions.studies import OwnStudies
from equilibre.ui.lifecycle.shelf import Shelf

FIRE = catalogue.study("forest_fire")


def broken(study: Study) -> Study:
    """Return *study* with a line that cannot be computed."""
    line = Line("use: travel", "vehicle", "vehicle_km", "1/0")
    way = study.variants[0]
    return replace(study, variants=(replace(way, lines=(line,)), *study.variants[1:]))


def test_every_study_on_the_shelf_has_its_own_key_and_title(tmp_path: Path) -> None:
    shelf = Shelf(OwnStudies(tmp_path))
    for _time in range(2):
        shelf.copy(FIRE)
        shelf.begin()
    studies = shelf.studies()
    assert len(studies) == len(catalogue.study_keys()) + 4
    assert len({one.key for one in studies}) == len(studies)
    assert len({one.title.fr for one in studies}) == len(studies)
    assert [shelf.owns(one) for one in studies[-5:]] == [False, True, True, True, True]


def test_a_study_that_could_not_be_read_again_is_not_added(tmp_path: Path) -> None:
    shelf = Shelf(OwnStudies(tmp_path))
    with pytest.raises(StudyRefused, match="divides by zero"):
        shelf.copy(broken(FIRE))
    assert len(shelf.studies()) == len(catalogue.study_keys())
    assert list(tmp_path.iterdir()) == []


def test_only_a_study_of_the_user_must_be_readable_again_and_waits_to_be_saved(
    tmp_path: Path,
) -> None:
    shelf = Shelf(OwnStudies(tmp_path))
    shelf.check(broken(FIRE))
    shelf.change(FIRE)
    assert not shelf.waiting
    mine = shelf.copy(FIRE)
    with pytest.raises(StudyRefused):
        shelf.check(broken(mine))
    changed = moved(mine, "tower_km", 3.0)
    shelf.change(changed)
    assert shelf.waiting
    assert OwnStudies(tmp_path).studies[mine.key] == mine
    shelf.save()
    assert not shelf.waiting
    assert OwnStudies(tmp_path).studies[mine.key] == changed


def test_what_waits_is_not_saved_once_its_study_is_deleted(tmp_path: Path) -> None:
    shelf = Shelf(OwnStudies(tmp_path))
    mine = shelf.copy(FIRE)
    shelf.change(moved(mine, "tower_km", 3.0))
    shelf.delete(mine)
    shelf.save()
    assert OwnStudies(tmp_path).studies == {}
    assert shelf.restore() == mine
    assert OwnStudies(tmp_path).studies == {mine.key: mine}


def test_a_study_put_back_beside_one_of_its_name_gets_another(tmp_path: Path) -> None:
    shelf = Shelf(OwnStudies(tmp_path))
    mine = shelf.copy(FIRE)
    shelf.delete(mine)
    assert shelf.copy(FIRE).key == mine.key
    back = shelf.restore()
    assert back.key != mine.key
    assert back.variants == mine.variants


def test_a_file_opened_twice_is_one_study(tmp_path: Path) -> None:
    path = tmp_path / "fire.json"
    path.write_bytes(study_bytes(FIRE))
    shelf = Shelf(OwnStudies(None))
    opened = shelf.open(path)
    path.write_bytes(study_bytes(opened))
    assert shelf.open(path) == opened
    assert len(shelf.studies()) == len(catalogue.study_keys()) + 1
