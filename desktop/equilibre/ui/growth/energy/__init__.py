"""The published energies of trainings, recomputed, and on other grids."""
