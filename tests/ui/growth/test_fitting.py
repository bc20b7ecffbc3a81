"""On a small screen nothing of the growth tab is cut, in either language."""

import pytest

from equilibre.ui.growth.view import PAGES
from tests.ui.conftest import MakeRoom, settle
from tests.ui.fitting import SIZES, faults
from tests.ui.growth.test_tab import open_tab, scale, view_of

languages = pytest.mark.parametrize("language", ["fr", "en"])
sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


@languages
@sizes
@pytest.mark.parametrize("page", PAGES)
def test_no_text_of_a_page_is_cut(
    make_room: MakeRoom, language: str, size: tuple[int, int], page: str
) -> None:
    tab = open_tab(make_room(language=language, motion=False), *size)
    tab.presenter.choose_page(page)
    for _turn in range(3):  # labels in scrolled columns get their heights one after the other
        settle()
    view = view_of(tab)
    assert faults(view) == []


@languages
@sizes
def test_no_text_of_the_true_scale_is_cut_whatever_is_compared(
    make_room: MakeRoom, language: str, size: tuple[int, int]
) -> None:
    tab = open_tab(make_room(language=language, motion=False), *size)
    presenter, view = scale(tab), view_of(tab)
    presenter.show_later(True)
    for key, _name in presenter.state.quantities:
        presenter.choose_quantity(key)
        for shape in ("bars", "areas"):
            presenter.choose_shape(shape)  # type: ignore[arg-type]
            settle()
            assert faults(view) == [], (key, shape)
