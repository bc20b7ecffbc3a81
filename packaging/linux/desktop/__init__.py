"""What a desktop knows of the program: menu entry, icon, file types, card of a software centre."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from building.product import ROOT, Product

FOLDER = Path(__file__).parent
_ICON = ROOT / "resources" / "icons" / "equilibre.svg"
_PLACES = {  # below share, as the specifications of freedesktop.org say
    FOLDER / "equilibre.desktop": "applications/equilibre.desktop",
    FOLDER / "mime.xml": "mime/packages/equilibre.xml",
    FOLDER / "metainfo.xml": "metainfo/local.equilibre.equilibre.metainfo.xml",
    _ICON: "icons/hicolor/scalable/apps/equilibre.svg",
}


def install_into(root: Path, prefix: str, product: Product) -> None:
    """Write what desktops read into ``share`` of *prefix* (such as ``usr``), below *root*.

    The menu calls ``equilibre`` by its name: it must lie on the PATH.
    """
    for source, place in _PLACES.items():
        target = root / prefix / "share" / place
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        if source.name == "metainfo.xml":
            date = datetime.fromtimestamp(product.epoch, UTC).date().isoformat()
            text = target.read_text(encoding="utf-8")
            text = text.replace("@VERSION@", product.version).replace("@DATE@", date)
            target.write_text(text, encoding="utf-8")
