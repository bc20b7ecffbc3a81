"""Équilibre: what it costs to train, run and throw away an artificial intelligence."""

__version__ = "0.1.0"
