"""A known power played into the meter: truth, reading and a naive reader together."""
