"""``python3 packaging``: build this platform's installer, install it, try it and remove it.

This file reads in Python 3.8, to ask for a newer one; what it starts, and all it imports, uses the
standard library only.
"""

import os
import sys

sys.path[0] = os.path.dirname(os.path.abspath(__file__))

import bootstrap
import preparation


def main(arguments):
    """Build with a Python that can; return the exit status."""
    try:
        python, version = preparation.suitable_python()
        if "%d.%d" % sys.version_info[:2] == version:
            from building.command import main as build

            return build(arguments)
        command = [python, "-P", sys.path[0], *arguments]
        if not bootstrap.WINDOWS:
            os.execv(python, command)
        return bootstrap.wait_for(command)
    except (KeyboardInterrupt, OSError) as problem:  # a Problem is an OSError
        return bootstrap.explain(problem)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
