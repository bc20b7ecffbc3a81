"""``python3 tests``: run every test, or those that pytest's own arguments choose.

Where no file is chosen, the tests share the cores, and tell how much of the science they ran.
Their order is drawn by the seed told first: ``--randomly-seed=SEED`` draws the same one again, and
``-p no:randomly`` keeps the order they are written in.

Beside the tests stand programs that take their time: ``--bench`` says what the program costs,
``--play`` uses the window at random, ``--soak`` for months and to every end that it may take,
``--mutants`` whether a fault in the science would be noticed.
"""

import os
import sys

sys.path[0] = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "packaging")

import bootstrap

PROGRAMS = {
    "--bench": "tests.bench",
    "--mutants": "tests.mutants",
    "--play": "tests.play",
    "--soak": "tests.soak",
}


def everything():
    """Return what pytest is told where it runs all the tests: one process more than cores."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    # The tests wait as often as they compute: on two cores, the third process saves a minute.
    processes = str((cores or 1) + 1)
    return ["-p", "tests.coverage", "--numprocesses", processes, "--dist", "worksteal"]


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    arguments, folder = sys.argv[1:], os.getcwd()
    os.chdir(bootstrap.ROOT)
    os.environ["PYTHONPATH"] = bootstrap.ROOT  # of the processes they start, too
    # Else each of these processes compiles the program again.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    chosen = False
    # A path is the caller's, wherever the caller is.
    for place, argument in enumerate(arguments):
        path = os.path.join(folder, argument.partition("::")[0])
        if not argument.startswith("-") and os.path.exists(path):
            arguments[place] = os.path.join(folder, argument)
            chosen = True
    module = PROGRAMS.get(arguments[0]) if arguments else None
    if module is not None:
        sys.exit(bootstrap.start(module, arguments[1:], bootstrap.OFFSCREEN))
    if not chosen:
        arguments = everything() + arguments
    sys.exit(bootstrap.start("pytest", arguments, bootstrap.OFFSCREEN))
