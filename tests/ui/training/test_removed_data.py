"""Data taken off the shelf while something made of them is on the screen."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from equilibre.learning import shelf
from equilibre.learning.dataset import card
from equilibre.learning.rows import Rows
from tests.ui.conftest import Room


def test_data_may_be_removed_while_a_run_on_them_is_shown(room: Room, tmp_path: Path) -> None:
    about = replace(
        card("diabetes"), key="own_sugar_1a2b3c", rows=4, columns=2, origin="own", column_names=()
    )
    shelf.use(tmp_path / "shelf")
    try:
        shelf.keep(about, Rows(np.eye(4, 2, dtype=np.float32), np.arange(4.0)))
        room.presenter.show_datasets(about.key)
        assert room.state.dataset == about.key
        room.train()
        room.presenter.remove_dataset(about.key)
        room.change(language="fr", theme="dark")  # still under way
        room.say(room.finished())
        assert room.state.run is not None
        room.change(language="en")
        assert room.state.run.dataset == about.key
    finally:
        shelf.use(None)
