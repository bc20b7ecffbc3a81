"""The rule of each amount is told in the words of the study."""

import pytest

from equilibre.lifecycle import catalogue
from equilibre.texts import use_language
from equilibre.ui.lifecycle.amounts import amounts_in_words, rule


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def test_parameters_stand_by_their_names_and_numbers_as_they_are() -> None:
    study = catalogue.study("forest_fire")
    assert rule(study, "1/cam_life") == "1 ÷ [camera lifetime]"
    assert rule(study, "cam_W*1e-3-2") == "[camera power] × 1e-3−2"


def test_each_way_that_uses_a_factor_says_how_much_of_it_and_why() -> None:
    study = catalogue.study("forest_fire")
    found = amounts_in_words(study, "FRA", "camera_prod", {"A": "R0", "B": "A1"})
    assert found == ["In B: camera, production: 0.20\u202funit = 1 ÷ [camera lifetime]"]


def test_a_line_that_both_ways_share_is_told_once() -> None:
    study = catalogue.study("forest_fire")
    found = amounts_in_words(study, "FRA", "camera_prod", {"A": "R1", "B": "A1"})
    assert len(found) == 1
    assert found[0].startswith("In A, B: ")


def test_a_long_list_is_cut_and_says_so() -> None:
    study = catalogue.study("forest_fire")
    found = amounts_in_words(study, "FRA", "elec_FRA", {"A": "R1", "B": "A2"})
    assert found[-1].startswith("and ")
