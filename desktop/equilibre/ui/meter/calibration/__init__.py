"""Two minutes that narrow the estimate of this computer."""
