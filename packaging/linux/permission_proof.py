"""The permission to read energy counters, tried in a clean system: given, used, taken back."""

from building.product import KEY
from building.steps import BuildFailed
from linux.roots import USER, Root

RULES = "/etc/udev/rules.d"
_RULE = f"{RULES}/60-equilibre-energy.rules"
# Never the computer's own counters, which a system in a folder sees too.
_COUNTERS = "/tmp/powercap"
_COUNTER = f"{_COUNTERS}/intel-rapl:0/energy_uj"


def prove_permission(root: Root) -> None:
    """Give it twice, take it back twice, and leave it given: to be gone with the package."""
    root.run("install", "-D", "-m", "400", "/etc/hostname", _COUNTER)
    _expect(root, readable=False)
    for _time in range(2):
        root.run(KEY, "sensors", "--allow", USER, "--powercap", _COUNTERS)
        _expect(root, readable=True)
    for _time in range(2):
        root.run(KEY, "sensors", "--forbid", "--powercap", _COUNTERS)
        _expect(root, readable=False)
    root.run(KEY, "sensors", "--allow", USER, "--powercap", _COUNTERS)


def _expect(root: Root, readable: bool) -> None:
    # By its name, so that its groups are those that a session of it would have.
    done = root.attempt(["runuser", "-u", USER, "--", "cat", _COUNTER])
    ruled = (root.folder / _RULE.lstrip("/")).exists()
    if (done.returncode == 0, ruled) != (readable, readable):
        raise BuildFailed(
            f"The permission is not as asked: {done.stdout}{done.stderr}",
            f"La permission n’est pas celle demandée : {done.stdout}{done.stderr}",
        )
