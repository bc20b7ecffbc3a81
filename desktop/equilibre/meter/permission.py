"""Lets a group of people read the energy counters of the processor, and takes it back.

For an administrator, on Linux. What is done holds over the next starts of the computer; what was
made for it (the group, its members) is noted in the rule that is written, so that it is undone and
nothing else is.
"""

import os
import subprocess
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from equilibre.errors import EquilibreError
from equilibre.meter.reasons.permission import GROUP, PERMISSION_RULE
from equilibre.records import dataclass
from equilibre.resources import resource
from equilibre.texts import _

_GROUP_MADE = "# The group was made for this."
_ADDED = "# Added to the group for this: "


class PermissionUnchanged(EquilibreError):
    """The permission could not be given or taken back."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of accounts, as the system knows it."""

    number: int
    members: frozenset[str]


@dataclass(frozen=True, slots=True)
class Opened:
    """Who may read, and how many counters this computer shows."""

    members: tuple[str, ...]
    counters: int


def find_group() -> Group | None:
    """Return the group that may read the counters, if this computer has it."""
    import grp

    try:
        found = grp.getgrnam(GROUP)
    except KeyError:
        return None
    return Group(found.gr_gid, frozenset(found.gr_mem))


def run_tool(command: Sequence[str]) -> None:
    """Run a tool that changes accounts; raise PermissionUnchanged with what it said."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        said = (done.stderr or done.stdout).strip() if done.returncode else ""
    except OSError as problem:
        said = problem.strerror or ""
    else:
        if done.returncode == 0:
            return
    raise PermissionUnchanged(
        _("“{command}” failed: {said}").format(command=" ".join(command), said=said)
    )


@dataclass(frozen=True, slots=True)
class Permission:
    """The permission to read the counters, and where this computer keeps what it is made of."""

    powercap: Path
    rules: Path = Path("/etc/udev/rules.d")
    group: Callable[[], Group | None] = find_group
    run: Callable[[Sequence[str]], None] = run_tool

    def give(self, accounts: Iterable[str]) -> Opened:
        """Let *accounts*, and who is in the group already, read the counters; now and later.

        May be done again, for others too. Raises PermissionUnchanged.
        """
        if not self.rules.is_dir():
            raise PermissionUnchanged(
                _(
                    "This system has no folder {path}: its devices are not udev's, and the "
                    "permission would not outlast a start of the computer."
                ).format(path=self.rules)
            )
        made, added = self._notes()
        if self.group() is None:
            self.run(("groupadd", "--system", GROUP))
            made = True
            self._write_rule(made, added)
        for account in map(_writable_name, accounts):
            group = self.group()
            if group is None or account not in group.members:
                self.run(("usermod", "--append", "--groups", GROUP, account))
                added = (*added, account)
                self._write_rule(made, added)
        group = self.group()
        if group is None:
            raise PermissionUnchanged(_("The group “{group}” is not there.").format(group=GROUP))
        self._write_rule(made, added)
        counters = self._counters()
        for counter in counters:
            self._change(counter, group.number, 0o440)
        return Opened(tuple(sorted(group.members)), len(counters))

    def take_back(self) -> bool:
        """Undo what was given; return whether there was anything. Raises PermissionUnchanged."""
        made, added = self._notes()
        group = self.group()
        open_counters = [] if group is None else self._counters_of(group)
        for counter in open_counters:
            self._change(counter, 0, 0o400)
        for account in added:
            if group is not None and account in group.members:
                self.run(("gpasswd", "--delete", account, GROUP))
        if made and group is not None and group.members <= set(added):
            self.run(("groupdel", GROUP))
        was_there = self._rule.exists()
        try:
            self._rule.unlink(missing_ok=True)
        except OSError as problem:
            raise _unwritable(self._rule, problem) from problem
        return was_there or bool(open_counters)

    @property
    def _rule(self) -> Path:
        return self.rules / PERMISSION_RULE

    def _notes(self) -> tuple[bool, tuple[str, ...]]:
        """Return whether the group was made by an earlier call, and whom it added."""
        try:
            lines = self._rule.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return False, ()
        added = (line.removeprefix(_ADDED) for line in lines if line.startswith(_ADDED))
        return _GROUP_MADE in lines, tuple(added)

    def _write_rule(self, made: bool, added: Sequence[str]) -> None:
        # Written after each change, so that an interruption leaves nothing that is not noted.
        text = resource("meter", PERMISSION_RULE).read_text(encoding="utf-8")
        notes = [_GROUP_MADE] * made + [_ADDED + account for account in added]
        try:
            self._rule.write_text(text + "".join(f"{note}\n" for note in notes), encoding="utf-8")
            self._rule.chmod(0o644)
        except OSError as problem:
            raise _unwritable(self._rule, problem) from problem

    def _counters(self) -> list[Path]:
        return sorted(self.powercap.glob("intel-rapl*:*/energy_uj"))

    def _counters_of(self, group: Group) -> list[Path]:
        return [counter for counter in self._counters() if counter.stat().st_gid == group.number]

    def _change(self, counter: Path, group: int, mode: int) -> None:
        try:
            os.chown(counter, -1, group)
            counter.chmod(mode)
        except OSError as problem:
            raise _unwritable(counter, problem) from problem


def _unwritable(path: Path, problem: OSError) -> PermissionUnchanged:
    return PermissionUnchanged(
        _("“{path}” cannot be changed: {reason}.").format(path=path, reason=problem.strerror)
    )


def _writable_name(account: str) -> str:
    """Return *account*, with a question mark for bytes that are no letters: no account has any."""
    return account.encode(errors="replace").decode()
