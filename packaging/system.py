"""What the system must have: the libraries that Qt opens, and a Python that makes environments."""

import os
import subprocess
import sys
from contextlib import suppress

from bootstrap import GRAPHICS, OFFSCREEN, WINDOW, graphics_found, write
from sentences import Problem, say

# Library -> package of Debian and Ubuntu, as found one by one in a minimal Debian 12.
LIBRARIES = {
    OFFSCREEN: {
        "libEGL.so.1": "libegl1",
        "libGL.so.1": "libgl1",
        "libglib-2.0.so.0": "libglib2.0-0",
        "libdbus-1.so.3": "libdbus-1-3",
        "libfontconfig.so.1": "libfontconfig1",
        "libxkbcommon.so.0": "libxkbcommon0",
    },
    WINDOW: {
        "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
        "libxcb-cursor.so.0": "libxcb-cursor0",
        "libxcb-icccm.so.4": "libxcb-icccm4",
        "libxcb-keysyms.so.1": "libxcb-keysyms1",
        "libxcb-shape.so.0": "libxcb-shape0",
    },
}


def check(graphics, python=None, version=None):
    """See that the system has the graphics asked for, and *python* what makes an environment."""
    missing = missing_libraries(graphics)
    if python and not output([python, "-c", "import ensurepip, venv; print('found')"]):
        if not is_debian():
            raise Problem("venv", found=version)
        missing["ensurepip"] = "python%s-venv" % version
    if missing and not is_debian():
        raise Problem("libraries_ask", names=", ".join(missing))
    if missing:
        install(sorted(missing.values()))
    if graphics > graphics_found():
        with suppress(OSError):  # in a folder that only others may write, look again each time
            write(GRAPHICS, str(graphics))


def missing_libraries(graphics):
    """Return the libraries that Qt needs and Linux does not find, each with its package."""
    if sys.platform != "linux" or not graphics:
        return {}
    from ctypes import CDLL

    missing = {}
    for level in range(OFFSCREEN, graphics + 1):
        for name, package in LIBRARIES[level].items():
            try:
                CDLL(name)
            except OSError:
                missing[name] = package
    return missing


def install(names):
    """Install packages of Debian as root; ask anyone else to."""
    if os.geteuid() != 0:
        raise Problem("apt_ask", command="sudo apt install " + " ".join(names))
    say("apt", names=" ".join(names))
    words = ["--yes", "--no-install-recommends", *names]
    # The lists of packages may be old, or missing: renew them, and only then show a failure.
    if not apt_get("install", *words):
        apt_get("update")
        if not apt_get("install", *words, shown=True):
            command = "apt-get update && apt-get install " + " ".join(names)
            raise Problem("apt_failed", command=command)


def apt_get(*words, shown=False):
    """Run apt-get, and tell whether it did its work."""
    done = subprocess.run(
        ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=600", *words],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdout=subprocess.DEVNULL,
        stderr=None if shown else subprocess.DEVNULL,
        check=False,
    )
    return done.returncode == 0


def is_debian():
    """Tell whether the system is Debian or one of its children, such as Ubuntu."""
    return os.path.exists("/etc/debian_version")


def output(command):
    """Return what *command* prints, empty when it fails."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    return "" if done.returncode else done.stdout.decode("utf-8", "replace").strip()
