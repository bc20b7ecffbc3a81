"""One card for each way to know the energy of this computer."""
