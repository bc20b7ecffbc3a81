"""The command line: no command opens the window, the others work without a screen."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from equilibre import __version__
from equilibre.learning.catalogue import DATASETS, FAMILIES
from equilibre.texts import LANGUAGES, _

_THEMES = ("system", "light", "dark", "contrast")
_SMALLEST_SCALE, _LARGEST_SCALE = 90, 200


def _size(text: str) -> tuple[int, int]:
    width, _cross, height = text.lower().partition("x")
    try:
        size = int(width), int(height)
    except ValueError:
        raise argparse.ArgumentTypeError(
            _("“{text}” is not a size: write it as 1366x768.").format(text=text)
        ) from None
    if not all(200 <= side <= 10_000 for side in size):  # noqa: PLR2004
        raise argparse.ArgumentTypeError(
            _("“{text}”: each side must lie between 200 and 10 000 pixels.").format(text=text)
        )
    return size


def _scale(text: str) -> int:
    try:
        scale = int(text.rstrip("%"))
    except ValueError:
        scale = 0
    if not _SMALLEST_SCALE <= scale <= _LARGEST_SCALE:
        raise argparse.ArgumentTypeError(
            _("“{text}” is not a size of texts: between 90 and 200 (percent).").format(text=text)
        )
    return scale


def _setting(text: str) -> tuple[str, float]:
    key, _equals, value = text.partition("=")
    try:
        return key, float(value)
    except ValueError:
        raise argparse.ArgumentTypeError(
            _("“{text}” is not a setting: write it as epochs=50.").format(text=text)
        ) from None


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the choices made on the command line; exits with a sentence if it is wrong."""
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--language", choices=tuple(LANGUAGES), help=_("language of the program"))
    common.add_argument("--theme", choices=_THEMES, help=_("colours"))
    common.add_argument("--scale", type=_scale, help=_("size of texts, 90 to 200 (percent)"))
    common.add_argument("--size", type=_size, help=_("size of the window, such as 1366x768"))
    common.add_argument(
        "--powercap", type=Path, metavar="FOLDER", help=_("another powercap tree than the system's")
    )
    parser = argparse.ArgumentParser(
        prog="equilibre",
        parents=[common],
        description=_(
            "What it costs to train an artificial intelligence. Alone, opens the window."
        ),
    )
    parser.add_argument("--version", action="version", version=f"Équilibre {__version__}")
    parser.add_argument(
        "--diagnostics", action="store_true", help=_("describe this computer for a report")
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    train = commands.add_parser(
        "train", parents=[common], help=_("train a model and print what it used")
    )
    train.add_argument("--data", choices=DATASETS, default=DATASETS[0])
    train.add_argument("--family", choices=[each.key for each in FAMILIES], default="network")
    train.add_argument("--seed", type=int, default=42)
    train.add_argument(
        "--set",
        dest="settings",
        type=_setting,
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help=_("a setting, such as epochs=50; repeat for others"),
    )
    train.add_argument("--json", action="store_true")
    sensors = commands.add_parser(
        "sensors", parents=[common], help=_("list the sensors, found or not, and why")
    )
    sensors.add_argument("--json", action="store_true")
    snapshot = commands.add_parser(
        "snapshot", parents=[common], help=_("save pictures of every screen")
    )
    snapshot.add_argument("folder", type=Path, metavar="FOLDER")
    commands.add_parser("self-test", parents=[common], help=_("check that everything works here"))
    return parser.parse_args(arguments)
