"""What every installed program must show, whatever platform it was made for."""

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from building.product import Product
from building.screen import photograph, screen
from building.steps import BuildFailed, step

_HOLD_SECONDS = 8
_LEAST_ACCURACY = 0.3
_USAGE = 2  # the status with which a wrong command line ends


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command of the installed program left."""

    status: int
    output: str
    errors: str


class Installed(Protocol):
    """An installed program, wherever it was put."""

    program: str  # how the place where it is installed calls it
    folder: Path  # where this computer finds what the program writes in `inside`
    inside: str  # the same folder as the program calls it, with the separator at its end

    def run(self, *words: str, display: str | None = None) -> Answer:
        """Run the program with *words*, in a window on *display* or without any screen."""


def prove_program(installed: Installed, product: Product, picture: Path) -> None:
    """See that all of the program works: off screen, in a window, and each of its commands.

    Raises BuildFailed with what did not. *picture* is where the screen is kept.
    """
    with step("Its commands", "Ses commandes"):
        prove_commands(installed, product)
    with step("Off screen", "Sans écran"):
        self_test(installed, product)
    with step("In a window", "Dans une fenêtre"), screen() as display:
        self_test(installed, product, display, picture)


def self_test(
    installed: Installed,
    product: Product,
    display: str | None = None,
    picture: Path | None = None,
) -> dict[str, Any]:
    """Have the program try itself; return its report, and keep a picture of *display*."""
    report = installed.folder / "report.json"
    report.unlink(missing_ok=True)
    words = ["self-test", "--report", installed.inside + "report.json"]
    if display is None or picture is None:
        answer = installed.run(*words)
    else:
        # The window stays for the time of a picture once the report is written.
        with ThreadPoolExecutor(1) as pool:
            future = pool.submit(
                installed.run, *words, "--hold", str(_HOLD_SECONDS), display=display
            )
            while not (report.exists() or future.done()):
                time.sleep(0.1)
            if report.exists():
                photograph(display, picture)
            answer = future.result()
    if not report.exists():
        raise _wrong("self-test", answer)
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    if answer.status or not found["ok"] or found["version"] != product.version:
        problems = [each for each in found["checks"] if not each["ok"]]
        raise _wrong(f"self-test {json.dumps(problems, ensure_ascii=False)}", answer)
    if found["build"] != product.build:
        raise _wrong(f"self-test: build {found['build']}", answer)
    return found


def prove_commands(installed: Installed, product: Product) -> None:
    """Run each command that needs no screen and check what it answers."""
    said = installed.run("--version")
    if said.status or product.version not in said.output:
        raise _wrong("--version", said)
    for words, is_right in _commands(installed.program):
        answer = installed.run(*words)
        try:
            right = answer.status == 0 and is_right(json.loads(answer.output))
        except (ValueError, LookupError, TypeError):
            right = False
        if not right:
            raise _wrong(" ".join(words), answer)
    refused = installed.run("train", "--family", "nothing")
    if refused.status != _USAGE or "Traceback" in refused.errors or not refused.errors:
        raise _wrong("train --family nothing", refused)


def _commands(program: str) -> Iterator[tuple[tuple[str, ...], Callable[[Any], bool]]]:
    """Give commands, and what tells whether their answer is right."""
    for data, share in (("fashion", 1), ("forest", 0.05)):
        settings = ("--set", "epochs=5", "--set", f"share={share}")
        words = ("train", "--data", data, "--family", "linear", *settings, "--json")
        yield words, lambda said: said["accuracy"] > _LEAST_ACCURACY and said["energy_joules"] > 0
    yield (
        ("experiment", "double_descent", "--budget", "5", "--json"),
        lambda said: len(said["points"]) > 1 and said["energy_joules"] > 0,
    )
    yield ("sensors", "--json"), lambda said: any(route["used"] for route in said)
    yield (
        ("lifecycle", "forest_fire", "--json"),
        lambda said: "GWP" in said["units"] and len(said["vectors"]) > 1,
    )
    yield (
        ("growth", "--model", "BERT", "--operations-per-second", "1e10", "--json"),
        lambda said: said["name"] == "BERT" and said["training_flop"] > 0,
    )
    yield (
        ("measure", "--idle", "0", "--json", "--", program, "--version"),
        lambda said: said["exit_status"] == 0 and said["energy_joules"] > 0,
    )


def _wrong(what: str, answer: Answer) -> BuildFailed:
    wrote = "\n".join((answer.output + answer.errors).splitlines()[-15:])
    return BuildFailed(
        f"The installed program failed at “{what}” ({answer.status}):\n{wrote}",
        f"Le programme installé a échoué à « {what} » ({answer.status}) :\n{wrote}",
    )
