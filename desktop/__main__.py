"""``python3 desktop``: start the program; the first time, prepare what it needs."""

import os
import sys

sys.path[0] = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "packaging")

import bootstrap

WITHOUT_GRAPHICS = {
    *("train", "measure", "sensors", "lifecycle", "growth"),
    *("--version", "--help", "-h"),
}
OFF_SCREEN = {"snapshot", "self-test", "--diagnostics"}


def graphics_needed(arguments):
    """Return how much of the system's graphics these arguments need."""
    if WITHOUT_GRAPHICS.intersection(arguments):
        return bootstrap.NOTHING
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    hidden = OFF_SCREEN.intersection(arguments) and not any(
        word.startswith("--hold") for word in arguments
    )
    if hidden or platform.startswith("offscreen") or not screen:
        return bootstrap.OFFSCREEN
    return bootstrap.WINDOW


if __name__ == "__main__":
    sys.exit(bootstrap.start("equilibre", sys.argv[1:], graphics_needed(sys.argv[1:])))
