"""Where the frozen program begins: it gives back the environment that it was started with."""

import multiprocessing
import os
import sys

from equilibre.__main__ import main


def give_back_environment() -> None:
    """Undo what PyInstaller set: the programs that this one starts have other libraries."""
    given = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    os.environ.pop("LD_LIBRARY_PATH", None)
    if given is not None:
        os.environ["LD_LIBRARY_PATH"] = given
    for name in [name for name in os.environ if name.startswith("_PYI_")]:
        del os.environ[name]


if __name__ == "__main__":
    give_back_environment()
    multiprocessing.freeze_support()
    sys.exit(main())
