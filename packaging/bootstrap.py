"""Start the program in its own environment, prepared by the first start.

``python3 desktop`` and ``python3 tests`` begin here. The files of this folder use the standard
library only, and a syntax that Python 3.8 reads, so as to ask for a newer one. What only a first
start needs is imported only then: the other starts cost a few milliseconds.
"""

import errno
import os
import sys
from contextlib import contextmanager, suppress

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LOCK = os.path.join(ROOT, "packaging", "requirements.lock")
FOLDER = os.path.join(ROOT, ".venv")
WINDOWS = os.name == "nt"
PYTHON = os.path.join(FOLDER, *(("Scripts", "python.exe") if WINDOWS else ("bin", "python")))
STAMP = "equilibre.stamp"  # in FOLDER: what a whole environment was made from
GRAPHICS = "equilibre.graphics"  # in FOLDER: how much of the system's graphics was found

NOTHING, OFFSCREEN, WINDOW = range(3)  # how much of the system's graphics a start needs
SYSTEM_FAILURES = {
    errno.ENOSPC: "disk_full",
    errno.EROFS: "read_only",
    errno.EACCES: "read_only",
    errno.EPERM: "read_only",
}


def start(module, arguments, graphics=NOTHING):
    """Run ``python -m module`` in the environment, made if need be; return its exit status."""
    arguments, wheelhouse = take_wheelhouse(arguments)
    try:
        if not is_ready() or graphics > graphics_found():
            prepare(graphics, wheelhouse)
        command = [PYTHON, "-P", "-m", module, *arguments]  # -P: no module of the current folder
        if not WINDOWS:
            os.execv(PYTHON, command)
        return wait_for(command)
    except (KeyboardInterrupt, OSError) as problem:  # a Problem is an OSError
        return explain(problem)


def take_wheelhouse(arguments):
    """Return the program's own arguments, and the folder that ``--wheelhouse`` names, or None."""
    own, folder = [], None
    words = iter(arguments)
    for word in words:
        if word == "--":  # what follows is another program's
            return [*own, word, *words], folder
        name, equals, value = word.partition("=")
        if name == "--wheelhouse":
            folder = value if equals else next(words, "")
            if folder:  # else it stays empty: there is no such folder
                folder = os.path.abspath(folder)
        else:
            own.append(word)
    return own, folder


def prepare(graphics, wheelhouse=None):
    """Make the environment what it must be, after what the system must have for it."""
    import preparation
    import system

    if is_ready():
        return system.check(graphics)
    with alone():
        if is_ready():  # made by the start that this one waited for
            return system.check(graphics)
        return preparation.prepare(graphics, wheelhouse)


def explain(problem):
    """Say in a sentence what stopped the start and what to do about it; return an exit status."""
    from sentences import Problem, say

    if isinstance(problem, KeyboardInterrupt):
        say("interrupted")
        return 130
    if isinstance(problem, Problem):
        say(problem.key, **problem.words)
    else:
        say(SYSTEM_FAILURES.get(problem.errno, "other"), folder=ROOT, details=problem)
    return 1


def wait_for(command):
    """Run *command* where a process cannot become another one; return its exit status."""
    import subprocess

    process = subprocess.Popen(command)
    while True:
        with suppress(KeyboardInterrupt):  # the program receives it too, and decides
            return process.wait()


def is_ready():
    """Tell whether the environment is whole, in place, and what requirements.lock asks for."""
    return bool(base_python()) and read(STAMP) == stamp()


def stamp():
    """Return what an environment depends on: the lock, this folder, the Python under it."""
    from hashlib import sha256

    with open(LOCK, "rb") as file:
        return "\n".join((sha256(file.read()).hexdigest(), ROOT, base_python()))


def base_python():
    """Return the Python from which the environment was made, empty when there is none any more."""
    if not WINDOWS:
        path = os.path.realpath(PYTHON)
    else:  # python.exe only starts the one whose folder pyvenv.cfg tells
        lines = (line.partition(" = ") for line in read("pyvenv.cfg").splitlines())
        path = os.path.join({key: value for key, _, value in lines}.get("home", ""), "python.exe")
    return path if os.path.exists(path) else ""


def graphics_found():
    """Return how much of the system's graphics an earlier start has found."""
    return int(read(GRAPHICS) or NOTHING) if sys.platform == "linux" else WINDOW


def read(name):
    """Return a note left in the environment, empty when there is none."""
    try:
        with open(os.path.join(FOLDER, name), encoding="utf-8") as file:
            return file.read()
    except (FileNotFoundError, NotADirectoryError):
        return ""


def write(name, text):
    """Leave a note in the environment, whole or not at all."""
    path = os.path.join(FOLDER, name)
    with open(path + ".part", "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(path + ".part", path)


@contextmanager
def alone(folder=None, sentence="waiting"):
    """Hold *folder*, else the environment, against others, and wait for one that holds it."""
    import time

    from sentences import say

    folder = folder or FOLDER
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "equilibre.lock"), "a") as file:
        waiting = False
        while not is_locked(file):
            if not waiting:
                say(sentence)
            waiting = True
            time.sleep(0.2)
        yield  # closing the file, or dying, lets the next one in


def is_locked(file):
    """Try to lock *file* for this process, and tell whether it is."""
    try:
        if WINDOWS:
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        # Any other error: a network folder that knows no locks. Go on without.
        return error.errno not in (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
    return True
