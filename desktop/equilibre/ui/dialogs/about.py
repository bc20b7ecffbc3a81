"""What this program is, its version, its licences, its data and their sources."""

import platform
from functools import cache
from importlib import metadata

from PySide6 import __version__ as qt_version
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from equilibre import __version__
from equilibre.build import Build, build
from equilibre.dates import day_text
from equilibre.facts.electricity import DEFAULT_COUNTRY, countries
from equilibre.facts.equivalents import equivalents
from equilibre.learning.catalogue import DATASETS
from equilibre.learning.dataset import card
from equilibre.texts import _
from equilibre.ui.dialogs.card import CardDialog
from equilibre.ui.dialogs.licences import LicencesDialog
from equilibre.ui.dialogs.room import take_room
from equilibre.ui.theme import theme

# Those that the reader may know: the name on the screen, the name of the package.
_PARTS = (
    ("Qt, PySide6", "PySide6-Essentials"),
    ("pyqtgraph", "pyqtgraph"),
    ("NumPy", "numpy"),
    ("SciPy", "scipy"),
    ("scikit-learn", "scikit-learn"),
    ("psutil", "psutil"),
    ("nvidia-ml-py", "nvidia-ml-py"),
    ("msgspec", "msgspec"),
    ("XlsxWriter", "xlsxwriter"),
    ("olca-schema", "olca-schema"),
)
_FEW = 12  # signs of a hash that tell it from others


def about_paragraphs() -> list[str]:
    """Return the text of the dialog."""
    electricity = countries()[DEFAULT_COUNTRY].source
    car = equivalents()["car"].source
    return [
        _(
            "Équilibre {version}. A teaching program on artificial intelligence and the "
            "environment, born of a French university course."
        ).format(version=__version__),
        _build_sentence(build()),
        _(
            "It works without a network, sends nothing, keeps no personal data; the kept runs "
            "stay on this computer."
        ),
        _(
            "The code is under the MIT licence. It uses Qt under the GNU Lesser General Public "
            "License, version 3: you may put a Qt of your own in its place. “Licences” has the "
            "texts, whose work each part is, and how to get the source code of Qt."
        ),
        _("Made with: {parts}.").format(
            parts=", ".join(f"{name} {_version(package)}".rstrip() for name, package in _PARTS)
        ),
        _("Font: Inter (OFL-1.1). Icons: Lucide (ISC)."),
        _("Carbon intensity of electricity: {source}; years {year} and before.").format(
            source=electricity.title, year=electricity.year
        ),
        _("Comparison with a car: {source}; {where}.").format(source=car.title, where=car.locator),
        _(
            "Figures of models: Epoch AI, Notable AI Models (CC BY 4.0), and the papers that each "
            "card names."
        ),
        *(
            _("Data “{name}”: {source} Licence: {licence}.").format(
                name=card(key).name, source=card(key).source, licence=card(key).licence
            )
            for key in DATASETS
        ),
        _(
            "Accessibility: everything works with the keyboard; every chart has a description "
            "and a table of its numbers; three themes; texts from 90 to 200 %."
        ),
        _("To cite: Équilibre, version {version}, 2026.").format(version=__version__),
        f"Python {platform.python_version()}, Qt {qt_version}, {platform.platform()}",
    ]


def _build_sentence(build: Build) -> str:
    if build.is_checkout:
        return _(
            "It was started from a copy of its source code, with the packages of this computer."
        )
    return _("Build {name} of {date}, packages {lock}.").format(
        name=build.name, date=day_text(build.day), lock=build.lock[:_FEW]
    )


@cache  # it takes some 5 ms to read
def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


class AboutDialog(CardDialog):
    """The card of the program itself."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(_("About Équilibre"), about_paragraphs(), parent)
        licences = self.buttons.addButton(_("Licences"), QDialogButtonBox.ButtonRole.ActionRole)
        licences.clicked.connect(self.show_licences)
        take_room(self, self.width() + theme().px(80), theme().px(500), parent)

    @Slot()
    def show_licences(self) -> None:
        """Show the licences of what is inside the program."""
        LicencesDialog(self).open()
