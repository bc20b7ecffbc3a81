"""Decides what the life-cycle tab shows and does; knows no screen."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Literal, Protocol

from equilibre import numbers
from equilibre.errors import EquilibreError
from equilibre.lifecycle import catalogue, editing, measured, own_parameters
from equilibre.lifecycle.comparison import Difference, compare, sensitivity
from equilibre.lifecycle.errors import LifecycleError, StudyRefused
from equilibre.lifecycle.factor import Kind
from equilibre.lifecycle.grade import grade_of_study
from equilibre.lifecycle.inventory import Impacts, impacts
from equilibre.lifecycle.own_factors import with_published_value
from equilibre.lifecycle.study import Parameter, Study, Variant
from equilibre.lifecycle.uncertainty import Simulation
from equilibre.meter.reading import Kind as Measured
from equilibre.sessions.export import export_study
from equilibre.sessions.run import Run
from equilibre.sessions.studies import OwnStudies, read_study_file, refuse_unreadable
from equilibre.texts import Words, _
from equilibre.ui.lifecycle import levers
from equilibre.ui.lifecycle.figures import beyond, details, phases, signs
from equilibre.ui.lifecycle.history import History, lever_series
from equilibre.ui.lifecycle.levers import Span, Turns
from equilibre.ui.lifecycle.state import Beyond, Choice, LifecycleState, Notice

SEED = 2024  # of the draws: the same pictures for everybody
LARGEST_GROWTH = 2.0  # more use of B, on the slider
LARGEST_POWER = 6  # of ten, of the deployments on the slider
_REST_BEATS = 5
Side = Literal["first", "second"]


class Screen(Protocol):
    """What the presenter needs of the view."""

    def show_state(self, state: LifecycleState) -> None: ...


class NoScreen:
    """Stands in until there is a view."""

    def show_state(self, state: LifecycleState) -> None:
        pass


class LifecyclePresenter:
    """The study in hand, the two ways compared, and everything that may be asked of them."""

    def __init__(self, screen: Screen, own: OwnStudies, zone: str = "") -> None:
        self._screen = screen
        self._own = own
        self._unsaved = False  # a study of the user's differs from its file
        self._make_notice: Callable[[], Notice] | None = None
        self._gathering = False
        self._drawn: LifecycleState | None = None
        self._spans: dict[str, tuple[Parameter, Span]] = {}  # with what they were made for
        self._turns: dict[str, Turns] = {}
        self._due: list[str] = []  # levers whose turns are to be looked for
        self._rest = 0  # beats before the next search: not while a lever is pulled
        self._growth = 0.3
        self._deployments = 1_000
        self._wanted_zone = zone
        key = catalogue.study_keys()[0]
        self._begin(self._study_named(key))
        self._tell_of_own()

    # -- the study in hand -----------------------------------------------------------------

    @property
    def study(self) -> Study:
        """The study as it stands now."""
        return self._history.present

    @property
    def opened(self) -> Study:
        """The study as it was opened."""
        return self._history.first

    @property
    def simulation(self) -> Simulation:
        """The draws of the study as it stands now."""
        return self._simulation

    def _study_named(self, key: str) -> Study:
        return self._own.studies.get(key) or catalogue.study(key)

    def _begin(self, study: Study) -> None:
        """Take *study* in hand: its own zone, its two variants, no lever moved."""
        self.save()
        self._history = History(study)
        first, second = study.compare
        zone = self._wanted_zone if self._wanted_zone in catalogue.zones() else study.zone
        self._simulation = Simulation(study, zone, seed=SEED)
        old = getattr(self, "state", None)
        self.state = LifecycleState(
            study=study,
            studies=(),
            chosen=study.key,
            title="",
            functional_unit="",
            variants=(),
            first=first,
            second=second,
            first_title="",
            second_title="",
            zones=(),
            zone=zone,
            page=old.page if old else "signs",
            indicator=old.indicator if old else next(iter(catalogue.indicators())),
            shown=old.shown if old else "difference",
        )
        self._look_for_turns(anew=True)
        self._refresh()

    def _change(self, study: Study, what: str = "") -> bool:
        """Go on with a changed *study*, and tell whether it could be taken.

        *what* names a series of changes undone together.
        """
        keys = [variant.key for variant in study.variants]
        first, second = self.state.first, self.state.second
        if first not in keys or second not in keys:
            first, second = study.compare
        try:
            simulation = self._simulation.with_change(study)
            compare(simulation, first, second)
            if study.key in self._own.studies:
                refuse_unreadable(study)
        except LifecycleError as problem:
            self._refuse(problem)
            return False
        self._simulation = simulation
        self._history.add(study, what)
        self._replace(first=first, second=second)
        self._unsaved = study.key in self._own.studies
        if not what:
            self.save()
        self._look_for_turns()
        self._refresh()
        return True

    def save(self) -> None:
        """Keep a study of the user's as it stands; while a lever is pulled, this waits."""
        if self._unsaved:
            self._unsaved = False
            self._own.keep(self.study)
            self._tell_of_own()

    def _tell_of_own(self) -> None:
        """Say what the user's own studies suffer from, if anything."""
        problem = self._own.problem
        if problem:
            self._notify(lambda: Notice(problem, "warning"))

    # -- the view comes and goes -----------------------------------------------------------

    def attach(self, screen: Screen) -> None:
        """Show everything on *screen*, in the language in use."""
        self._screen = screen
        self._drawn = None
        self._refresh()

    @contextmanager
    def _gathered(self) -> Iterator[None]:
        """Show once, at the end, what changes inside."""
        if self._gathering:
            yield
            return
        self._gathering = True
        try:
            yield
        finally:
            self._gathering = False
            self._show()

    def _show(self) -> None:
        if not self._gathering and self.state != self._drawn:
            self._drawn = self.state
            self._screen.show_state(self.state)

    def _replace(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]

    # -- asked by the view -----------------------------------------------------------------

    def choose_study(self, key: str) -> None:
        if key != self.state.chosen:
            self._wanted_zone = ""
            self.dismiss()
            self._begin(self._study_named(key))

    def choose(self, side: Side, key: str) -> None:
        """Put the variant *key* on one side; the one that was there changes places with it."""
        other: Side = "second" if side == "first" else "first"
        before = getattr(self.state, side)
        if key == before:
            return
        changes = {side: key}
        if getattr(self.state, other) == key:
            changes[other] = before
        self._replace(**changes)
        self._look_for_turns(anew=True)
        self._refresh()

    def swap(self) -> None:
        self._replace(first=self.state.second, second=self.state.first)
        self._refresh()

    def choose_zone(self, key: str) -> None:
        self._wanted_zone = key
        self._simulation = self._simulation.with_change(self.study, key)
        self._replace(zone=key)
        self._look_for_turns(anew=True)
        self._refresh()

    def choose_page(self, key: str) -> None:
        self._replace(page=key)
        self._refresh()

    def choose_indicator(self, key: str) -> None:
        self._replace(indicator=key)
        self._refresh()

    def choose_shown(self, key: str) -> None:
        self._replace(shown=key)
        self._refresh()

    def move_lever(self, key: str, position: float) -> None:
        """Move a lever to *position*, from 0 to 1."""
        value = self._span(key).value(position)
        try:
            study = own_parameters.moved(self.study, key, value)
        except LifecycleError as problem:
            self._refuse(problem)
            return
        self._rest = _REST_BEATS
        self._change(study, lever_series(key))

    def reset_levers(self) -> None:
        """Put the study back as it was opened."""
        self._change(self._history.first)

    def undo(self) -> None:
        self._travel(self._history.undo)

    def redo(self) -> None:
        self._travel(self._history.redo)

    def _travel(self, move: Callable[[], bool]) -> None:
        if move():
            study = self.study
            self._simulation = self._simulation.with_change(study)
            keys = [variant.key for variant in study.variants]
            if self.state.first not in keys or self.state.second not in keys:
                self._replace(first=study.compare[0], second=study.compare[1])
            self._unsaved = study.key in self._own.studies
            self.save()
            self._look_for_turns()
            self._refresh()

    def grow(self, position: float) -> None:
        """Suppose that B is used more, by *position* times the largest growth."""
        self._growth = round(position * LARGEST_GROWTH, 2)
        self._refresh()

    def deploy(self, position: float) -> None:
        """Suppose that the service is deployed many times: a power of ten."""
        self._deployments = 10 ** round(position * LARGEST_POWER)
        self._refresh()

    # -- one's own studies -----------------------------------------------------------------

    def edit(self, study: Study) -> None:
        """Take what the editor made of the study in hand."""
        self._change(study)

    def copy_study(self) -> None:
        """Make a study of one's own out of the one in hand, as it stands."""
        title = Words(f"{self.study.title.en} (copy)", f"{self.study.title.fr} (copie)")
        key = self._own.free_key(f"{self.study.key}_copy")
        self._adopt(editing.copy(self.study, key, self._free_title(title)))

    def new_study(self) -> None:
        """Begin a study from a template that already computes."""
        study = editing.new_study()
        title = self._free_title(study.title)
        self._adopt(editing.copy(study, self._own.free_key(study.key), title))

    def _free_title(self, wanted: Words) -> Words:
        """Return *wanted*, with a number after it where a study of the list has that title."""
        taken = {text for one in self._studies() for text in (one.title.en, one.title.fr)}
        title, number = wanted, 2
        while title.en in taken or title.fr in taken:
            title = Words(f"{wanted.en} ({number})", f"{wanted.fr} ({number})")
            number += 1
        return title

    def _studies(self) -> list[Study]:
        known = [catalogue.study(key) for key in catalogue.study_keys()]
        return [*known, *self._own.studies.values()]

    def _adopt(self, study: Study) -> None:
        """Keep *study* among the user's own, and open it in the editor."""
        zone, sides = self.state.zone, (self.state.first, self.state.second)
        try:
            refuse_unreadable(study)
        except LifecycleError as problem:
            self._refuse(problem)
            return
        self._own.keep(study)
        self._wanted_zone = zone
        self._begin(study)
        if all(side in {variant.key for variant in study.variants} for side in sides):
            self._replace(first=sides[0], second=sides[1])
        self._replace(page="edit")
        self._look_for_turns(anew=True)
        self._refresh()
        self._tell_of_own()

    def delete_study(self) -> None:
        """Remove the study in hand, if it is the user's; it can be put back at once."""
        self._unsaved = False
        study = self.study
        if study.key not in self._own.studies:
            return
        self._own.forget(study.key)
        self._deleted = study
        self._wanted_zone = ""
        self._begin(self._study_named(catalogue.study_keys()[0]))
        self._notify(
            lambda: Notice(
                _("“{title}” was deleted.").format(title=study.title),
                "info",
                "restore",
                _("Put it back"),
            )
        )
        self._tell_of_own()

    def answer(self, action: str) -> None:
        """Do what the button of the message offers."""
        self.dismiss()
        if action == "restore":
            study = self._deleted
            if study.key in self._own.studies:  # made meanwhile
                title = self._free_title(study.title)
                study = editing.copy(study, self._own.free_key(study.key), title)
            self._wanted_zone = ""
            self._own.keep(study)
            self._begin(study)
            self._tell_of_own()

    # -- files -----------------------------------------------------------------------------

    def open_file(self, path: Path) -> None:
        """Open the study in a file; it becomes one of the user's, beside those that there are."""
        try:
            study = read_study_file(path)
        except EquilibreError as problem:
            self._refuse(problem)
            return
        if self._own.studies.get(study.key) != study:
            key, title = self._own.free_key(study.key), self._free_title(study.title)
            study = editing.copy(study, key, title)
            self._own.keep(study)
        self._wanted_zone = ""
        self._begin(study)
        self._notify(lambda: Notice(_("“{title}” was opened.").format(title=study.title)))
        self._tell_of_own()

    def export(self, path: Path) -> None:
        """Write the study to a file, in the form that its suffix says."""
        self.saving(path, lambda: export_study(path, self.study, self.state.zone))

    def saving(self, path: Path, save: Callable[[], None]) -> None:
        """Save, and say so or why not."""
        try:
            save()
        except EquilibreError as problem:
            self._refuse(problem)
            return
        self._notify(lambda: Notice(_("Saved as “{name}”.").format(name=path.name)))

    # -- figures chosen or measured --------------------------------------------------------

    def choose_published(self, factor: str, indicator: str, key: str) -> None:
        """Take another published figure as the central value of a factor."""
        try:
            study = with_published_value(self.study, factor, indicator, catalogue.published()[key])
        except (LifecycleError, KeyError) as problem:
            self._refuse(problem)
            return
        self._change(study)

    def bring_joules(self, run: Run, role: Literal["training", "inference"], count: float) -> None:
        """Put the energy of a kept run into B, or into A where B has no such line.

        *count* is how many such runs make the model, or how many answers one run stands for.
        """
        if run.energy is None:
            self._refuse(StudyRefused(_("This run has no energy: nothing could be metered.")))
            return
        if not count > 0:
            self._refuse(StudyRefused(_("Give a number above zero.")))
            return
        gross = run.energy.gross
        kind: Kind = "measured" if run.energy.kind is Measured.MEASURED else "derived"
        source = Words(
            f"run “{run.name}”, {run.created[:10]}: {run.energy.source}",
            f"essai « {run.name} », {run.created[:10]} : {run.energy.source}",
        )
        way = self.joules_side()
        if way is None:
            self._refuse(StudyRefused(_("Choose a way with AI as A or B first: joules go there.")))
            return
        variant = way.key
        try:
            if role == "training":
                study = measured.with_measured_training(
                    self.study, variant, gross.low, gross.value, gross.high, count, source, kind
                )
            else:
                each = [bound / count for bound in (gross.low, gross.value, gross.high)]
                study = measured.with_measured_inference(
                    self.study, variant, each[0], each[1], each[2], source, kind
                )
        except LifecycleError as problem:
            self._refuse(problem)
            return
        if not self._change(study):
            return
        title = self.study.variant(variant).title
        self._notify(
            lambda: Notice(
                _("Your {energy} are now in “{variant}”; Undo takes them out.").format(
                    energy=numbers.energy(gross.value, 2), variant=title
                )
            )
        )

    def joules_side(self) -> Variant | None:
        """Return the variant that joules go to: B, else A, whichever has any AI."""
        ways = (self.study.variant(self.state.second), self.study.variant(self.state.first))
        return next((way for way in ways if way.role == "ai"), None)

    # -- messages --------------------------------------------------------------------------

    def warn(self, text: str) -> None:
        self._notify(lambda: Notice(text, "warning"))

    def dismiss(self) -> None:
        self._make_notice = None
        self._replace(notice=None)
        self._show()

    def _refuse(self, problem: Exception) -> None:
        text = str(problem)
        self._notify(lambda: Notice(text, "error"))

    def _notify(self, make: Callable[[], Notice]) -> None:
        self._make_notice = make
        self._replace(notice=make())
        self._show()

    # -- where the signs turn --------------------------------------------------------------

    def busy(self) -> bool:
        """Whether turns are still looked for, or a study waits to be saved."""
        return bool(self._due) or self._unsaved

    def tick(self) -> None:
        """Save what waits, and look for the turns of one lever: all at once would be felt."""
        if self._rest > 0:
            self._rest -= 1
            return
        self.save()
        if not self._due:
            return
        key = self._due.pop(0)
        try:
            self._turns[key] = levers.turns(
                self.study, self.state.zone, self.state.first, self.state.second, key
            )
        except LifecycleError:
            self._turns[key] = {}
        unmoved = self._history.unmoved(key)
        if key not in self._spans or self._spans[key][0] != unmoved:
            self._spans[key] = unmoved, levers.span(unmoved, self._turns[key])
        self._refresh_levers()
        self._show()

    def _look_for_turns(self, anew: bool = False) -> None:
        """Begin again to look; *anew*: the sliders may get other ends."""
        keys = levers.worth_moving(self.study, self.state.first, self.state.second)
        if anew:
            self._spans, self._turns = {}, {}
        self._due = list(keys)

    def _span(self, key: str) -> Span:
        """Return the ends of a slider: they stay while it moves, and follow what is edited."""
        unmoved = self._history.unmoved(key)
        found = self._spans.get(key)
        return found[1] if found and found[0] == unmoved else levers.span(unmoved, {})

    def _refresh_levers(self) -> None:
        parameters = self.study.parameters
        keys = levers.worth_moving(self.study, self.state.first, self.state.second)
        self._replace(
            levers=tuple(
                levers.lever(parameters[key], self._span(key), self._turns.get(key)) for key in keys
            )
        )

    # -- what is shown ---------------------------------------------------------------------

    def _refresh(self) -> None:
        """Recompute everything that the page in front shows."""
        with self._gathered():
            self._refresh_choices()
            self._refresh_levers()
            state, study = self.state, self.study
            try:
                differences = compare(self._simulation, state.first, state.second)
                first = impacts(study, state.first, state.zone)
                second = impacts(study, state.second, state.zone)
            except LifecycleError as problem:
                self._refuse(problem)
                return
            if state.page == "signs":
                self._refresh_signs(differences, first, second)
            elif state.page == "details":
                self._refresh_details(first, second)
            elif state.page == "beyond":
                self._refresh_beyond(differences, first, second)
            elif state.page == "grade":
                self._refresh_grade()
            if self._make_notice is not None:
                self._replace(notice=self._make_notice())

    def _refresh_choices(self) -> None:
        study = self.study
        self._replace(
            study=study,
            chosen=study.key,
            studies=tuple(Choice(one.key, str(one.title)) for one in self._studies()),
            title=str(study.title),
            functional_unit=str(study.functional_unit),
            variants=tuple(Choice(one.key, str(one.title)) for one in study.variants),
            first_title=str(study.variant(self.state.first).title),
            second_title=str(study.variant(self.state.second).title),
            zones=tuple(
                sorted(
                    (Choice(zone.key, zone.name) for zone in catalogue.zones().values()),
                    key=lambda choice: _sorting(choice.text),
                )
            ),
            indicators=tuple(
                Choice(one.key, str(one.short)) for one in catalogue.indicators().values()
            ),
            moved=study != self._history.first,
            own=study.key in self._own.studies,
            can_undo=self._history.can_undo,
            can_redo=self._history.can_redo,
        )

    def _refresh_signs(
        self, differences: dict[str, Difference], first: Impacts, second: Impacts
    ) -> None:
        rows = signs.rows(self._simulation, differences, first, second)
        panels = phases.panels(
            self._simulation, ((self.state.first, first), (self.state.second, second))
        )
        self._replace(
            rows=rows,
            sentence=signs.sentence(rows),
            panels=panels,
            groups=phases.groups_shown(panels),
        )

    def _refresh_details(self, first: Impacts, second: Impacts) -> None:
        state, study = self.state, self.study
        tables = {
            "first": (first,),
            "second": (second,),
            "difference": (first, second),
        }[state.shown]
        title = {
            "first": f"A, {state.first_title}",
            "second": f"B, {state.second_title}",
            "difference": _("B − A"),
        }[state.shown]
        found = sensitivity(study, state.zone, state.first, state.second, state.indicator)
        self._replace(
            heat_map=details.heat_map(study, state.indicator, title, *tables),
            hotspots=details.hotspots(study, state.indicator, tables[-1]),
            swings=details.swings(study, state.zone, state.indicator, found),
            swing_bounds=_("one at a time, from its lowest to its highest value"),
        )

    def _refresh_beyond(
        self, differences: dict[str, Difference], first: Impacts, second: Impacts
    ) -> None:
        study = self.study
        self._replace(
            beyond=Beyond(
                assumptions=tuple(str(text) for text in study.assumptions),
                benefits=tuple(str(text) for text in study.benefits),
                rebounds=tuple(str(text) for text in study.rebounds),
                growth=self._growth,
                growth_text="+" + numbers.percent(self._growth, 0),
                deployments=self._deployments,
                deployments_text="× " + numbers.count(self._deployments),
                rows=beyond.rows(differences, first, second, self._growth, self._deployments),
            )
        )

    def _refresh_grade(self) -> None:
        state = self.state
        result = grade_of_study(self.study, state.first, state.second, state.zone)
        self._replace(
            grade=result.grade.key, grade_reasons=tuple(str(reason) for reason in result.reasons)
        )


def _sorting(text: str) -> str:
    """Return *text* without accents, to sort names as a dictionary does."""
    import unicodedata

    plain = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()
