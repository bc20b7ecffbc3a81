"""``sensors --allow`` and ``--forbid``: who may read the energy counters of the processor."""

import os
import sys
from collections.abc import Sequence

from equilibre.errors import EquilibreError
from equilibre.meter.permission import Permission
from equilibre.meter.reasons.permission import GROUP, own_command
from equilibre.texts import _


class NotAnAdministrator(EquilibreError):
    """Only an administrator may do this."""


class NothingToPermit(EquilibreError):
    """This system keeps no counter from its users."""


def allow(accounts: Sequence[str], permission: Permission, asked_by: str) -> int:
    """Let *accounts*, else the account *asked_by* (empty: nobody), read the counters; return 0."""
    _check(["--allow", *accounts])
    opened = permission.give(accounts or [asked_by] * bool(asked_by))
    if opened.members:
        print(
            _(
                "Members of the group “{group}” may read the energy counters: {names}. "
                "They log out and in again, once."
            ).format(group=GROUP, names=", ".join(opened.members))
        )
    else:
        print(
            _(
                "The group “{group}” may read the energy counters, and nobody is in it: "
                "name accounts after --allow."
            ).format(group=GROUP)
        )
    if opened.counters == 0:
        print(_("This computer shows no energy counter for now."))
    return 0


def forbid(permission: Permission) -> int:
    """Take the permission back; return 0."""
    _check(["--forbid"])
    if permission.take_back():
        print(_("Only the administrator may read the energy counters now."))
    else:
        print(_("There was no permission to take back."))
    return 0


def _check(words: Sequence[str]) -> None:
    if sys.platform != "linux":
        raise NothingToPermit(
            _("Only Linux keeps its energy counters from users: nothing to permit here.")
        )
    if os.geteuid() != 0:
        import shlex

        command = f"sudo {own_command()} sensors {shlex.join(words)}"
        raise NotAnAdministrator(
            _("Only an administrator can do this, by:\n{command}").format(command=command)
        )
