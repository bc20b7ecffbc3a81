"""The table of the README, made of what the bench wrote with ``--json``: nobody types figures."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.bench.catalogue import PROGRAMS
from tests.bench.goal import Figure, number, verdict

README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- the figures begin: made by --table -->\n", "<!-- the figures end -->\n"
_HEAD = re.compile(r"^### .*?`(\w+)`", re.MULTILINE)


def write(files: Sequence[Path], readme: Path = README) -> None:
    """Put the figures of *files* into *readme*, a later file's last; others stay as they were."""
    before, _begin, rest = readme.read_text("utf-8").partition(BEGIN)
    figures, _end, after = rest.partition(END)
    contents = [json.loads(file.read_text("utf-8")) for file in files]
    found = _known(figures) | sections(contents)
    told = "".join(found[name] for name in PROGRAMS if name in found)
    readme.write_text(f"{before}{BEGIN}\n{told}{END}{after}", "utf-8")


def _known(figures: str) -> dict[str, str]:
    """Return the section of each program, as a table has it."""
    heads = list(_HEAD.finditer(figures))
    ends = [head.start() for head in heads[1:]] + [len(figures)]
    return {head[1]: figures[head.start() : end] for head, end in zip(heads, ends, strict=True)}


def sections(contents: Sequence[dict[str, Any]]) -> dict[str, str]:
    """Return the figures of one or several runs of the bench, program by program."""
    found: dict[str, str] = {}
    for content in contents:
        for name, one in content["programs"].items():
            head = f"### {one['goal']} `{name}`: {one['what']}"
            when = f"{content['date']}, {content['machine']}."
            found[name] = "\n".join((head, "", when, "", *_rows(one), ""))
    return found


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
