"""What macOS is told of the application: its name in both languages, its icon, its files."""

import plistlib
import shutil
from pathlib import Path
from typing import Any

from building.product import NAME, PUBLISHER, Product

BUNDLE = "Equilibre"  # of the folder and of the program: ASCII, for every tool on the way
IDENTIFIER = "equilibre.Equilibre"
ICON = Path(__file__).with_name("equilibre.icns")

# Ending, end of the identifier, what it is in English and in French.
_FILES = (
    ("equilibre", "runs", "Équilibre runs", "Essais d’Équilibre"),
    ("equilibre-study", "study", "Équilibre life-cycle study", "Étude de cycle de vie d’Équilibre"),
)


def information(product: Product, oldest_system: tuple[int, int]) -> dict[str, Any]:
    """Return the content of Info.plist; *oldest_system* is the macOS that the libraries ask for."""
    return {
        "CFBundleDevelopmentRegion": "en",
        # As the folder is called: only then the names in both languages are shown.
        "CFBundleDisplayName": BUNDLE,
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": english,
                "CFBundleTypeRole": "Editor",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [f"{IDENTIFIER}.{kind}"],
            }
            for _ending, kind, english, _french in _FILES
        ],
        "CFBundleExecutable": BUNDLE,
        "CFBundleIconFile": ICON.name,
        "CFBundleIdentifier": IDENTIFIER,
        "CFBundleInfoDictionaryVersion": "6.0",
        "CFBundleLocalizations": ["en", "fr"],
        "CFBundleName": NAME,
        "CFBundlePackageType": "APPL",
        "CFBundleShortVersionString": product.version,
        "CFBundleSupportedPlatforms": ["MacOSX"],
        "CFBundleVersion": product.version,
        "LSApplicationCategoryType": "public.app-category.education",
        "LSHasLocalizedDisplayName": True,
        "LSMinimumSystemVersion": "{}.{}".format(*oldest_system),
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": f"{PUBLISHER}, MIT",
        "NSPrincipalClass": "NSApplication",
        "NSSupportsAutomaticGraphicsSwitching": True,
        "UTExportedTypeDeclarations": [
            {
                "UTTypeConformsTo": ["public.json"],
                "UTTypeDescription": english,
                "UTTypeIdentifier": f"{IDENTIFIER}.{kind}",
                "UTTypeTagSpecification": {"public.filename-extension": [ending]},
            }
            for ending, kind, english, _french in _FILES
        ],
    }


def inform(contents: Path, product: Product, oldest_system: tuple[int, int]) -> None:
    """Write into the folder Contents of the application all that macOS reads of it."""
    _write(contents / "Info.plist", information(product, oldest_system))
    (contents / "PkgInfo").write_text("APPL????")
    resources = contents / "Resources"
    shutil.copy(ICON, resources / ICON.name)
    for language, of_files in (
        ("en", {english: english for _ending, _kind, english, _french in _FILES}),
        ("fr", {english: french for _ending, _kind, english, french in _FILES}),
    ):
        folder = resources / f"{language}.lproj"
        folder.mkdir(exist_ok=True)
        names = {"CFBundleDisplayName": NAME, "CFBundleName": NAME, **of_files}
        _write(folder / "InfoPlist.strings", names)


def _write(file: Path, content: dict[str, Any]) -> None:
    with file.open("wb") as opened:
        plistlib.dump(content, opened)
