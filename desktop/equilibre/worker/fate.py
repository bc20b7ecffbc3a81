"""Has the system end a training process with the one that started it, even by force.

The thread that would see its pipe closed waits for the interpreter's lock, which one long call may
keep for hours. macOS can be asked for nothing of the kind: there that call is waited for.
"""

import multiprocessing
import signal
import sys

_PR_SET_PDEATHSIG = 1  # <linux/prctl.h>; the signal comes at the end of the thread that forked
_THIS_PROCESS = -1  # GetCurrentProcess(), a number that never changes
_FOR_EVER = 0xFFFFFFFF  # INFINITE
_ONCE = 0x8  # WT_EXECUTEONLYONCE


def end_with_parent() -> None:
    """Ask the system, once, in the process that is to end."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    elif sys.platform == "win32":
        _end_with_parent_on_windows()


def _end_with_parent_on_windows() -> None:
    """Have a thread of Windows, which needs no lock of ours, wait for the end of the parent.

    TerminateProcess has the shape of what such a thread calls: a pointer, here the handle of this
    process, and a number, here its exit status.
    """
    import ctypes

    parent = multiprocessing.parent_process()
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 – there is none elsewhere
    if parent is not None:
        kernel.RegisterWaitForSingleObject(
            ctypes.byref(ctypes.c_void_p()),
            ctypes.c_void_p(parent.sentinel),
            ctypes.cast(kernel.TerminateProcess, ctypes.c_void_p),
            ctypes.c_void_p(_THIS_PROCESS),
            _FOR_EVER,
            _ONCE,
        )
