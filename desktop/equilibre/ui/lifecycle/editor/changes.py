"""What the buttons of the editor do to a study: adding, copying, moving and removing."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from equilibre.lifecycle import catalogue, editing
from equilibre.lifecycle.errors import LifecycleError
from equilibre.lifecycle.factor import Factor, Range
from equilibre.lifecycle.inventory import factor_of
from equilibre.lifecycle.study import Line, Parameter, Study, Variant
from equilibre.lifecycle.table import LONGEST_KEY
from equilibre.texts import _, joined, ngettext
from equilibre.ui.lifecycle.editor import entries, notation
from equilibre.ui.lifecycle.editor.draft import Draft
from equilibre.ui.lifecycle.editor.entries import Place

_LONGEST_DEVICE = 80
_MovedLine = Callable[[int], int | None]


# -- functional unit -----------------------------------------------------------------------------


def rescale(draft: Draft, text: str) -> bool:
    """Do the job so many times in every way; the author then says so in the sentence."""

    def rescaled(study: Study) -> Study:
        return editing.rescaled(study, notation.number(text), study.functional_unit)

    return draft.do(rescaled)


# -- parameters ----------------------------------------------------------------------------------


def add_parameter(draft: Draft, wanted: str = "") -> None:
    """Add a parameter that is one, to be changed, and take it in hand."""
    key = editing.free_key(wanted or _key_of(_("new parameter")), draft.study.parameters)
    name = notation.own_words(wanted or _("new parameter"), editing.own_words(""))
    one = Parameter(key, name, Range(1, 1, 1), "", "assumption", editing.own_words(""))
    if draft.do(lambda study: editing.with_parameter(study, one)):
        draft.go(("parameters", key, "name" if wanted else "key"))


def copy_parameter(draft: Draft) -> None:
    old = draft.key("parameters")
    key = editing.free_key(old, draft.study.parameters)
    one = replace(draft.study.parameters[old], key=key)
    if draft.do(lambda study: editing.with_parameter(study, one)):
        draft.go(("parameters", key, "key"))


def remove_parameter(draft: Draft) -> bool:
    """Remove the parameter in hand; where amounts use it, the refusal says which."""
    key = draft.key("parameters")
    users = _users(draft.study, key)
    if draft.do(lambda study: editing.without_parameter(study, key)):
        return True
    if users:
        draft.refusal = _("“{name}” is still used: {places}. Change these amounts first.").format(
            name=key, places=users
        )
        draft.told()
    return False


def _users(study: Study, key: str) -> str:
    """Return the places that use a parameter, as the screen names them."""
    found = []
    for variant in study.variants:
        numbers = [
            str(index + 1)
            for index, line in enumerate(variant.lines)
            if re.search(rf"(?<![\w.]){re.escape(key)}(?!\w)", line.amount)
        ]
        if numbers:
            found.append(
                ngettext(
                    "“{variant}”, line {numbers}", "“{variant}”, lines {numbers}", len(numbers)
                ).format(variant=variant.title, numbers=", ".join(numbers))
            )
    return joined(found)


# -- ways and their lines ------------------------------------------------------------------------


def add_variant(draft: Draft) -> None:
    """Add a way without lines, and show it."""
    key = editing.free_key("W1", {one.key for one in draft.study.variants})
    one = Variant(key, editing.own_words(_("new way")), "reference", ())
    if draft.do(lambda study: editing.with_variant(study, one)):
        draft.go(("variants", key, "title"))


def copy_variant(draft: Draft) -> None:
    old = draft.variant
    key = editing.free_key(old.key, {one.key for one in draft.study.variants})
    title = editing.own_words(_("{title} (copy)").format(title=old.title))
    if draft.do(lambda study: editing.copy_variant(study, old.key, key, title)):
        draft.go(("variants", key, "title"))


def remove_variant(draft: Draft) -> bool:
    key = draft.variant.key
    return draft.do(lambda study: editing.without_variant(study, key))


def add_line(draft: Draft) -> None:
    """Add a line like the one in hand, of one unit, and take it in hand."""
    lines = draft.variant.lines
    last = lines[draft.row("lines")] if lines else _first_line(draft.study)
    _insert(draft, len(lines), replace(last, amount="1"))


def copy_line(draft: Draft) -> None:
    if draft.variant.lines:
        row = draft.row("lines")
        _insert(draft, row + 1, draft.variant.lines[row])


def _first_line(study: Study) -> Line:
    device = next(iter(study.devices), "")
    return Line(next(iter(catalogue.phases())), device, catalogue.ELECTRICITY, "1")


def _insert(draft: Draft, row: int, line: Line) -> None:
    key = draft.variant.key
    if not draft.study.devices:
        draft.refusal = _("Add a device first: every line belongs to one.")
        draft.told()
        return
    lines = list(draft.variant.lines)
    lines.insert(row, line)
    if _with_lines(draft, key, lines, lambda index: index + (index >= row)):
        draft.go(("variants", key, "lines", row, "amount"))


def remove_line(draft: Draft) -> None:
    """Remove the line in hand."""
    row, lines = draft.row("lines"), list(draft.variant.lines)
    if not lines:
        return
    del lines[row]
    _with_lines(
        draft,
        draft.variant.key,
        lines,
        lambda index: None if index == row else index - (index > row),
    )


def move_line(draft: Draft, step: int) -> None:
    """Move the line in hand up (−1) or down (1)."""
    row, lines = draft.row("lines"), list(draft.variant.lines)
    other = row + step
    if not (lines and 0 <= other < len(lines)):
        return
    lines[row], lines[other] = lines[other], lines[row]
    places = {row: other, other: row}
    if _with_lines(draft, draft.variant.key, lines, lambda index: places.get(index, index)):
        draft.choose("lines", other)


def _with_lines(draft: Draft, key: str, lines: list[Line], moved: _MovedLine) -> bool:
    def place_after(place: Place) -> Place | None:
        if place[:3] != ("variants", key, "lines"):
            return place
        index = moved(int(place[3]))
        return None if index is None else (*place[:3], index, *place[4:])

    def change(study: Study) -> Study:
        return editing.with_variant(study, replace(study.variant(key), lines=tuple(lines)))

    return draft.do(change, place_after)


# -- devices -------------------------------------------------------------------------------------


def add_device(draft: Draft, name: str) -> bool:
    """Add a device of that name."""
    name = name.strip()
    if not name:
        draft.refusal = _("Write the name of the device first.")
        draft.told()
        return False
    key = name[:_LONGEST_DEVICE]
    if key in draft.study.devices:
        draft.refusal = _("There is already a device “{name}”.").format(name=key)
        draft.told()
        return False
    done = draft.do(lambda study: editing.with_device(study, key, editing.own_words(name)))
    if done:
        draft.choose("devices", len(draft.study.devices) - 1)
    return done


def remove_device(draft: Draft) -> bool:
    """Remove the device in hand; where lines use it, the refusal says which."""
    key = draft.key("devices")
    return bool(key) and draft.do(lambda study: editing.without_device(study, key))


# -- figures -------------------------------------------------------------------------------------


def add_factor(draft: Draft) -> None:
    """Add a figure without any data, and take it in hand."""
    name = _("new figure")
    known = {**catalogue.factors(), **draft.study.factors}
    key = editing.free_key(_key_of(name), known)
    one = Factor(
        key,
        editing.own_words(name),
        "unit",
        dict.fromkeys(catalogue.indicators()),
        editing.own_words(""),
        "",
        "",
        "",
        "assumption",
    )
    if draft.do(lambda study: editing.with_factor(study, one)):
        draft.go(("factors", key, "name"))


def _key_of(name: str) -> str:
    """Return *name* as a short name: letters without accents, digits and _."""
    plain = unicodedata.normalize("NFD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:LONGEST_KEY] or "figure"


def copy_factor(draft: Draft) -> None:
    """Bring the figure in hand from the tables into the study, where it can be changed."""
    key = draft.key("factors")
    try:
        factor = factor_of(draft.study, key, draft.zone)
    except LifecycleError:
        return
    if draft.do(lambda study: editing.with_factor(study, factor)):
        draft.go(("factors", key, "name"))


def remove_factor(draft: Draft) -> bool:
    """Put the figure in hand back to that of the tables, or out of the study."""
    key = draft.key("factors")
    if key not in draft.study.factors:
        return False
    if draft.do(lambda study: editing.without_factor(study, key)):
        return True
    draft.refusal = _("Lines still use “{name}”: give them another figure first.").format(
        name=entries.read(draft.study, ("factors", key, "name"))
    )
    draft.told()
    return False
