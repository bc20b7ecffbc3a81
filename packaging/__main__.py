"""``python3 packaging``: build this platform's installer, install it, try it and remove it.

This file reads in Python 3.8, to ask for a newer one; what it starts, and all it imports, uses the
standard library only.
"""

import os
import signal
import sys

sys.path[0] = os.path.dirname(os.path.abspath(__file__))

import bootstrap
import preparation


def main(arguments):
    """Build with a Python that can; return the exit status."""
    sys.stdout.reconfigure(errors="replace")  # a file may know fewer signs than a screen
    try:
        python, version = preparation.suitable_python()
        if "%d.%d" % sys.version_info[:2] == version:
            from building.command import main as build

            # However it is stopped, it takes what it started with it, as at Ctrl-C.
            for name in ("SIGTERM", "SIGHUP"):  # Windows has no SIGHUP
                if hasattr(signal, name):
                    signal.signal(getattr(signal, name), signal.default_int_handler)
            return build(arguments)
        command = [python, "-P", sys.path[0], *arguments]
        if not bootstrap.WINDOWS:
            os.execv(python, command)
        return bootstrap.wait_for(command)
    except (KeyboardInterrupt, OSError) as problem:  # a Problem is an OSError
        return bootstrap.explain(problem)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
