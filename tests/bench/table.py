"""The table of the README, made of what the bench wrote with ``--json``: nobody types figures."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.bench.catalogue import PROGRAMS
from tests.bench.goal import Figure, number, verdict

README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- the figures begin: made by --table -->\n", "<!-- the figures end -->\n"


def write(files: Sequence[Path], readme: Path = README) -> None:
    """Put the figures of *files* in the place of those in *readme*; a later file wins."""
    before, _begin, rest = readme.read_text("utf-8").partition(BEGIN)
    _old, _end, after = rest.partition(END)
    contents = [json.loads(file.read_text("utf-8")) for file in files]
    readme.write_text(f"{before}{BEGIN}\n{table(contents)}\n{END}{after}", "utf-8")


def table(contents: Sequence[dict[str, Any]]) -> str:
    """Return the figures of one or several runs of the bench, program by program."""
    programs: dict[str, tuple[str, dict[str, Any]]] = {}
    for content in contents:
        when = f"{content['date']}, {content['machine']}"
        programs.update({name: (when, found) for name, found in content["programs"].items()})
    lines = []
    for name in (name for name in PROGRAMS if name in programs):
        when, found = programs[name]
        lines += [f"### {found['goal']} `{name}`: {found['what']}", "", f"{when}.", ""]
        lines += _rows(found)
    return "\n".join(lines)


def _rows(found: dict[str, Any]) -> list[str]:
    lines = []
    if found["figures"]:
        lines += ["| what | figure | least to most | goal | |", "|---|---|---|---|---|"]
        lines += [_row(one) for one in found["figures"]]
        lines.append("")
    if found["skipped"]:
        lines += [f"Skipped: {found['skipped']}", ""]
    return lines


def _row(read: dict[str, Any]) -> str:
    one = Figure(**{key: value for key, value in read.items() if key != "met"})
    spread = f"{number(one.low)} to {number(one.high)}" if one.rounds > 1 else ""
    what = f"{one.what} ({one.note})" if one.note else one.what
    goal, met = verdict(one)
    value = f"{number(one.value)} {one.unit}".strip()
    cells = " | ".join((what.replace("|", "/"), value, spread, goal, met))
    return f"| {cells} |"
