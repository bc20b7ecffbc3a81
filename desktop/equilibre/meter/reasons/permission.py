"""How an administrator lets people read the energy counters of the kernel, and how to undo it."""

import getpass
import shlex
import sys
from pathlib import Path

from equilibre.texts import _

GROUP = "energy"
PERMISSION_RULE = "60-equilibre-energy.rules"
_SYSTEM_PATH = "/usr/local/bin:/usr/bin"  # where sudo looks


def account() -> str:
    """Return the name of the account that this program runs under, as a shell reads it."""
    try:
        return shlex.quote(getpass.getuser())
    except (ImportError, KeyError, OSError):
        return '"$USER"'  # an account without a name


def own_command() -> str:
    """Return how an administrator calls this very program, as a shell reads it."""
    import shutil

    if not getattr(sys, "frozen", False):
        return f"{shlex.quote(sys.executable)} -B -m equilibre"
    known = shutil.which("equilibre", path=_SYSTEM_PATH)
    if known and Path(known).resolve() == Path(sys.executable).resolve():
        return "equilibre"
    return shlex.quote(sys.executable)


def permission_remedy() -> str:
    """Return the commands that open the counters to the group ``energy``, and how to undo them."""
    give = f"sudo {own_command()} sensors --allow {account()}"
    take_back = f"sudo {own_command()} sensors --forbid"
    return _(
        "Let a group of users read it. An administrator types, once:\n{give}\n"
        "then log out and in again. To undo it:\n{take_back}"
    ).format(give=give, take_back=take_back)
