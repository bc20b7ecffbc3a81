"""From what was typed to the command that does it, with all that it takes."""

import os
import sys
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from argparse import Namespace
    from types import SimpleNamespace

    from equilibre.meter.calibration.record import Calibration
    from equilibre.meter.surroundings import Surroundings

Choices: TypeAlias = "Namespace | SimpleNamespace"  # argparse is imported where anything was typed
_PROCESSES = "/proc/stat"


def run(choices: Choices) -> int | None:
    """Return the exit status of the command chosen; None where it is the window's."""
    do = _COMMANDS.get(getattr(choices, "command", None) or "")
    return None if do is None else do(choices)


def surroundings(choices: Choices) -> "Surroundings":
    """Return where sensors are looked for: in the system, or where the command line says."""
    from equilibre.meter.surroundings import Surroundings

    see_processes()
    names = ("powercap", "power_supply", "hwmon", "event_source")
    places = {name: getattr(choices, name, None) for name in names}
    given = {name: place for name, place in places.items() if place is not None}
    left_out = choices.system.sensors_left_out
    return Surroundings(**given, calibration=_calibration(), left_out=left_out)


def _calibration() -> "Calibration | None":
    """Return the calibration that the window kept; one that cannot be believed is left aside."""
    from equilibre.sessions.places import calibration_file

    path = calibration_file()
    if not os.path.exists(path):  # noqa: PTH110 - Path.exists raises where a folder is closed
        return None
    from equilibre.sessions.calibrations import load_calibration

    return load_calibration(path)


def see_processes() -> None:
    """Say that nothing can be measured where Linux does not tell of its processes."""
    if sys.platform == "linux" and not os.path.exists(_PROCESSES):  # noqa: PTH110
        from equilibre.errors import EquilibreError
        from equilibre.texts import _

        raise EquilibreError(
            _(
                "“{path}” is not there: without it, Linux does not tell what the computer does, "
                "and nothing can be measured. Mount it, then start again."
            ).format(path=_PROCESSES)
        )


def _sensors(choices: Choices) -> int:
    if choices.allow is None and not choices.forbid:
        from equilibre.commands import sensors

        return sensors.run(choices.json, surroundings(choices))
    from equilibre.commands import permission
    from equilibre.meter.permission import Permission

    asked = Permission(surroundings(choices).powercap)
    if choices.forbid:
        return permission.forbid(asked)
    return permission.allow(choices.allow, asked, os.environ.get("SUDO_USER", ""))


def _measure(choices: Choices) -> int:
    from equilibre.commands import measure
    from equilibre.sessions.command_run import Order

    return measure.run(
        measure.Choices(
            order=Order(
                command=tuple(choices.words),
                repeats=choices.repeat,
                idle_seconds=choices.idle,
                measured_only=choices.measured_only,
            ),
            country=_country(choices),
            as_json=choices.json,
            surroundings=surroundings(choices),
        )
    )


def _train(choices: Choices) -> int:
    from equilibre.commands import own_table, train

    _open_shelf(choices)
    with own_table.key_of(choices.data, choices.target) as data:
        return train.run(
            train.Choices(
                data=data,
                family=choices.family,
                seed=choices.seed,
                settings=dict(choices.settings),
                computed_on=choices.computed_on,
                as_json=choices.json,
                surroundings=surroundings(choices),
            )
        )


def _open_shelf(choices: Choices) -> None:
    """Let a command use the data sets that this user brought."""
    from equilibre.learning import shelf
    from equilibre.sessions.places import shelf_folder

    shelf.use(shelf_folder(choices.system.data_folder))


def _experiment(choices: Choices) -> int:
    from equilibre.commands import experiment

    return experiment.run(
        experiment.Choices(
            name="" if choices.list else choices.name,
            data=choices.data,
            settings=dict(choices.settings),
            seed=choices.seed,
            budget_seconds=choices.budget,
            as_json=choices.json,
            surroundings=surroundings(choices),
            entries=dict(choices.entries),
        )
    )


def _lifecycle(choices: Choices) -> int:
    from equilibre.commands import lifecycle

    return lifecycle.run(
        lifecycle.Choices(
            study=choices.study,
            electricity=choices.electricity,
            compare=choices.compare and tuple(choices.compare),
            draws=choices.draws,
            seed=choices.seed,
            settings=dict(choices.settings),
            export=choices.export,
            as_json=choices.json,
        )
    )


def _growth(choices: Choices) -> int:
    from equilibre.commands import growth

    return growth.run(
        growth.Choices(
            model=choices.model,
            country=_country(choices),
            operations_per_second=choices.operations_per_second,
            joules_per_operation=choices.joules_per_operation,
            as_json=choices.json,
            surroundings=surroundings(choices),
        )
    )


def _country(choices: Choices) -> str | None:
    """Return the electricity asked for; a lock holds for the window only: this is a question."""
    settled: str | None = choices.system.values.get("country")
    return settled if choices.country is None else choices.country


_COMMANDS = {
    "sensors": _sensors,
    "measure": _measure,
    "train": _train,
    "experiment": _experiment,
    "lifecycle": _lifecycle,
    "growth": _growth,
}
