"""The ways to read the energy of a computer, one file each."""
