"""The first start, and repairs: make the environment and install what requirements.lock pins."""

import os
import shutil
import subprocess
import sys

import system
from bootstrap import FOLDER, GRAPHICS, LOCK, PYTHON, ROOT, STAMP, WINDOWS, read, stamp, write
from sentences import Problem, say

VERSIONS = ("3.12", "3.13", "3.11")  # those that requirements.lock serves, the best first

# What pip writes -> the sentence that says it; the first one found decides.
FAILURES = (
    ("No space left", "disk_full"),
    ("DO NOT MATCH THE HASHES", "damaged"),
    ("Read-only file system", "read_only"),
    ("Permission denied", "read_only"),
    ("CERTIFICATE_VERIFY_FAILED", "certificate"),
    ("connection broken by", "no_network"),
    ("Connection aborted", "no_network"),
    ("timed out", "no_network"),
    ("No matching distribution", "no_wheel"),
    ("not a supported wheel", "no_wheel"),
)


def prepare(graphics, wheelhouse=None):
    """Make the environment, or bring it up to date; the stamp comes last, and says it is whole.

    What is installed comes from the network, or from the wheels of the folder *wheelhouse* alone.
    """
    if wheelhouse is not None and not os.path.isdir(wheelhouse):
        raise Problem("wheelhouse", folder=wheelhouse)
    python, version = suitable_python()
    is_new = not is_updatable(version)
    system.check(graphics, python if is_new else None, version)
    say("unpacking" if wheelhouse else "installing", folder=FOLDER)
    if is_new:
        clear()
    write(STAMP, "unfinished")  # whatever interrupts this, the next start begins again
    if is_new:
        run([python, "-m", "venv", FOLDER])
    install(wheelhouse)
    library = ("Lib",) if WINDOWS else ("lib", "python" + version)
    library = os.path.join(FOLDER, *library, "site-packages")
    desktop = os.path.relpath(os.path.join(ROOT, "desktop"), library)
    write(os.path.join(library, "equilibre.pth"), desktop + "\n")  # relative: no accent to misread
    write(STAMP, stamp())
    say("ready")


def suitable_python():
    """Return the path and the version of a Python that Équilibre runs on."""
    found = "%d.%d" % sys.version_info[:2]
    if found in VERSIONS:
        return getattr(sys, "_base_executable", None) or sys.executable, found
    for version in VERSIONS:
        command = ["py", "-" + version] if WINDOWS else ["python" + version]
        tell = ["-X", "utf8", "-c", "import sys; print(sys.executable)"]
        path = shutil.which(command[0]) and system.output(command + tell)
        if path:
            return path, version
    raise Problem("python", found=found)


def is_updatable(version):
    """Tell whether the environment works, in place, and lacks at most what pip can add to it."""
    made, now = read(STAMP).splitlines(), stamp().splitlines()
    if made and made[1:] != now[1:]:
        return False
    tell = "import sys, pip; print('%d.%d' % sys.version_info[:2])"
    return os.path.exists(PYTHON) and system.output([PYTHON, "-c", tell]) == version


def clear():
    """Empty the folder of the environment, but for the notes that do not depend on it."""
    for entry in os.scandir(FOLDER):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        elif entry.name not in (GRAPHICS, "equilibre.lock"):
            os.unlink(entry.path)


def install(wheelhouse=None):
    """Have pip install exactly what requirements.lock pins: prebuilt, and checked by hash."""
    command = [PYTHON, "-m", "pip", "install", "--require-hashes", "--only-binary=:all:"]
    command += ["--no-deps", "--no-input", "--disable-pip-version-check", "-r", LOCK]
    if not sys.stderr.isatty():  # its progress is for a person
        command.append("--quiet")
    if wheelhouse:
        command += ["--no-index", "--find-links", wheelhouse]
    try:
        run(command)
    except Problem as problem:
        if wheelhouse and problem.key == "no_wheel":
            details = problem.words["details"]
            raise Problem("wheelhouse_lacks", folder=wheelhouse, details=details) from problem
        raise


def run(command):
    """Run a step that shows its progress; its failure becomes a sentence."""
    process = subprocess.Popen(command, stdout=sys.stderr, stderr=subprocess.PIPE)
    try:
        written = process.communicate()[1].decode("utf-8", "replace")
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        raise
    if process.returncode:
        key = next((key for text, key in FAILURES if text in written), "other")
        lines = written.splitlines() or ["%s: %d" % (command[2], process.returncode)]
        details = [line for line in lines if line.startswith("ERROR")] or lines
        raise Problem(key, folder=ROOT, details=details[-1].replace("ERROR:", "").strip(" ."))
