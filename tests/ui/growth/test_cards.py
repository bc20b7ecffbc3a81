"""The card of a model says where each of its figures comes from, those of its first line too."""

from collections.abc import Iterator

import pytest

from equilibre.growth import catalogue
from equilibre.texts import use_language
from equilibre.ui.growth.cards import model_lines, origin_lines


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use_language("en")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("key", list(catalogue.models()))
def test_the_hardware_and_the_hours_of_a_model_have_their_origin_under_them(
    key: str, language: str
) -> None:
    use_language(language)
    model = catalogue.models()[key]
    assert model.origin is not None
    about, *below = model_lines(model, unverified=False)[0].split("\n")
    assert model.organisation in about
    assert model.hardware in about
    assert below == origin_lines(model.origin)
