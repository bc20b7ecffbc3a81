"""The programs of the bench, in the order of their goals: a new one is a module and a line."""

PROGRAMS = {
    "stop": ("G9", "Clicks on Stop, a fit of 15 s included, and on Start"),
    "slider": ("G11", "One move of a slider of the life cycle"),
}
"""Module of this folder: (goal, what it measures)."""
