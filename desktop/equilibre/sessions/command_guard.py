"""Whoever measures a command may be killed: then somebody else must end the command."""

import os
import subprocess
from contextlib import suppress

# Reads a number, then waits for the end of its input: ours, if we are killed.
_WATCH = "read number && { read nothing; kill -9 $number; }"


class Guard:
    """A shell that ends one process when this one is gone; it computes nothing meanwhile.

    It is started before the command, so as not to be measured with it. On Windows there is none.
    """

    def __init__(self) -> None:
        self._shell: subprocess.Popen[bytes] | None = None
        if os.name == "nt":
            return
        with suppress(OSError):  # no shell, or no more processes: the command can be measured
            self._shell = subprocess.Popen(
                ["/bin/sh", "-c", _WATCH],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # the terminal's Ctrl-C is not for it
            )

    def watch(self, process: int) -> None:
        """End *process*, a number, should this one be killed before ``end``."""
        if self._shell is not None and self._shell.stdin is not None:
            with suppress(OSError):
                os.write(self._shell.stdin.fileno(), b"%d\n" % process)

    def end(self) -> None:
        """Let the command be: it is over."""
        if self._shell is not None:
            self._shell.kill()
            self._shell.wait()
            if self._shell.stdin is not None:
                self._shell.stdin.close()
            self._shell = None
