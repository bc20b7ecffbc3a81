"""The command line: no command opens the window, the others work without a screen."""

import argparse
import math
from collections.abc import Callable, Sequence
from pathlib import Path

from equilibre import __version__
from equilibre.argument_values import (
    entry,
    file,
    positive,
    rest,
    scale,
    setting,
    size,
    value,
    whole,
)
from equilibre.sessions.settings import THEMES
from equilibre.texts import LANGUAGES, _

_LARGEST_SEED = 2**31 - 1  # NumPy takes twice as large ones, but each trial has the next one
_MOST_REPEATS = 10_000
_LONGEST_HOLD_SECONDS = 3600


def own_words(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return what is said to this program, and what stands after ``--``: another's words."""
    words = list(arguments)
    place = words.index("--") if "--" in words else len(words)
    return words[:place], words[place:]


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the choices made on the command line; exits with a sentence if it is wrong."""
    arguments, others = own_words(arguments)
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--language", choices=tuple(LANGUAGES), help=_("language of the program"))
    common.add_argument("--theme", choices=THEMES, help=_("colours"))
    common.add_argument("--scale", type=scale, help=_("size of texts, 90 to 200 (percent)"))
    common.add_argument("--size", type=size, help=_("size of the window, such as 1366x768"))
    common.add_argument(
        "--config",
        type=Path,
        metavar="FILE",
        help=_("settings above those of this computer, in a file as settings.toml"),
    )
    for option, explanation in (
        ("--powercap", _("another powercap tree than the system's")),
        ("--power-supply", _("another folder of batteries than the system's")),
        ("--hwmon", _("another folder of hardware monitors than the system's")),
        ("--event-source", _("another folder of the kernel's event counters than the system's")),
    ):
        common.add_argument(option, type=Path, metavar="FOLDER", help=explanation)
    parser = argparse.ArgumentParser(
        prog="equilibre",
        parents=[common],
        description=_(
            "What it costs to train an artificial intelligence. Alone, opens the window."
        ),
        epilog=_("Files of runs or of studies open in the window: write them alone."),
        # What follows the command to measure is not ours, even where it begins like our options.
        allow_abbrev="measure" not in arguments,
    )
    parser.add_argument("--version", action="version", version=f"Équilibre {__version__}")
    parser.add_argument(
        "--diagnostics", action="store_true", help=_("describe this computer for a report")
    )
    commands = _commands()
    if not any(word in commands or word in ("-h", "--help") for word in arguments):
        parser.set_defaults(command=None)
        parser.add_argument("files", nargs="*", type=file, metavar="FILE")
        return parser.parse_args([*arguments, *others])
    parsers = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, (explanation, fill) in commands.items():
        command = parsers.add_parser(
            name, parents=[common], help=explanation, allow_abbrev=name != "measure"
        )
        if name in arguments:
            # The window opens without the subjects whose names its commands list.
            fill(command)
    choices = parser.parse_args(arguments)
    if choices.command != "measure":
        return parser.parse_args([*arguments, *others]) if others else choices
    # A -- that stands inside a command is part of it.
    choices.words = [*choices.words, *others] if choices.words else others[1:]
    if not choices.words:
        parser.error(_("no command to measure: write it last, as in measure -- python3 sort.py"))
    return choices


def _commands() -> dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]]:
    """Return what each command does, in words, and what gives its parser its arguments."""
    return {
        "train": (_("train a model and print what it used"), _add_train),
        "experiment": (_("conduct an experiment and say what it found"), _add_experiment),
        "measure": (_("run a command and say what energy it used"), _add_measure),
        "sensors": (_("list the sensors, found or not, and why"), _add_sensors),
        "lifecycle": (_("compute a life-cycle study and compare its variants"), _add_lifecycle),
        "growth": (_("say what published trainings took, and would take here"), _add_growth),
        "snapshot": (_("save pictures of every screen"), _add_snapshot),
        "self-test": (_("check that everything works here"), _add_self_test),
    }


def _add_train(train: argparse.ArgumentParser) -> None:
    from equilibre.learning.catalogue import DATASETS, FAMILIES

    train.add_argument(
        "--data",
        default=DATASETS[0],
        metavar="NAME",
        help=_(
            "{known}, or the name of a data set of your own, or a CSV file with --target"
        ).format(known=", ".join(DATASETS)),
    )
    train.add_argument(
        "--target",
        default="",
        metavar="COLUMN",
        help=_("the column of the CSV file to predict; without it, their list"),
    )
    train.add_argument("--family", choices=[each.key for each in FAMILIES], default="network")
    train.add_argument("--seed", type=whole(0, _LARGEST_SEED), default=42)
    train.add_argument(
        "--set",
        dest="settings",
        type=setting,
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help=_("a setting, such as epochs=50; repeat for others"),
    )
    train.add_argument(
        "--computed-on",
        choices=("cpu", "gpu"),
        default="cpu",
        help=_("the processor, or the graphics card where there is one"),
    )
    train.add_argument("--json", action="store_true")


def _add_experiment(experiment: argparse.ArgumentParser) -> None:
    experiment.add_argument(
        "name", nargs="?", default="", metavar="NAME", help=_("which one; without it, their list")
    )
    experiment.add_argument("--list", action="store_true", help=_("what there is to choose from"))
    experiment.add_argument("--data", metavar="DATA", help=_("one of the data sets of the list"))
    experiment.add_argument(
        "--set",
        dest="settings",
        type=setting,
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help=_("a setting of the list, such as rows=100; repeat for others"),
    )
    experiment.add_argument(
        "--entry",
        dest="entries",
        type=entry,
        action="append",
        default=[],
        metavar="NAME=TEXT",
        help=_("something typed in, such as the address of a scheduler; repeat for others"),
    )
    experiment.add_argument("--seed", type=whole(0, _LARGEST_SEED), default=42, metavar="S")
    experiment.add_argument(
        "--budget",
        type=positive,
        default=math.inf,
        metavar="SECONDS",
        help=_("how long it may last; the points found until then are told"),
    )
    experiment.add_argument("--json", action="store_true")


def _add_measure(measure: argparse.ArgumentParser) -> None:
    from equilibre.sessions.command_run import IDLE_SECONDS

    measure.add_argument(
        "--country",
        metavar="ZONE",
        help=_("where the electricity comes from: a code such as FR or FRA, or a name"),
    )
    measure.add_argument(
        "--repeat",
        type=whole(1, _MOST_REPEATS),
        default=1,
        metavar="N",
        help=_("how many times the command is run; figures are of one run, with their interval"),
    )
    measure.add_argument(
        "--measured-only", action="store_true", help=_("no estimate, whatever is missing")
    )
    measure.add_argument(
        "--idle",
        type=rest,
        default=IDLE_SECONDS,
        metavar="SECONDS",
        help=_("how long the computer is listened to at rest, before and after"),
    )
    measure.add_argument(
        "--json", action="store_true", help=_("the command's own output goes to standard error")
    )
    measure.add_argument(
        "words",
        nargs=argparse.REMAINDER,
        metavar="COMMAND",
        help=_("the command and its arguments, after -- where it has options"),
    )


def _add_sensors(sensors: argparse.ArgumentParser) -> None:
    answers = sensors.add_mutually_exclusive_group()
    answers.add_argument("--json", action="store_true")
    answers.add_argument(
        "--allow",
        nargs="*",
        metavar="ACCOUNT",
        help=_("administrators of Linux: let people read the processor's energy counters"),
    )
    answers.add_argument("--forbid", action="store_true", help=_("take that permission back"))


def _add_snapshot(snapshot: argparse.ArgumentParser) -> None:
    snapshot.add_argument("folder", type=Path, metavar="FOLDER")


def _add_self_test(self_test: argparse.ArgumentParser) -> None:
    self_test.add_argument(
        "--report", type=Path, metavar="FILE", help=_("write what was found, as JSON")
    )
    self_test.add_argument(
        "--start", action="store_true", help=_("only show the window, and say how soon it came")
    )
    self_test.add_argument(
        "--picture", type=Path, metavar="FILE", help=_("save a picture of the window")
    )
    self_test.add_argument(
        "--hold",
        type=whole(0, _LONGEST_HOLD_SECONDS),
        default=0,
        metavar="SECONDS",
        help=_("do it on the screen, and leave the window there for a while"),
    )


def _add_lifecycle(lifecycle: argparse.ArgumentParser) -> None:
    from equilibre.lifecycle.catalogue import STUDIES
    from equilibre.lifecycle.uncertainty import DRAWS, MOST_DRAWS

    lifecycle.add_argument(
        "study",
        metavar="STUDY",
        help=_("a study of the program, or a file: {known}").format(known=", ".join(STUDIES)),
    )
    lifecycle.add_argument(
        "--electricity", metavar="ZONE", help=_("where the electricity comes from, such as FRA")
    )
    lifecycle.add_argument(
        "--compare", nargs=2, metavar=("A", "B"), help=_("the two variants to compare")
    )
    lifecycle.add_argument(
        "--draws",
        type=whole(1, MOST_DRAWS),
        default=DRAWS,
        metavar="N",
        help=_("number of draws"),
    )
    lifecycle.add_argument("--seed", type=whole(0, _LARGEST_SEED), default=0, metavar="S")
    lifecycle.add_argument(
        "--set",
        dest="settings",
        type=value,
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help=_("fix a parameter of the study, such as days=120; repeat for others"),
    )
    lifecycle.add_argument(
        "--export",
        type=Path,
        metavar="FILE",
        help=_("write the study too: .json, .csv, .xlsx (Brightway) or .zip (openLCA)"),
    )
    lifecycle.add_argument("--json", action="store_true")


def _add_growth(growth: argparse.ArgumentParser) -> None:
    growth.add_argument("--model", metavar="NAME", help=_("a published model, such as BERT"))
    growth.add_argument(
        "--country",
        metavar="ZONE",
        help=_("where the electricity comes from: a code such as FR or FRA, or a name"),
    )
    growth.add_argument(
        "--operations-per-second",
        type=positive,
        metavar="X",
        help=_("the pace of a computer; without it, this one is measured for some ten seconds"),
    )
    growth.add_argument(
        "--joules-per-operation",
        type=positive,
        metavar="Y",
        help=_("the energy of that computer, with --operations-per-second"),
    )
    growth.add_argument("--json", action="store_true")
