"""Figures taken from publications, each with its source."""
