"""A short soak, for a look: ``python3 tests --soak`` plays the whole one.

Some visitors of a kiosk, then half an hour of one training by a clock of ours: what has grown
over the last three quarters of each, and how much slower a picture has become.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from tests.bench.goal import ROOT, Ask, Figure, Skipped, report

PARTS = {
    "visits": (("visits", "--cycles", "48"), ("visits", "--cycles", "8")),
    "one training": (
        ("hours", "--hours", "0.5", "--training"),
        ("hours", "--hours", "0.1", "--training"),
    ),
}
"""Name: (module of the soak and its arguments, the same for a quick look)."""


def measure(ask: Ask) -> Iterator[Figure]:
    """Yield the figures of each part, played in a process of its own."""
    names = [field.name for field in fields(Figure)]
    for part, (whole, quick) in PARTS.items():
        module, *arguments = quick if ask.quick else whole
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "figures.json"
            command = [sys.executable, "-m", f"tests.soak.{module}", *arguments]
            played = subprocess.run(
                [*command, "--json", str(file)],
                cwd=ROOT,
                check=False,
                capture_output=True,
                text=True,
            )
            if played.returncode:
                last = (played.stderr.strip().splitlines() or ["?"])[-1]
                raise Skipped(f"the soak did not end well ({last}): {' '.join(command)}")
            for one in json.loads(file.read_text("utf-8"))["figures"]:
                figure = {name: one[name] for name in names}
                yield Figure(**{**figure, "what": f"{part}: {figure['what']}"})


report(__name__, __doc__, measure)
