"""``python3 tests``: run every test, or those that pytest's own arguments choose.

Beside the tests stand programs that take their time: ``--bench`` says what the program costs.
"""

import os
import sys

sys.path[0] = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "packaging")

import bootstrap

PROGRAMS = {"--bench": "tests.bench", "--play": "tests.play"}

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    arguments, folder = sys.argv[1:], os.getcwd()
    os.chdir(bootstrap.ROOT)
    # A path is the caller's, wherever the caller is.
    for place, argument in enumerate(arguments):
        path = os.path.join(folder, argument.partition("::")[0])
        if not argument.startswith("-") and os.path.exists(path):
            arguments[place] = os.path.join(folder, argument)
    module = PROGRAMS.get(arguments[0]) if arguments else None
    if module is not None:
        os.environ["PYTHONPATH"] = bootstrap.ROOT  # of their own processes, too
        sys.exit(bootstrap.start(module, arguments[1:], bootstrap.OFFSCREEN))
    sys.exit(bootstrap.start("pytest", arguments, bootstrap.OFFSCREEN))
