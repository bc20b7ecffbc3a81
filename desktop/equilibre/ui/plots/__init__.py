"""Charts: the only package that knows pyqtgraph."""
