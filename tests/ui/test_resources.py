"""Every file that the program carries can be read."""

import csv
import gettext
import tomllib
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage, QRawFont
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from equilibre.learning.catalogue import DATASETS, FAMILIES
from equilibre.learning.dataset import card
from equilibre.resources import resource
from equilibre.ui.icons import family_icon, icon
from equilibre.ui.theme import FONT, THEMES, theme, use_theme

ROOT = Path(str(resource()))
FILES = sorted(path for path in ROOT.rglob("*") if path.is_file())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_resource_can_be_read(qapp: QApplication, path: Path) -> None:
    content = path.read_bytes()
    assert content
    match path.suffix:
        case ".svg":
            assert QSvgRenderer(QByteArray(content)).isValid()
        case ".toml":
            assert tomllib.loads(content.decode())
        case ".csv":
            assert list(csv.DictReader(content.decode().splitlines()))
        case ".npz":
            with np.load(path, allow_pickle=False) as arrays:
                assert all(arrays[name].size for name in arrays.files)
        case ".otf":
            assert QRawFont(QByteArray(content), 12.0).isValid()
        case ".png":
            assert not QImage.fromData(QByteArray(content)).isNull()
        case ".mo":
            with path.open("rb") as file:
                assert gettext.GNUTranslations(file).gettext("Quit") != "Quit"
        case suffix:
            assert suffix in (".txt", ".po", ".rules", ".md"), "an unknown kind of file"
            assert content.decode()


def test_the_font_that_the_program_carries_is_the_one_it_uses(qapp: QApplication) -> None:
    use_theme("light", 100)
    assert theme().font().family() == FONT
    assert qapp.font().exactMatch()


@pytest.mark.parametrize("name", THEMES)
def test_every_icon_is_drawn_in_every_theme(qapp: QApplication, name: str) -> None:
    use_theme(name, 100)
    for path in (ROOT / "icons").glob("*.svg"):
        assert not icon(path.stem).pixmap(16, 16).isNull()
    for model in FAMILIES:
        assert not family_icon(model.key).pixmap(16, 16).isNull()


def test_every_data_set_has_its_card() -> None:
    for key in DATASETS:
        assert card(key).licence
