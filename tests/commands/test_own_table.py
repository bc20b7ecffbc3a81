"""A CSV file is trained on from the command line, or refused with a sentence."""

import json
from functools import partial
from pathlib import Path

import pytest

from equilibre.__main__ import main
from equilibre.commands import train
from equilibre.commands.own_table import TargetUnasked, key_of
from equilibre.learning import shelf
from equilibre.learning.dataset import card
from equilibre.learning.errors import DataRefused
from tests.learning.own.tables import csv_of, written

TEXT = csv_of({"taille": [f"{n % 40},5" for n in range(120)], "espèce": ["a", "b"] * 60})


def test_a_table_is_trained_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(train, "measured", partial(train.measured, idle_seconds=0.2))
    monkeypatch.setattr(train, "IDLE_AFTER_SECONDS", 0.2)  # its energy is not asked for here
    path = written(tmp_path, TEXT.encode("cp1252"), "Été.CSV")
    words = [
        "train", "--data", str(path), "--target", "espèce", "--family", "linear",
        "--set", "epochs=5", "--json", "--powercap", str(tmp_path),
    ]  # fmt: skip
    assert main(words) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["data"].startswith("own_t_")
    assert result["parameters"] == 2


def test_a_table_stays_on_a_shelf_of_its_own_while_the_command_runs(tmp_path: Path) -> None:
    path = written(tmp_path, TEXT)
    shelf.use(tmp_path / "user")
    try:
        with key_of(str(path), "espèce") as key:
            assert card(key).rows == 120
            assert shelf.folder() != tmp_path / "user"
        assert shelf.folder() == tmp_path / "user"
        assert shelf.keys() == ()
    finally:
        shelf.use(None)


def test_a_name_stays_a_name() -> None:
    with key_of("digits", "") as key:
        assert key == "digits"
    with pytest.raises(TargetUnasked), key_of("digits", "espèce"):
        pass


def test_a_column_must_be_said(tmp_path: Path) -> None:
    path = str(written(tmp_path, TEXT))
    with pytest.raises(DataRefused, match="“taille”, “espèce”"), key_of(path, ""):
        pass
    with pytest.raises(DataRefused, match="no column named “x”"), key_of(path, "x"):
        pass
    assert shelf.folder() is None
