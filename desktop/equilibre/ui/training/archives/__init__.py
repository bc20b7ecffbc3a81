"""The full published data sets: imported from a folder, or downloaded when asked."""
