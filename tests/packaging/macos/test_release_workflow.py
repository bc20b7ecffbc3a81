"""The workflow that nobody can run here: at least it says so, and calls what there is."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
WORKFLOW = ROOT / ".github" / "workflows" / "release.yml"
SCRIPT = ROOT / "packaging" / "macos" / "build_on_mac.sh"


def test_the_workflow_says_first_that_it_is_not_proven():
    assert WORKFLOW.read_text(encoding="utf-8").startswith("# NOT PROVEN")


def test_the_workflow_calls_files_that_are_there():
    named = re.findall(r"packaging/[\w./]+\.\w+", WORKFLOW.read_text(encoding="utf-8"))
    assert named
    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_every_secret_of_the_macs_reaches_the_script():
    script = SCRIPT.read_text(encoding="utf-8")
    given = re.findall(r"^ +(EQUILIBRE_\w+):", WORKFLOW.read_text(encoding="utf-8"), re.MULTILINE)
    assert given
    assert [name for name in given if name not in script] == []


@pytest.mark.skipif(sys.platform != "linux", reason="a Mac would build, Windows has no sh")
def test_the_script_for_macs_refuses_another_system_in_a_sentence():
    english = {**os.environ, "LC_ALL": "en_GB.UTF-8"}
    done = subprocess.run(["sh", SCRIPT], capture_output=True, text=True, env=english)
    assert done.returncode == 1
    assert done.stderr.startswith("This is not a Mac: python3 packaging --target macos")
