"""Charts: the only package that knows pyqtgraph."""

from equilibre.ui.plots.lean import import_lean

import_lean()
