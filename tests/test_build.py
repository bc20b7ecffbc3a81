"""Which build is running: in a checkout, and as an installer put it in place."""

import json
from datetime import date
from pathlib import Path

import pytest

from equilibre import __version__, resources
from equilibre.build import build


def test_a_checkout_says_so() -> None:
    assert build().is_checkout
    assert build().version == __version__


def test_an_installed_program_knows_its_commit_its_packages_and_their_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {"build": "abcdef012345", "lock": "0" * 64, "epoch": 1_767_225_600}
    (tmp_path / "build.json").write_text(json.dumps(told), encoding="utf-8")
    monkeypatch.setattr(resources, "_CHECKOUT", tmp_path)
    found = build()
    assert not found.is_checkout
    assert (found.name, found.lock, found.day) == ("abcdef012345", "0" * 64, date(2026, 1, 1))
