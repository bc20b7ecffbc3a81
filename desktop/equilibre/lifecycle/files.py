"""Files of studies: read with suspicion, written so that they are read again unchanged."""

import json
import re
from collections.abc import Mapping

from equilibre.lifecycle.checks import problems
from equilibre.lifecycle.document import decode_study as decode_study
from equilibre.lifecycle.document import encoded_study
from equilibre.lifecycle.errors import StudyRefused
from equilibre.lifecycle.study import Study
from equilibre.lifecycle.table import shown
from equilibre.texts import _

LARGEST_BYTES = 600_000
DEEPEST = 16  # tables within tables; a study needs five
_LONGEST_NUMBER = 40  # characters

# Strings are swallowed whole, closed or not; what is left that counts is the brackets.
_BRACKETS = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)


def read_study(data: bytes) -> Study:
    """Return the study in *data*, the bytes of a user's file, once it is known to compute.

    Raises StudyRefused with a sentence: what is wrong, where, and what to do.
    """
    study = read_draft(data)
    for problem in problems(study):
        raise StudyRefused(problem.sentence)
    return study


def read_draft(data: bytes) -> Study:
    """Return the study in *data*, which its author may have left before it computes.

    Raises StudyRefused as ``read_study`` does, but not for what ``checks.problems`` says.
    """
    return decode_study(_content(data))


def study_bytes(study: Study) -> bytes:
    """Return the file of *study*, which is read again unchanged, to the last digit.

    ``read_draft`` reads it, and ``read_study`` where the study has no problem. Raises StudyRefused
    for what no file can hold (a number that is none, a study too large).
    """
    content = encoded_study(study)
    decode_study(content)  # better refused now than when it is opened
    text = json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False)
    data = (text + "\n").encode()
    if len(data) > LARGEST_BYTES:
        raise StudyRefused(_("The study is too large for a file (600 kB): remove some lines."))
    return data


def _content(data: bytes) -> Mapping[str, object]:
    if len(data) > LARGEST_BYTES:
        raise StudyRefused(_("The file is larger than 600 kB: files of studies never are."))
    _check_depth(data)
    try:
        content = json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=_without_twins,
            parse_constant=_no_constant,
            parse_int=_whole_number,
        )
    except UnicodeDecodeError as problem:
        raise StudyRefused(
            _("The file is not text in UTF-8: save it again with this encoding.")
        ) from problem
    except json.JSONDecodeError as problem:
        raise StudyRefused(
            _(
                "The file is not a study of Équilibre, or it is damaged "
                "(line {line}, column {column})."
            ).format(line=problem.lineno, column=problem.colno)
        ) from problem
    if not isinstance(content, dict):
        raise StudyRefused(_("The file is not a study of Équilibre: it does not say its format."))
    return content


def _check_depth(data: bytes) -> None:
    depth = 0
    for match in _BRACKETS.finditer(data):
        first = match.group()[:1]
        depth += (first in b"[{") - (first in b"]}")
        if depth > DEEPEST:
            raise StudyRefused(
                _("The file is not a study of Équilibre: too many brackets are open at once.")
            )


def _without_twins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    content: dict[str, object] = {}
    for name, value in pairs:
        if name in content:
            raise StudyRefused(
                _("“{name}” is said twice in the same place: keep one.").format(name=shown(name))
            )
        content[name] = value
    return content


def _no_constant(name: str) -> float:
    raise StudyRefused(
        _("“{name}” is not a number that a study can hold: give a number.").format(name=name)
    )


def _whole_number(text: str) -> float:
    # Thousands of digits would take long to read, and are refused as a float is.
    return int(text) if len(text) <= _LONGEST_NUMBER else float(text)
