"""What was chosen for the next training: data, model, settings and seed."""

import random

from equilibre.learning.catalogue import DATASETS, FAMILIES, datasets, family
from equilibre.learning.dataset import card
from equilibre.sessions.run import Run
from equilibre.ui.training.board import TrainingBoard
from equilibre.ui.training.state import Setting

DEFAULT_SEED = 42
LARGEST_SEED = 9999
DEFAULT_FAMILY = "network"
_ALWAYS_SUITABLE = "linear"


class Choices:
    """Puts the choices on the board, and remembers the settings of each model on each data."""

    def __init__(self, board: TrainingBoard) -> None:
        self._board = board
        self._settings: dict[tuple[str, str], dict[str, float]] = {}
        self.choose(board.state.dataset, board.state.family)

    def choose(self, dataset: str, family_key: str) -> None:
        """Take *dataset* and the model *family_key*, with the settings they had."""
        dataset = dataset if dataset in datasets() else DATASETS[0]  # it was taken away
        description, model = card(dataset), family(family_key)
        if model.unsuitable(description) is not None:
            model = family(_ALWAYS_SUITABLE)
        family_key = model.key
        chosen = self._settings.get((dataset, family_key), {})
        values = model.nearest(description, chosen)
        self._board.set(
            datasets=datasets(),
            dataset=dataset,
            family=family_key,
            settings=tuple(
                Setting(control, model.stops(control, description, values), values[control.key])
                for control in model.controls
                if model.applies(control, values)
            ),
            parameters=model.parameters(description, values),
            operations_per_step=model.operations_per_step(description, values),
            memory_bytes=model.memory_bytes(description, values),
        )

    def why_not(self, family_key: str) -> str | None:
        """Return the sentence that says why that model makes no sense on the data, else None."""
        return family(family_key).unsuitable(card(self._board.state.dataset))

    def move(self, key: str, value: float) -> None:
        """Move the control *key* to one of its stops."""
        state = self._board.state
        self._settings.setdefault((state.dataset, state.family), {})[key] = value
        self.choose(state.dataset, state.family)

    def lower(self, key: str) -> None:
        """Move the control *key* to the stop below, where there is one."""
        setting = next((one for one in self._board.state.settings if one.control.key == key), None)
        lower = [stop for stop in setting.stops if stop < setting.value] if setting else []
        if lower:
            self.move(key, lower[-1])

    def reset(self) -> None:
        """Forget every setting."""
        self._settings.clear()
        self.choose(DATASETS[0], DEFAULT_FAMILY)

    def take(self, run: Run) -> None:
        """Choose what *run* was made with, as far as it still exists."""
        if run.dataset in datasets() and any(model.key == run.family for model in FAMILIES):
            self._settings[(run.dataset, run.family)] = _known(run)
            self.choose(run.dataset, run.family)

    def values(self) -> dict[str, float]:
        """Return the settings by name."""
        return {setting.control.key: setting.value for setting in self._board.state.settings}


def random_seed() -> int:
    """Return a seed that the field for it can show."""
    return random.randrange(1, LARGEST_SEED + 1)  # noqa: S311 - a demonstration


def _known(run: Run) -> dict[str, float]:
    """Return the settings of a run that still exist; a file may come from another version."""
    model, description = family(run.family), card(run.dataset)
    return {
        control.key: run.settings[control.key]
        for control in model.controls
        if run.settings.get(control.key) in model.stops(control, description)
    }
