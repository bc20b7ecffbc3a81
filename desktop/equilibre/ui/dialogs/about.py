"""What this program is, its version, its licences, its data and their sources."""

import platform
from importlib import metadata

from PySide6 import __version__ as qt_version
from PySide6.QtWidgets import QWidget

from equilibre import __version__
from equilibre.facts.electricity import DEFAULT_COUNTRY, countries
from equilibre.facts.equivalents import equivalents
from equilibre.learning.catalogue import DATASETS
from equilibre.learning.dataset import card
from equilibre.texts import _
from equilibre.ui.dialogs.card import CardDialog
from equilibre.ui.theme import theme

# The name on the screen, the name of the distribution, the licence.
_PARTS = (
    ("Qt, PySide6", "PySide6-Essentials", "LGPL-3.0"),
    ("pyqtgraph", "pyqtgraph", "MIT"),
    ("NumPy", "numpy", "BSD-3-Clause"),
    ("SciPy", "scipy", "BSD-3-Clause"),
    ("scikit-learn", "scikit-learn", "BSD-3-Clause"),
    ("psutil", "psutil", "BSD-3-Clause"),
    ("nvidia-ml-py", "nvidia-ml-py", "BSD-3-Clause"),
    ("msgspec", "msgspec", "BSD-3-Clause"),
)


def about_paragraphs() -> list[str]:
    """Return the text of the dialog."""
    electricity = countries()[DEFAULT_COUNTRY].source
    car = equivalents()["car"].source
    return [
        _(
            "Équilibre {version}. A teaching program on artificial intelligence and the "
            "environment, born of a French university course."
        ).format(version=__version__),
        _(
            "It works without a network, sends nothing, keeps no personal data; the kept runs "
            "stay on this computer."
        ),
        _("The code is under the MIT licence."),
        _("Made with: {parts}.").format(
            parts=", ".join(
                f"{name} {_version(package)} ({licence})" for name, package, licence in _PARTS
            )
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


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


class AboutDialog(CardDialog):
    """The card of the program itself."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(_("About Équilibre"), about_paragraphs(), parent)
        self.resize(self.width() + theme().px(80), min(theme().px(540), 500))
