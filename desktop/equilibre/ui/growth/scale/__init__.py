"""Models to true scale: the linear shock, then the logarithm."""
