"""How what a sensor says becomes joules that add up: counters, integrals, periods, cross-checks."""
