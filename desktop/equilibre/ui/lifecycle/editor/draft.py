"""A study being edited, and what its author typed that is not, or not yet, part of it."""

from collections.abc import Callable

from equilibre.lifecycle import catalogue
from equilibre.lifecycle.advice import advice
from equilibre.lifecycle.checks import Problem, problems
from equilibre.lifecycle.errors import ExpressionRefused, LifecycleError
from equilibre.lifecycle.study import Study, Variant
from equilibre.records import dataclass
from equilibre.texts import _
from equilibre.ui.lifecycle.editor import entries
from equilibre.ui.lifecycle.editor.entries import Place
from equilibre.ui.lifecycle.editor.rows import factor_keys

SECTIONS = ("general", "parameters", "variants", "devices", "factors")
Moved = Callable[[Place], Place | None]  # where what stood at a place stands now; None: nowhere


@dataclass(frozen=True, slots=True)
class Held:
    """A text that a study cannot take, and why."""

    text: str
    sentence: str = ""
    position: int | None = None  # of the first character that is wrong


class Draft:
    """Holds a study without problems; a text that would bring one is held back, and tried again.

    ``told`` is called when anything changed: the study, what is held, or where the author looks.
    """

    def __init__(self, study: Study, own: bool = True) -> None:
        self.study = study
        self.own = own
        self.zone = study.zone
        self.indicator = next(iter(catalogue.indicators()))
        self.told: Callable[[], None] = lambda: None
        self.glanced: Callable[[], None] = lambda: None  # a text was looked at
        self.looking = Held("")  # the text being typed
        self.refusal = ""  # why the last thing asked was not done
        self.section = SECTIONS[0]
        self.wanted: Place = ()  # the place whose field should have the focus
        self._rows: dict[str, int] = {}
        self._variant = study.compare[-1]
        self._held: dict[Place, Held] = {}

    # -- what is shown -------------------------------------------------------------------------

    def follow(self, study: Study, own: bool, zone: str, indicator: str) -> None:
        """Go on with *study*, as it was opened, or as undoing or a lever left it."""
        if study.key != self.study.key:
            self._held, self._rows, self.refusal = {}, {}, ""
            self._variant = study.compare[-1]
        self.own, self.zone, self.indicator = own, zone, indicator
        if study != self.study:
            self.study = study
            self._forget_lost()
        # Said anew: the study, or the language, may be another one.
        self._held = {place: self._tried(place, held) for place, held in self._held.items()}

    def text(self, place: Place) -> str:
        """Return what the field of *place* shows: what was typed, or what the study says."""
        held = self._held.get(place)
        return entries.read(self.study, place) if held is None else held.text

    def has(self, place: Place) -> bool:
        """Return whether the study has such a place."""
        try:
            entries.read(self.study, place)
        except LookupError:
            return False
        return True

    def held(self, place: Place) -> Held | None:
        """Return what was typed at *place* and could not be taken."""
        return self._held.get(place)

    def problems(self) -> tuple[Problem, ...]:
        """Return why typed texts are held back, each at its place, the last typed first."""
        return tuple(
            Problem(place, _said_at(self._where(place), held.sentence))
            for place, held in reversed(self._held.items())
        )

    def _where(self, place: Place) -> str:
        """Return how the screen names *place*, "" where the sentence is enough."""
        match place:
            case ("parameters", str(key), *_rest):
                return key
            case ("variants", str(key), "lines", int(index), *_rest):
                return _("{way}, line {number}").format(way=key, number=index + 1)
            case ("factors", str(key), *_rest):
                return str(self.study.factors[key].name)
        return ""

    def advice(self) -> tuple[Problem, ...]:
        """Return what the author may have forgotten."""
        return advice(self.study)

    @property
    def variant(self) -> Variant:
        """The variant whose lines are shown."""
        for variant in self.study.variants:
            if variant.key == self._variant:
                return variant
        return self.study.variants[0]

    def row(self, table: str) -> int:
        """Return the row in hand of "parameters", "lines", "devices" or "factors"; −1: none."""
        size = len(self._list(table))
        return min(self._rows.get(table, 0), size - 1)

    def key(self, table: str) -> str:
        """Return the key of the row in hand, "" where there is none."""
        keys = self._list(table)
        return keys[self.row(table)] if keys else ""

    def _list(self, table: str) -> tuple[str, ...]:
        match table:
            case "parameters":
                return tuple(self.study.parameters)
            case "devices":
                return tuple(self.study.devices)
            case "factors":
                return factor_keys(self.study, self.zone)
            case _:
                return tuple(str(index) for index in range(len(self.variant.lines)))

    # -- where the author looks ----------------------------------------------------------------

    def open(self, section: str) -> None:
        self.section, self.refusal = section, ""
        self.told()

    def choose(self, table: str, row: int) -> None:
        """Take another row of a table in hand."""
        self._rows[table] = row
        self.refusal = ""
        self.told()

    def choose_variant(self, key: str) -> None:
        self._variant = key
        self._rows["lines"] = 0
        self.told()

    def go(self, place: Place) -> None:
        """Show *place*: its section, its row, its field."""
        match place:
            case ("levers", int(index)):
                place = ("parameters", self.study.levers[index], "lever")
        match place:
            case ("parameters" | "devices" | "factors") as table, str(key), *_rest:
                self.section = str(table)
                keys = self._list(str(table))
                self._rows[str(table)] = keys.index(key) if key in keys else 0
            case "variants", str(key), *rest:
                self.section, self._variant = "variants", key
                self._rows["lines"] = int(rest[1]) if rest[:1] == ["lines"] else 0
            case _:
                self.section = "general"
        self.wanted = place
        self.refusal = ""
        self.told()

    # -- typing --------------------------------------------------------------------------------

    def look(self, place: Place, text: str) -> Held:
        """Return what would be said of *text* at *place*, changing nothing."""
        self.looking = self._tried(place, Held(text))
        self.glanced()
        return self.looking

    def type(self, place: Place, text: str) -> None:
        """Put *text* at *place*, or hold it back with a sentence while it cannot be taken."""
        if not self.own or not self.has(place):
            return
        self.refusal, self.looking = "", Held("")
        self._held.pop(place, None)
        if text != entries.read(self.study, place):
            self._held[place] = Held(text)
        self._settle()
        self.told()

    def forget(self, place: Place) -> None:
        """Give up what was typed at *place*: the study says what it said."""
        self.looking = Held("")
        self._held.pop(place, None)
        self.told()

    def do(self, change: Callable[[Study], Study], moved: Moved | None = None) -> bool:
        """Make a change that no text says; refuse it with a sentence where it brings problems.

        Lines are numbered: *moved* says where those that the change displaces stand then.
        """
        if not self.own:
            return False
        try:
            study = change(self.study)
            found = _brought(self.study, study)
        except LifecycleError as problem:
            self.refusal = str(problem)
        else:
            self.refusal = found[0].sentence if found else ""
        if not self.refusal:
            self.study = study
            self._held = {
                there: held
                for place, held in self._held.items()
                if (there := moved(place) if moved else place) is not None
            }
            self._forget_lost()
            self._settle()
        self.told()
        return not self.refusal

    def _settle(self) -> None:
        """Take what can be taken; one text may be what another one waited for."""
        again = True
        while again:
            again = False
            for place, held in list(self._held.items()):
                tried = self._tried(place, held)
                if tried.sentence:
                    self._held[place] = tried
                    continue
                del self._held[place]
                self.study = entries.written(self.study, place, held.text)
                self._follow_rename(place, held.text.strip())
                again = True
                break

    def _tried(self, place: Place, held: Held) -> Held:
        try:
            study = entries.written(self.study, place, held.text)
        except ExpressionRefused as problem:
            return Held(held.text, str(problem), problem.position)
        except LifecycleError as problem:
            return Held(held.text, str(problem))
        found = _brought(self.study, study)
        if not found:
            return Held(held.text)
        own = [problem for problem in found if problem.place[: len(place)] == place]
        return Held(held.text, _plain_sentence((own or found)[0]))

    def _follow_rename(self, place: Place, new: str) -> None:
        match place:
            case ("parameters", str(old), "key"):
                self._held = {
                    (*there[:1], new, *there[2:]) if there[:2] == ("parameters", old) else there: h
                    for there, h in self._held.items()
                }

    def _forget_lost(self) -> None:
        self._held = {place: held for place, held in self._held.items() if self.has(place)}


def _brought(before: Study, after: Study) -> list[Problem]:
    """Return the problems that *after* has and *before* had not."""
    if before == after:
        return []
    found = problems(after)
    known = set(problems(before)) if found else set()
    return [problem for problem in found if problem not in known]


def _said_at(where: str, sentence: str) -> str:
    return _("{where}: {sentence}").format(where=where, sentence=sentence) if where else sentence


def _plain_sentence(problem: Problem) -> str:
    """Return a problem of a range as one says it beside the field."""
    match problem.place[-1:]:
        case ("low",):
            return _("The lowest value is above the central one.")
        case ("high",):
            return _("The highest value is below the central one.")
    return problem.sentence
