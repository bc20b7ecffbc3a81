"""Tells the commands of a remedy from its sentences."""

from equilibre.ui.meter.sensors.state import Passage

# No sentence begins with one of these, in any language that the program speaks.
_FIRST_WORDS = frozenset(
    {"sudo", "echo", "modprobe", "chmod", "sysctl", "pip", "pip3", "python3", "apt", "dnf"}
)


def passages(remedy: str) -> tuple[Passage, ...]:
    """Return *remedy* cut into sentences and blocks of commands, in its order."""
    found: list[Passage] = []
    for line in remedy.splitlines():
        commands = line.partition(" ")[0] in _FIRST_WORDS
        if found and found[-1].commands == commands:
            found[-1] = Passage(f"{found[-1].text}\n{line}", commands)
        elif line:
            found.append(Passage(line, commands))
    return tuple(found)
