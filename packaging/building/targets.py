"""The platforms, in the order in which they are built."""

import sys
from typing import cast

import linux.target
import macos.target
import windows.target
from building.target import Target

TARGETS = cast("tuple[Target, ...]", (linux.target, windows.target, macos.target))


def this_platform() -> str:
    """Return the key of the platform that this computer is."""
    return {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")
