"""Strange surroundings: no network, no home, names and a language that nobody foresaw."""

import sys
from pathlib import Path

import pytest

from tests.hostile.guest import Visit
from tests.hostile.world import World

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="homes and languages are told by the variables of Linux"
)

ODD = 'é ü 日本 😀, l\'"élève" & 50 % $HOME'

COMMANDS = """
from equilibre.__main__ import main
for words in (
    ["lifecycle", "forest_fire"],
    ["growth"],
    ["sensors", "--json"],
    ["experiment", "--list"],
    ["measure", "--idle", "0", "--json", "--", "true"],
    ["train", "--data", "breast_cancer", "--family", "linear", "--json"],
):
    assert main(words) == 0, words
"""


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> tuple[World, Visit]:
    """Return a world of odd names without UTF-8, and a visit to everything that the window has."""
    folder = tmp_path_factory.mktemp("world") / ODD
    folder.mkdir()
    old = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    world = World(folder, TMPDIR=str(folder), **old)
    return world, world.visit("look")


@pytest.mark.slow
def test_the_whole_window_and_its_training_never_ask_for_the_network(
    odd: tuple[World, Visit],
) -> None:
    tried = odd[0].tried()
    assert any("tests.hostile.guest" in process for process in tried.processes)
    assert any("multiprocessing-fork" in process for process in tried.processes)
    assert tried.network == []
    assert {*tried.programs} <= {"uname"}


@pytest.mark.slow
def test_folders_of_every_script_and_no_utf_8_change_nothing(odd: tuple[World, Visit]) -> None:
    world, visit = odd
    assert (visit.phase, visit.kept, visit.faults) == ("FINISHED", 1, [])
    assert list(world.home.glob(".local/share/Equilibre/Equilibre/kept-runs.equilibre"))


@pytest.mark.slow
def test_the_commands_never_ask_for_the_network(tmp_path: Path) -> None:
    world = World(tmp_path)
    done = world.run("-c", COMMANDS)
    assert done.returncode == 0, done.stderr
    tried = world.tried()
    assert tried.network == []
    assert not [
        program for program in tried.programs if program not in ("uname", "true", "/bin/sh")
    ]


def test_who_asked_for_the_network_would_be_noticed(tmp_path: Path) -> None:
    world = World(tmp_path)
    asked = "import socket; socket.create_connection(('127.0.0.1', 9), timeout=1)"
    assert "no network here" in world.run("-c", asked).stderr
    assert len(world.tried().network) == 1
