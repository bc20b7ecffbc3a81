"""The catalogue reads the tables of growth, each model once, and finds them by key or by name."""

import pytest

from equilibre.growth import catalogue
from equilibre.growth.errors import UnknownModel


def test_the_models_come_by_date_each_under_its_key() -> None:
    models = catalogue.models()
    dates = [model.date for model in models.values()]
    assert dates == sorted(dates)
    assert all(key == model.key for key, model in models.items())


@pytest.mark.parametrize("name", ["gpt-3", "GPT-3", "  gpt-3 "])
def test_a_model_is_found_by_its_key_or_its_name(name: str) -> None:
    assert catalogue.model(name).name == "GPT-3"


def test_an_unknown_model_is_refused_with_what_exists() -> None:
    with pytest.raises(UnknownModel, match=r"GPT-5.*BERT"):
        catalogue.model("GPT-5")


def test_every_model_is_of_a_known_domain() -> None:
    assert {model.domain for model in catalogue.models().values()} <= set(catalogue.domains())
