"""Operations saved for the same result."""

from datetime import date

import pytest

from equilibre.growth import catalogue
from equilibre.growth.errors import GrowthError
from equilibre.growth.saving import Saving, saving_on


def saving(benchmark: str) -> Saving:
    return saving_on(benchmark, catalogue.efficiency())


def test_the_level_of_alexnet_takes_44_times_less_after_seven_years() -> None:
    found = saving("alexnet")
    assert found.last.model == "EfficientNet (b0)"
    assert found.reduction(found.last) == 44
    assert found.computed_reduction(found.last) == pytest.approx(44.9, abs=0.05)
    assert found.years == pytest.approx(7, abs=0.02)


def test_moore_alone_would_have_made_eleven() -> None:
    found = saving("alexnet")
    moore = catalogue.trends()["moore"]
    assert found.at_pace(moore, found.last.date) == pytest.approx(11, abs=0.4)
    assert found.at_pace(moore, found.first.date) == 1
    assert found.at_pace(moore, date(2014, 6, 1)) == pytest.approx(2, rel=1e-3)


def test_the_one_reduction_that_was_misprinted_is_computed_again() -> None:
    misprinted = {
        milestone.model: found.reduction(milestone)
        for found in map(saving, catalogue.benchmarks())
        for milestone in found.milestones
        if found.misprinted(milestone)
    }
    assert misprinted == {"EfficientNet (b1)": pytest.approx(22.7, abs=0.05)}


@pytest.mark.parametrize("benchmark", ["alexnet", "resnet-50", "seq2seq", "gnmt"])
def test_each_training_takes_less_than_the_one_before(benchmark: str) -> None:
    found = saving(benchmark)
    reductions = [found.reduction(milestone) for milestone in found.milestones]
    assert reductions[0] == 1
    assert reductions == sorted(reductions)
    assert len(reductions) > 1


def test_a_result_that_nobody_reached_is_refused() -> None:
    with pytest.raises(GrowthError, match="Nothing reached"):
        saving("chess")
