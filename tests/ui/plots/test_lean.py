"""pyqtgraph is imported without what no chart uses, and draws all the same."""

import subprocess
import sys

DRAWN = """
import sys
import equilibre.ui.plots
import pyqtgraph as pg
from PySide6 import QtCore, QtGui, QtWidgets
application = QtWidgets.QApplication([])
assert pg.QtCore.QRectF is QtCore.QRectF and pg.QtGui.QPen is QtGui.QPen
assert issubclass(pg.GraphicsView, QtWidgets.QGraphicsView)
assert not isinstance(pg.GraphicsView(), pg.Qt.OpenGLHelpers.GraphicsViewGLWidget)
assert not hasattr(sys.modules["PySide6.QtOpenGL"], "__file__")
try:
    pg.QtCore.QNothing
except AttributeError:
    print("absent", *sys.modules)
"""
NEVER_READ = {
    "pyqtgraph.parametertree",
    "pyqtgraph.graphicsItems.PlotItem.PlotItem",
    "pyqtgraph.graphicsItems.ViewBox.axisCtrlTemplate_generic",
    "pyqtgraph.multiprocess",
}


def test_classes_of_qt_are_the_same_and_widgets_that_are_never_shown_are_not_read() -> None:
    done = subprocess.run(
        [sys.executable, "-c", DRAWN], capture_output=True, text=True, check=True, timeout=60
    )
    absent, *imported = done.stdout.split()
    assert absent == "absent"
    assert not NEVER_READ & set(imported)


def test_another_pyqtgraph_copies_the_classes_themselves() -> None:
    from equilibre.ui.plots.lean import _Mirror

    mirror = _Mirror("pyqtgraph.Qt.QtCore")

    def _copy_attrs() -> bool:
        return hasattr(mirror, "QRectF")

    def copied_otherwise() -> bool:
        return hasattr(mirror, "QRectF")

    assert _copy_attrs()
    assert "QRectF" not in vars(mirror)
    assert copied_otherwise()
    assert "QRectF" in vars(mirror)
