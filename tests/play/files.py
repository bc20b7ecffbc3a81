"""The files that a player drops and opens: good ones, bad ones, and what is no file at all."""

import json
import os
import random
from contextlib import suppress
from pathlib import Path

from equilibre.lifecycle.editing import new_study
from equilibre.lifecycle.files import study_bytes
from equilibre.sessions.files import SUFFIX, write_runs
from tests.sessions.records import run

_STUDY = ".equilibre-study"
_DEEP = 200_000
_TABLE_ROWS = 200


def make_files(folder: Path) -> dict[str, Path]:
    """Fill *folder* and return its files by name; one of them is not there."""
    folder.mkdir()
    write_runs(folder / f"good{SUFFIX}", [run("one"), run("two", name="=1+1 <b>été</b> 森")])
    contents = {
        f"good{_STUDY}": study_bytes(new_study()),
        "good.csv": _table(),
        "good.tsv": _table().replace(b",", b"\t"),
        f"empty{SUFFIX}": b"",
        f"empty{_STUDY}": b"",
        "empty.csv": b"",
        "deep.json": b"[" * _DEEP,
        f"deep{SUFFIX}": b'{"format":' * _DEEP,
        f"not{SUFFIX}": b'{"format": "equilibre-runs", "version": 99, "runs": []}',
        f"nan{SUFFIX}": b'{"format": "equilibre-runs", "version": NaN}',
        "other.json": json.dumps({"name": "not a study"}).encode(),
        "one-column.csv": b"a\n1\n2\n",
        "ragged.csv": b"a,b\n1,2,3\n4\n\n5,6\n",
        "formulas.csv": b"name,value\n" + b'=cmd|"/c calc"!A1,1\n@SUM(A1),2\n' * 20,
        "infinite.csv": b"x,y\n" + b"inf,1\n1e999,2\nnan,3\n" * 20,
        "utf16.csv": "né,prénom\n1,2\n".encode("utf-16"),
        "latin.csv": "né,prénom\n1,2\n".encode("cp1252") * 30,
        "noise.csv": random.Random(0).randbytes(4000),
        f"noise{SUFFIX}": random.Random(1).randbytes(4000),
        "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(100),
        "sheet.csv": b"PK\x03\x04" + bytes(100),
        "été 森 & co.csv": _table(),
        "no suffix": b"?",
    }
    for kind in (SUFFIX, _STUDY):
        whole = contents.get(f"good{kind}") or (folder / f"good{kind}").read_bytes()
        contents[f"torn{kind}"] = whole[: len(whole) // 2]
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    (folder / f"folder{SUFFIX}").mkdir()
    (folder / "folder.csv").mkdir()
    with suppress(OSError):  # Windows asks for a right
        (folder / f"loop{SUFFIX}").symlink_to(f"loop{SUFFIX}")
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.csv")
    names = sorted({path.name for path in folder.iterdir()} | {"missing.csv", f"missing{SUFFIX}"})
    return {name: folder / name for name in names}


def _table() -> bytes:
    """Return a table that can be learned."""
    rows = ((n % 17, n * 7 % 23) for n in range(_TABLE_ROWS))
    lines = [f"{size},{age},{'yes' if size > age else 'no'}\n" for size, age in rows]
    return ("size,age,answer\n" + "".join(lines)).encode()
