"""The mutants can be believed: they are faults, they are tried, and the program stays whole."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mutants.mutant import mutants, sample
from tests.mutants.trial import PROGRAM, ROOT, TestFile, chosen

CODE = '''"""Module 1."""
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import never

Amount = int | None


@decorated(3)
def f(a: "1 + 1", b=0) -> "2":
    """Say 4."""
    if a < b and a:
        log("5 apples")
    return "%d" % a
'''


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "module.py"
    path.write_text(CODE, "utf-8")
    return path


def test_faults_are_put_into_what_runs_and_not_into_types_and_texts(file: Path) -> None:
    told = [(mutant.scope, mutant.before, mutant.after) for mutant in mutants(file)]
    assert set(told) == {
        ("f", "a < b", "a <= b"),
        ("f", "a < b", "a >= b"),
        ("f", "a < b and a", "a < b or a"),
        ("f", "a < b and a", "not (a < b and a)"),
        ("f", "log('5 apples')", "pass"),
        ("f", "return '%d' % a", "return None"),
        ("f", "a: '1 + 1', b=0", "a: '1 + 1', b=1"),
    }


def test_each_fault_of_a_real_module_changes_its_code_in_one_place() -> None:
    path = PROGRAM / "meter" / "left_out.py"
    whole = ast.unparse(ast.parse(path.read_text("utf-8")))
    codes = [ast.unparse(mutant.tree()) for mutant in mutants(path)]
    assert len(codes) == len(set(codes)) > 3
    for code in codes:
        compile(code, str(path), "exec")
        changed = set(code.splitlines()) - set(whole.splitlines())
        assert len(changed) <= 1  # none where a statement became “pass”


def test_the_same_seed_draws_the_same_faults_over_every_file() -> None:
    paths = sorted((PROGRAM / "meter" / "counting").glob("*.py"))
    drawn = sample(paths, 40, seed=7)
    assert drawn == sample(paths, 40, seed=7) != sample(paths, 40, seed=8)
    assert {mutant.path for mutant in drawn} == {path for path in paths if mutants(path)}


def test_the_tests_of_a_fault_are_those_that_run_its_line_its_own_first(file: Path) -> None:
    mutant = next(each for each in mutants(file) if each.after == "a <= b")

    def tests(name: str, seconds: float, *lines: int) -> TestFile:
        return TestFile(Path(name), seconds, {str(file): frozenset(lines)})

    own = tests("test_module.py", 9.0, mutant.line)
    quick, slow = tests("test_quick.py", 1.0, mutant.line), tests("test_slow.py", 5.0, mutant.line)
    elsewhere = tests("test_elsewhere.py", 1.0, mutant.line + 1)
    assert chosen(mutant, [slow, elsewhere, quick, own]) == [own, quick, slow]


TRIAL = """
import json
from pathlib import Path
from tests.mutants.mutant import mutants
from tests.mutants.trial import PROGRAM, ROOT, TestFile, prepare, survivors

prepare()
path = PROGRAM / "meter" / "left_out.py"
faults = [each for each in mutants(path) if each.after == "return None"]
told = {}
for name in ("test_left_out.py", "counting/test_integral.py"):
    ran = {str(path): frozenset(range(999))}
    files = [TestFile(ROOT / "tests" / "meter" / name, 2.0, ran)]
    told[name] = [survived for _mutant, survived in survivors(faults, files, 2)]
print(json.dumps(told))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a fault is tried in a fork")
def test_a_fault_is_noticed_by_the_tests_of_its_module_and_not_by_others() -> None:
    path = PROGRAM / "meter" / "left_out.py"
    before = path.read_bytes()
    answer = subprocess.run(
        [sys.executable, "-c", TRIAL], cwd=ROOT, capture_output=True, text=True, check=True
    )
    noticed, unnoticed = json.loads(answer.stdout).values()
    assert noticed
    assert not any(noticed)
    assert all(unnoticed)
    assert path.read_bytes() == before
