"""How an administrator lets people read the energy counters of the kernel, and how to undo it."""

import getpass
import shlex

from equilibre.resources import resource
from equilibre.texts import _

PERMISSION_RULE = "60-equilibre-energy.rules"


def account() -> str:
    """Return the name of the account that this program runs under, as a shell reads it."""
    try:
        return shlex.quote(getpass.getuser())
    except (ImportError, KeyError, OSError):
        return '"$USER"'  # an account without a name


def permission_remedy() -> str:
    """Return the commands that open the counters to the group ``energy``, and how to undo them."""
    text = resource("meter", PERMISSION_RULE).read_text(encoding="utf-8")
    rule = next(line for line in text.splitlines() if line and not line.startswith("#"))
    path = f"/etc/udev/rules.d/{PERMISSION_RULE}"
    give = "\n".join(
        (
            "sudo groupadd --system --force energy",
            f"sudo usermod --append --groups energy {account()}",
            f"echo '{rule}' | sudo tee {path}",
            "sudo udevadm control --reload",
            "sudo udevadm trigger --subsystem-match=powercap --action=add",
        )
    )
    take_back = f"sudo rm {path} && sudo chmod 0400 /sys/class/powercap/*/energy_uj"
    return _(
        "Let a group of users read it. An administrator types, once:\n{give}\n"
        "then log out and in again. To undo it:\n{take_back}"
    ).format(give=give, take_back=take_back)
