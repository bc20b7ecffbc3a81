"""Makes qt.json and texts/qt from the sources of Qt: whose work is inside Qt's own libraries.

After a change of Qt's version, with the sources of qtbase and qtsvg of the same minor version
unpacked somewhere: ``python3 packaging/legal/from_qt.py QTBASE QTSVG``.
"""

import json
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TEXTS = HERE / "texts" / "qt"

# For each part that Qt tells of: the library of Qt that holds it, and the systems on which that
# library does; None where none of ours does. That Linux and macOS lend their own zlib, and Linux
# its own FreeType, was seen in what the libraries of the wheels ask of the system.
_EVERYWHERE = ("linux", "windows", "macos")
_UNIX = ("linux", "macos")
_INSIDE: dict[str, tuple[str, tuple[str, ...]] | None] = {
    "aglfn": ("Gui", _EVERYWHERE),
    "android-gradle-wrapper": None,
    "android-native-style": None,
    "appmenu": ("WaylandClient", _EVERYWHERE),
    "blake2": ("Core", _EVERYWHERE),
    "catch2": None,
    "cmake-runcmake-test-modules": None,
    "cocoa-platform-plugin": ("Gui", ("macos",)),
    "cycle": ("Test", _EVERYWHERE),
    "d3d12memoryallocator": ("Gui", ("windows",)),
    "dejayvu": None,
    "doubleconversion": ("Core", _EVERYWHERE),
    "easing": ("Core", _EVERYWHERE),
    "emoji-segmenter": ("Gui", _EVERYWHERE),
    "extra-cmake-modules": None,
    "forkfd": ("Core", _UNIX),
    "fractional-scale-v1": ("WaylandClient", _EVERYWHERE),
    "freetype": ("Gui", ("windows", "macos")),
    "freetype-bdf": ("Gui", ("windows", "macos")),
    "freetype-pcf": ("Gui", ("windows", "macos")),
    "freetype-zlib": ("Gui", ("windows", "macos")),
    "grayraster": ("Gui", _EVERYWHERE),
    "harfbuzz-ng": ("Gui", _EVERYWHERE),
    "icc-srgb-color-profile": ("Gui", _EVERYWHERE),
    "kwin": None,
    "libdbus-1-headers": ("DBus", _EVERYWHERE),
    "libjpeg": ("qjpeg", _EVERYWHERE),
    "libpng": ("Gui", _EVERYWHERE),
    "libpsl": None,
    "linuxperf": ("Test", ("linux",)),
    "md4": ("Core", _EVERYWHERE),
    "md4c": ("Gui", _EVERYWHERE),
    "md5": ("Core", _EVERYWHERE),
    "opengl-es2-headers": ("Gui", ("linux", "windows")),
    "opengl-headers": ("Gui", ("linux", "windows")),
    "pcre2": ("Core", _EVERYWHERE),
    "pcre2-sljit": ("Core", _EVERYWHERE),
    "pixman": ("Gui", ("macos",)),  # for ARM
    "presentation-time.xml": None,
    "psl-data": None,
    "qeventdispatcher_cf": ("Core", ("macos",)),
    "rfc6234": ("Core", _EVERYWHERE),
    "rhi-miniengine-d3d12-mipmap": ("Gui", ("windows",)),
    "sha1": ("Core", _EVERYWHERE),
    "sha3_endian": ("Core", _EVERYWHERE),
    "sha3_keccak": ("Core", _EVERYWHERE),
    "siphash": ("Core", _EVERYWHERE),
    "smooth-scaling-algorithm": ("Gui", _EVERYWHERE),
    "tika-mimetypes": ("Core", _EVERYWHERE),
    "tinycbor": ("Core", _EVERYWHERE),
    "tlexpected": ("Core", _EVERYWHERE),
    "unicode-character-database": ("Core", _EVERYWHERE),
    "unicode-cldr": ("Core", _EVERYWHERE),
    "valgrind": ("Test", _UNIX),
    "vulkan-xml-spec": ("Gui", _EVERYWHERE),
    "vulkanmemoryallocator": ("Gui", _EVERYWHERE),
    "wayland-color-management-protocol": ("WaylandClient", _EVERYWHERE),
    "wayland-eglstream-controller": None,
    "wayland-fullscreen-protocol": ("WaylandClient", _EVERYWHERE),
    "wayland-linux-dmabuf-unstable-v1": None,
    "wayland-pointer-gestures-protocol": ("WaylandClient", _EVERYWHERE),
    "wayland-pointer-warp-protocol": ("WaylandClient", _EVERYWHERE),
    "wayland-primary-selection-protocol": ("WaylandClient", _EVERYWHERE),
    "wayland-protocol": ("WaylandClient", _EVERYWHERE),
    "wayland-scaler-protocol": None,
    "wayland-session-management-protocol": ("WaylandClient", _EVERYWHERE),
    "wayland-tablet-protocol": ("WaylandClient", _EVERYWHERE),
    "wayland-text-input-unstable-v1": ("WaylandClient", _EVERYWHERE),
    "wayland-text-input-unstable-v2": ("WaylandClient", _EVERYWHERE),
    "wayland-text-input-unstable-v3": ("WaylandClient", _EVERYWHERE),
    "wayland-viewporter-protocol": None,
    "wayland-xdg-activation": ("WaylandClient", _EVERYWHERE),
    "wayland-xdg-decoration-protocol": ("WaylandClient", _EVERYWHERE),
    "wayland-xdg-output-protocol": ("WaylandClient", _EVERYWHERE),
    "wayland-xdg-shell-protocol": ("WaylandClient", _EVERYWHERE),
    "wayland-xdg-system-bell-protocol": ("WaylandClient", _EVERYWHERE),
    "wayland-xdg-toplevel-icon-protocol": ("WaylandClient", _EVERYWHERE),
    "webgradients": ("Gui", _EVERYWHERE),
    "wlr-data-control-unstable-v1-protocol": ("WaylandClient", _EVERYWHERE),
    "xcb-xinput": ("XcbQpa", _EVERYWHERE),
    "xdg-dialog-v1": ("WaylandClient", _EVERYWHERE),
    "xdg-foreign-unstable-v2": ("WaylandClient", _EVERYWHERE),
    "xserverhelper": ("Gui", _EVERYWHERE),
    "xsvg": ("Svg", _EVERYWHERE),
    "zlib": ("Core", ("windows",)),
}
# Where the wheels of PySide6 6.11.3 hold another version than the sources read (6.11.2) tell.
_SEEN = {"libpng": "1.6.59"}


def main(sources: list[str]) -> int:
    """Write what the *sources* tell; return 1 where they tell of a part that is not known here."""
    told = [one for source in sources for one in _attributions(Path(source))]
    unknown = sorted({row["Id"] for row, _folder, _root in told} - _INSIDE.keys())
    if unknown:
        print(f"Say in _INSIDE which library of Qt holds: {', '.join(unknown)}", file=sys.stderr)
        return 1
    shutil.rmtree(TEXTS, ignore_errors=True)
    TEXTS.mkdir(parents=True)
    parts = []
    for row, folder, root in sorted(told, key=lambda one: one[0]["Id"]):
        place = _INSIDE[row["Id"]]
        if place is not None:
            library, systems = place
            parts.append(
                {
                    "name": row["Name"],
                    "version": _SEEN.get(row["Id"], row.get("Version", "")),
                    "licence": row["LicenseId"],
                    "copyright": _lines(row.get("Copyright", "")),
                    "inside": library,
                    "systems": list(systems),
                    "texts": _texts(row, folder, root),
                }
            )
    text = json.dumps(parts, indent=2, ensure_ascii=False, sort_keys=True)
    (HERE / "qt.json").write_text(text + "\n", encoding="utf-8")
    return 0


def _attributions(root: Path) -> Iterator[tuple[dict[str, Any], Path, Path]]:
    for file in sorted(root.rglob("qt_attribution.json")):
        # Qt writes line ends inside its strings.
        told = json.loads(file.read_text(encoding="utf-8"), strict=False)
        for row in told if isinstance(told, list) else [told]:
            yield row, file.parent, root


def _texts(row: dict[str, Any], folder: Path, root: Path) -> list[str]:
    """Keep the texts of the licences of a part; return their names in texts/qt."""
    given = row.get("LicenseFiles") or [row["LicenseFile"]] if "LicenseFile" in row else []
    files = [folder / name for name in row.get("LicenseFiles", given)]
    if not files:
        identifiers = re.findall(r"[\w.-]+", re.sub(r"\b(OR|AND|WITH)\b", " ", row["LicenseId"]))
        files = [root / "LICENSES" / f"{identifier}.txt" for identifier in identifiers]
    return [_keep(file, row["Id"]) for file in files]


def _keep(file: Path, key: str) -> str:
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    text = "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"
    for known in sorted(TEXTS.iterdir()):
        if known.read_text(encoding="utf-8") == text:
            return known.name
    name = f"{file.stem}.txt" if file.parent.name == "LICENSES" else f"{key}.txt"
    if (TEXTS / name).exists():
        name = f"{key}-{file.stem}.txt"
    (TEXTS / name).write_text(text, encoding="utf-8")
    return name


def _lines(value: str | list[str]) -> list[str]:
    given = value.splitlines() if isinstance(value, str) else value
    return [line.strip() for line in given if line.strip()]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
