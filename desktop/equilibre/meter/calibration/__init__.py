"""Two minutes that tell how much this computer draws, and what was found in them."""
