"""Linear algebra with one thread, in the processes started meanwhile."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

# Two threads of linear algebra on a busy machine cost up to thirty times the processor time of
# one, and change the last digits of the results: one thread, on every platform.
_ONE_THREAD = dict.fromkeys(
    (
        "OMP_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "MKL_NUM_THREADS",
        "BLIS_NUM_THREADS",
        "VECLIB_MAXIMUM_THREADS",
        "NUMEXPR_NUM_THREADS",
    ),
    "1",
)


@contextmanager
def one_thread() -> Iterator[None]:
    """Let processes started meanwhile compute with one thread.

    The libraries read these variables when numpy is imported, which may be before any line of
    ours runs in the child: so they are set here, in the parent.
    """
    before = {name: os.environ.get(name) for name in _ONE_THREAD}
    os.environ.update(_ONE_THREAD)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
