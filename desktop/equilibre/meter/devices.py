"""The parts of a computer that a figure of energy can cover, and their names."""

from equilibre.texts import N_, _

# In the order in which they are drawn, one on top of the other.
DEVICES = {
    "cpu": N_("processor"),
    "memory": N_("memory"),
    "gpu": N_("graphics card"),
    "rest": N_("rest of the computer"),
    "computer": N_("whole computer"),
}


def device_name(device: str) -> str:
    """Return the name of *device* in the language in use."""
    return _(DEVICES.get(device, device))
