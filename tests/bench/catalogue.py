"""The programs of the bench, in the order of their goals: a new one is a module and a line."""

PROGRAMS = {
    "shell": ("G1", "The first paint of the window"),
    "plots": ("G2", "The first chart, and how still the window stood meanwhile"),
    "moments": ("G2", "How long the window stands still at most, whatever one clicks"),
    "rivals": ("G3", "The first window, beside those of other programs"),
    "frozen": ("G4", "The first window of the program as it is installed"),
    "isolation": ("G5", "A training beside the living window, of one beside a stopped window"),
    "frames": ("G6", "Frames of the charts while both cores compute"),
    "growth": ("G6", "One picture of the growth tab while a model trains"),
    "history": ("G7", "A frame of a long run, of a short one, and of one painted by hand"),
    "attention": ("G8", "What the window itself uses in a live training"),
    "stop": ("G9", "Clicks on Stop, a fit of 15 s included, and on Start"),
    "sampler": ("G10", "Reading the sensors ten times a second: its cost, its errors, its pace"),
    "meter": ("G10", "Three readers of a known power, through what befalls counters"),
    "slider": ("G11", "One move of a slider of the life cycle"),
    "memory": ("G12", "The memory of the window and of its processes"),
    "soak": ("G13", "A short soak: visitors of a kiosk, half an hour of one training"),
    "binding": ("G14", "Qt: references counted, heavy libraries kept out, no costly lines"),
    "learning": ("–", "An epoch beside its mathematics: scikit-learn, and this program"),
}
"""Module of this folder: (goal, or – where there is none, and what it measures)."""
