"""The program as the installers carry it: the package with its resources inside."""

import json
import shutil
from pathlib import Path

from building.product import ROOT, Product

# Of resources, what only the repository needs.
_LEFT_OUT = ("pictures", "*.po", "*.pot", "README.md", "__pycache__")


def stage(folder: Path, product: Product) -> Path:
    """Copy the package ``equilibre``, resources inside, into *folder*; return the package."""
    package = folder / "equilibre"
    shutil.rmtree(package, ignore_errors=True)
    leave = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "desktop" / "equilibre", package, ignore=leave)
    resources = package / "resources"
    shutil.copytree(ROOT / "resources", resources, ignore=shutil.ignore_patterns(*_LEFT_OUT))
    about = {"build": product.build, "lock": product.lock, "epoch": product.epoch}
    (resources / "build.json").write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")
    return package
