"""The launcher of the macOS program, compiled for Linux around the Python that runs the tests."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

LAUNCHER = Path(__file__).parents[3] / "packaging" / "macos" / "launcher.c"
LIBRARY = Path(sysconfig.get_config_var("LIBDIR"), sysconfig.get_config_var("INSTSONAME") or "")
VERSION = f"python{sys.version_info.major}.{sys.version_info.minor}"

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("cc") or LIBRARY.suffix == ".a",
    reason="needs Linux, a C compiler and a shared Python",
)

TELL = """
import json, os, sys
if __name__ == "__main__":
    print(json.dumps({
        "words": sys.argv[1:], "python": sys.executable, "prefix": sys.prefix,
        "isolated": sys.flags.isolated, "writes": not sys.dont_write_bytecode,
        "home": os.environ.get("PYTHONHOME"),
    }))
    if "fail" in sys.argv:
        sys.exit(3)
"""

WORK = """
import sys

def work(connection):
    connection.send(sys.executable)
"""
SPAWN = """
import multiprocessing
from spawn import work

if __name__ == "__main__":
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=work, args=(there,))
    process.start()
    assert here.poll(30)
    print(here.recv())
    process.join()
"""


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    """A folder laid out as the bundle, where the program is the package ``tell``."""
    contents = tmp_path_factory.mktemp("Un dossier à part") / "Equilibre.app" / "Contents"
    for folder in ("MacOS", "Frameworks", "Resources/python/lib"):
        (contents / folder).mkdir(parents=True)
    (contents / "Frameworks" / "Python").symlink_to(LIBRARY)
    library = contents / "Resources" / "python" / "lib" / VERSION
    library.mkdir()
    for part in Path(sysconfig.get_path("stdlib")).iterdir():
        if part.name != "site-packages":
            (library / part.name).symlink_to(part)
    for name, module, program in (("tell", "", TELL), ("spawn", WORK, SPAWN)):
        package = library / "site-packages" / name
        package.mkdir(parents=True)
        (package / "__init__.py").write_text(module)
        (package / "__main__.py").write_text(program)
        compile_launcher(contents / "MacOS" / name, f'-DPROGRAM="{name}"')
    compile_launcher(contents / "MacOS" / "python")
    return contents


def compile_launcher(program, *options):
    command = ["cc", "-Wall", "-Wextra", "-Werror", f"-I{Path(__file__).parent}", *options]
    subprocess.run([*command, "-o", program, LAUNCHER, "-ldl"], check=True)


def start(*words, **variables):
    environment = {**os.environ, "LC_ALL": "C.UTF-8", **variables}
    return subprocess.run(words, capture_output=True, text=True, env=environment, check=False)


def test_the_launcher_passes_its_words_on(bundle):
    done = start(bundle / "MacOS" / "tell", "train", "--data", "é è", "-c", "")
    assert json.loads(done.stdout)["words"] == ["train", "--data", "é è", "-c", ""]


def test_the_launcher_passes_the_exit_status_back(bundle):
    assert start(bundle / "MacOS" / "tell", "fail").returncode == 3


def test_the_program_runs_in_the_python_of_the_bundle(bundle):
    said = json.loads(start(bundle / "MacOS" / "tell").stdout)
    assert Path(said["prefix"]) == bundle / "Resources" / "python"
    assert Path(said["python"]) == bundle / "MacOS" / "python"


def test_the_program_is_deaf_to_the_users_python_and_hands_nothing_on_to_it(bundle, tmp_path):
    (tmp_path / "tell.py").write_text("raise SystemExit('another tell')")
    done = start(bundle / "MacOS" / "tell", PYTHONPATH=str(tmp_path), PYTHONHOME=str(tmp_path))
    said = json.loads(done.stdout)
    assert said["isolated"]
    assert said["home"] == str(tmp_path)  # as the user had it
    assert json.loads(start(bundle / "MacOS" / "tell").stdout)["home"] is None


def test_the_program_writes_nothing_into_the_bundle(bundle):
    assert not json.loads(start(bundle / "MacOS" / "tell").stdout)["writes"]


def test_the_program_starts_its_processes_with_the_interpreter_beside_it(bundle):
    done = start(bundle / "MacOS" / "spawn")
    assert done.stderr == ""
    assert Path(done.stdout.strip()) == bundle / "MacOS" / "python"


def test_the_program_starts_through_a_link(bundle, tmp_path):
    link = tmp_path / "equilibre"
    link.symlink_to(bundle / "MacOS" / "tell")
    assert json.loads(start(link, "one").stdout)["words"] == ["one"]


def test_a_bundle_without_its_python_says_so(bundle, tmp_path):
    program = tmp_path / "Contents" / "MacOS" / "tell"
    program.parent.mkdir(parents=True)
    shutil.copy(bundle / "MacOS" / "tell", program)
    done = start(program)
    assert done.returncode == 127
    assert "Frameworks/Python" in done.stderr
