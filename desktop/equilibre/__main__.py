"""The program: the window, or one of the commands that need no screen."""

import argparse
import errno
import io
import multiprocessing
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from equilibre.meter.calibration.record import Calibration
    from equilibre.meter.surroundings import Surroundings


def main(arguments: list[str] | None = None) -> int:
    """Run the program with *arguments* and return its exit status."""
    try:
        return _main(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        return 130


def _main(given: list[str]) -> int:
    from equilibre.errors import EquilibreError
    from equilibre.texts import system_language, use_language

    use_language(_language(given) or system_language())
    from equilibre.arguments import parse

    _speak_any_terminal()
    choices = parse(given)
    use_language(getattr(choices, "language", None) or system_language())
    try:
        status = _dispatch(choices)
        if sys.stdout is not None:
            sys.stdout.flush()
        return status
    except BrokenPipeError:
        _drop_output()  # the reader has left, as head does
        return 1
    except OSError as problem:
        if problem.errno != errno.ENOSPC:
            raise
        from equilibre.texts import _

        _drop_output()
        print(_("What was computed cannot be written: the disk is full."), file=sys.stderr)
        return 1
    except EquilibreError as problem:
        print(problem, file=sys.stderr)
        return 1


def _speak_any_terminal() -> None:
    """Write a question mark for what the terminal, or the file, has no letter for."""
    if sys.stderr is None:
        # What is said to no standard error must not stand on the standard output instead.
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Windows would give a file or a program the letters of its old code page: no JSON then.
            encoding = "utf-8" if os.name == "nt" and not stream.isatty() else None
            stream.reconfigure(encoding=encoding, errors="replace")


def _drop_output() -> None:
    """Send what Python still holds, and writes at its end, nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _language(given: list[str]) -> str | None:
    """Return the language asked for, before the arguments are parsed: their help speaks it."""
    from equilibre.arguments import own_words
    from equilibre.texts import LANGUAGES

    given, _others = own_words(given)
    for index, word in enumerate(given):
        value = given[index + 1 : index + 2] if word == "--language" else []
        chosen = value[0] if value else word.removeprefix("--language=")
        if chosen in LANGUAGES and word.startswith("--language"):
            return chosen
    return None


def _dispatch(choices: argparse.Namespace) -> int:
    match getattr(choices, "command", None):
        case "sensors":
            from equilibre.commands import sensors

            return sensors.run(choices.json, _surroundings(choices))
        case "measure":
            return _measure(choices)
        case "train":
            from equilibre.commands import train

            return train.run(
                choices.data,
                choices.family,
                choices.seed,
                dict(choices.settings),
                choices.json,
                _surroundings(choices),
            )
        case "lifecycle":
            return _lifecycle(choices)
        case "growth":
            return _growth(choices)
    if getattr(choices, "command", None) is not None or getattr(choices, "diagnostics", False):
        # Pictures and tests need no screen; on a computer that has one they must not flash on it.
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return _with_qt(choices)


def _measure(choices: argparse.Namespace) -> int:
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
            country=choices.country,
            as_json=choices.json,
            surroundings=_surroundings(choices),
        )
    )


def _lifecycle(choices: argparse.Namespace) -> int:
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


def _growth(choices: argparse.Namespace) -> int:
    from equilibre.commands import growth

    return growth.run(
        growth.Choices(
            model=choices.model,
            country=choices.country,
            operations_per_second=choices.operations_per_second,
            joules_per_operation=choices.joules_per_operation,
            as_json=choices.json,
            surroundings=_surroundings(choices),
        )
    )


def _surroundings(choices: argparse.Namespace) -> "Surroundings":
    """Return where sensors are looked for: in the system, or where the command line says."""
    from equilibre.meter.surroundings import Surroundings

    names = ("powercap", "power_supply", "hwmon", "event_source")
    places = {name: getattr(choices, name, None) for name in names}
    given = {name: place for name, place in places.items() if place is not None}
    return Surroundings(**given, calibration=_calibration())


def _calibration() -> "Calibration | None":
    """Return the calibration that the window kept; one that cannot be believed is left aside."""
    from equilibre.sessions.places import calibration_file

    path = calibration_file()
    if not os.path.exists(path):  # noqa: PTH110 - Path.exists raises where a folder is closed
        return None
    from equilibre.sessions.calibrations import load_calibration

    return load_calibration(path)


def _with_qt(choices: argparse.Namespace) -> int:
    from equilibre.ui.application import Options, diagnostics, run

    options = Options(
        language=getattr(choices, "language", None),
        theme=getattr(choices, "theme", None),
        scale_percent=getattr(choices, "scale", None),
        size=getattr(choices, "size", None),
        surroundings=_surroundings(choices),
    )
    match getattr(choices, "command", None):
        case "snapshot":
            from equilibre.ui.snapshot import run as photograph

            return photograph(choices.folder, options)
        case "self-test":
            from equilibre.ui.self_test import run as test

            return test(options)
    if getattr(choices, "diagnostics", False):
        print(diagnostics())
        return 0
    return run(options)


if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
