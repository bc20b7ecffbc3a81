"""Files of users are read without waiting for anyone: pipes and devices are refused."""

import errno
import stat
import time
from itertools import count
from pathlib import Path

from equilibre.texts import _


def read_plain_file(path: Path, most: int) -> bytes:
    """Return the bytes of the file at *path*, up to *most* and one more, which tells a larger file.

    Raises OSError or ValueError, also for what is no file: who reads a pipe waits for its writer,
    for ever if there is none, and so would the window.
    """
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):  # open() tells of a folder
        raise OSError(errno.EINVAL, _("it is no file, but a pipe or a device"))
    with path.open("rb") as file:
        return file.read(most + 1)


def reason_of(problem: Exception) -> object:
    """Return why a file could not be read or written, as part of a sentence."""
    if isinstance(problem, UnicodeError):
        return _("half a character stands in a name")
    if isinstance(problem, ValueError):  # a zero stands in it
        return _("no file can have such a name")
    if not isinstance(problem, OSError):
        return problem
    match problem.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return _("the disk is full")
        case errno.EACCES | errno.EPERM:
            return _("access is not allowed")
        case errno.EROFS:
            return _("this place is read-only")
        case errno.ENOENT:
            return _("it does not exist")
        case errno.EISDIR:
            return _("it is a folder")
        case errno.ENOTDIR | errno.EEXIST:
            return _("a file stands in the place of a folder")
        case errno.ELOOP:
            return _("it is a link to itself")
        case errno.ENAMETOOLONG:
            return _("its name is too long")
    return problem.strerror or problem


def put_aside(path: Path) -> Path:
    """Give what lies at *path* and cannot be read a name of its own; return where it is then.

    Nothing is ever written over. Raises OSError or ValueError; it is then where it was.
    """
    for second in count(int(time.time())):  # a clock may say the same at each start
        aside = path.with_name(f"{path.name}.unreadable-{second}")
        if not aside.exists() and not aside.is_symlink():
            break
    path.rename(aside)
    return aside
