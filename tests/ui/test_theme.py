"""The colours of every theme can be read and told apart."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPixmap, QPixmapCache
from PySide6.QtWidgets import QPushButton, QSlider, QToolButton

from equilibre.ui import theme as theme_module
from equilibre.ui.theme import CONTRAST, DARK, LIGHT, SCALES, Colours, theme, use_theme

THEMES = pytest.mark.parametrize("colours", [LIGHT, DARK, CONTRAST], ids=["light", "dark", "high"])


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Contrast ratio, WCAG 2.2."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


@THEMES
def test_texts_stand_out_from_every_ground(colours: Colours) -> None:
    for ground in (colours.background, colours.panel):
        for ink in (colours.text, colours.secondary, colours.accent):
            assert contrast(ink, ground) >= 4.5
    assert contrast(colours.on_accent, colours.accent) >= 4.5
    assert contrast(colours.warning_text, colours.warning_background) >= 4.5
    assert contrast(colours.error_text, colours.error_background) >= 4.5


@THEMES
def test_curves_markers_and_borders_stand_out_from_the_chart(colours: Colours) -> None:
    inks = [
        *colours.families.values(),
        *colours.devices.values(),
        *colours.phases.values(),
        *colours.signs.values(),
        colours.border,
        colours.axis,
    ]
    for ink in inks:
        assert contrast(ink, colours.background) >= 3.0, ink


@THEMES
def test_no_two_families_have_the_same_colour(colours: Colours) -> None:
    assert len(set(colours.families.values())) == len(colours.families) == 4


@pytest.fixture(params=SCALES)
def scale(qapp: object, request: pytest.FixtureRequest) -> Iterator[int]:
    use_theme("light", request.param)
    yield request.param
    use_theme("light", 100)


def test_the_handle_of_a_slider_is_round_at_every_size_of_texts(scale: int) -> None:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.resize(theme().px(200), theme().px(32))
    slider.ensurePolished()
    shown = slider.grab().toImage()
    accent = QColor(LIGHT.accent)
    ring = [
        (x, y)
        for x in range(theme().px(40))
        for y in range(shown.height())
        if shown.pixelColor(x, y) == accent
    ]
    left, right = min(x for x, _y in ring), max(x for x, _y in ring)
    top, bottom = min(y for _x, y in ring), max(y for _x, y in ring)
    assert abs((right - left) - (bottom - top)) <= 1
    assert (right - left) == pytest.approx(16 * scale / 100, abs=3)
    assert not {(left, top), (right, top), (left, bottom), (right, bottom)} & set(ring)


def test_icons_grow_with_the_texts(scale: int) -> None:
    for button in (QPushButton(), QToolButton()):
        button.ensurePolished()
        assert button.iconSize().width() == round(16 * scale / 100)


@pytest.fixture
def kept_picture(qapp: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Have Qt keep a picture, as it does for icons; yield its name."""
    use_theme("light", 100)
    monkeypatch.setattr(theme_module, "_kept_shapes", 0)
    QPixmapCache.insert("kept", QPixmap(16, 16))
    yield "kept"
    use_theme("light", 100)


def is_kept(picture: str) -> bool:
    return QPixmapCache.find(picture, QPixmap())


def test_pictures_for_the_colours_before_are_let_go(kept_picture: str) -> None:
    use_theme("light", 100)
    assert is_kept(kept_picture)
    use_theme("dark", 100)
    assert not is_kept(kept_picture)


def test_what_qt_keeps_of_views_that_are_gone_is_let_go_after_some_languages(
    kept_picture: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theme_module, "_MOST_KEPT_SHAPES", 3)
    for _ in range(2):
        use_theme("light", 100)
        assert is_kept(kept_picture)
    use_theme("light", 100)
    assert not is_kept(kept_picture)
