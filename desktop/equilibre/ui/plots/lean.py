"""Has pyqtgraph imported without what no chart of ours uses: in half the time.

It would build every class of Qt to copy it into modules of its own, and read three dozen widgets
that we never show, and OpenGL, which never draws here. Here those copies look a class up when it
is asked for, and those modules are empty. Another pyqtgraph that copies in another way is imported
as it is.
"""

import importlib
import sys
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

_ITEMS = "pyqtgraph.graphicsItems."
_USED = {
    *("GraphicsItem", "GraphicsObject", "GraphicsWidget", "ItemGroup", "AxisItem", "InfiniteLine"),
    *("PlotCurveItem", "ScatterPlotItem", "TextItem", "ViewBox", "ViewBox.ViewBox"),
}
_UNUSED = {
    f"pyqtgraph.{name}"
    for name in (
        *("colormap", "colors.palette", "imageview", "WidgetGroup", "SRTTransform3D"),
        "Qt.OpenGLHelpers",
    )
} | {"PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets"}
_QT = {f"pyqtgraph.Qt.{name}": f"PySide6.{name}" for name in ("QtCore", "QtGui", "QtWidgets")}


class _Mirror(ModuleType):
    """A module of Qt under another name; what pyqtgraph adds to it stays here."""

    def __getattr__(self, name: str) -> Any:
        if sys._getframe(1).f_code.co_name == "_copy_attrs":
            return None  # it asks only whether it is there
        value = getattr(importlib.import_module(_QT[self.__name__]), name)
        setattr(self, name, value)
        return value


class _Unused:
    """The class of nothing: what is asked for in an empty module."""


class _Empty(ModuleType):
    """A module from which anything can be imported, and nothing used."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Unused


class _Lean(MetaPathFinder, Loader):
    """Finds these modules before Python looks for them in files."""

    def find_spec(self, name: str, *_where: object) -> ModuleSpec | None:
        return ModuleSpec(name, self) if name in _QT or _is_unused(name) else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Mirror(spec.name) if spec.name in _QT else _Empty(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing is read."""


def _is_unused(name: str) -> bool:
    if name.startswith(_ITEMS):
        return name.removeprefix(_ITEMS) not in _USED
    if name.startswith("pyqtgraph.widgets."):
        return name != "pyqtgraph.widgets.GraphicsView"
    return name in _UNUSED


def import_lean() -> None:
    """From now on, import pyqtgraph in this way."""
    if not any(isinstance(finder, _Lean) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Lean())
