"""Decides what the page on use shows; knows no screen."""

from typing import Protocol

from equilibre import numbers
from equilibre.growth import catalogue
from equilibre.growth.crossing import Crossing
from equilibre.growth.figure import Figure, Kind, kind_in_words
from equilibre.growth.model import Model
from equilibre.growth.published import Request
from equilibre.growth.saving import saving_on
from equilibre.growth.use import Bounded, Use, answer_energy
from equilibre.records import dataclass
from equilibre.texts import _, joined, labelled, ngettext
from equilibre.ui.board import Board, Choice, NoScreen
from equilibre.ui.growth.surroundings import Surroundings
from equilibre.ui.growth.use import break_even, one_request, same_result, theorem, two_curves
from equilibre.ui.growth.use.break_even import Case
from equilibre.ui.growth.use.scales import LogLever
from equilibre.ui.growth.use.state import BreakEven, Curves, Lever, Requests, SameResult, UseState

THEOREM = "theorem"  # not a request of the table: computed from the training
TEXT_REQUESTS = ("gemini-prompt", "gpt-4o-query", "chatgpt-query")
BENCHMARK = "alexnet"  # the first that is shown
_DOMAINS = ("language", "multimodal")  # what answers in words
_LEVERS = {
    "users": LogLever(1.0, 1e9),
    "daily": LogLever(0.1, 100.0),
    "tokens": LogLever(10.0, 10_000.0),
}


class Screen(Protocol):
    """What the presenter needs of the page."""

    def show_state(self, state: UseState) -> None: ...


@dataclass(slots=True)
class _Choices:
    """What the reader chose; it outlives the page."""

    view: str = "break_even"
    model: str = theorem.TEACHING_MODEL
    request: str = TEXT_REQUESTS[0]
    efficiency: str = two_curves.EFFICIENCIES[0]
    demand: str = two_curves.DEMANDS[0]
    logarithmic: bool = False
    benchmark: str = BENCHMARK


class UsePresenter:
    """When use overtakes training, what a request takes, and where growth leads."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._surroundings = surroundings
        self._choices = _Choices()
        self._values = {"users": 1e8, "daily": 10.0, "tokens": _usual_tokens()}
        self._board: Board[UseState, Screen] = Board(NoScreen(), self._state())

    @property
    def state(self) -> UseState:
        """What is shown now."""
        return self._board.state

    @property
    def motion(self) -> bool:
        """Whether things may glide."""
        return self._surroundings.motion

    @property
    def unverified(self) -> bool:
        """Whether figures from memory are shown."""
        return self._surroundings.unverified

    def attach(self, screen: Screen) -> None:
        """Show everything on *screen*, in the language in use."""
        self._board.attach(screen)
        self.refresh()

    def refresh(self) -> None:
        """Say everything again, in the language in use."""
        state = self._state()
        self._board.set(
            view=state.view,
            break_even=state.break_even,
            requests=state.requests,
            growth=state.growth,
            result=state.result,
        )

    # -- asked by the page -----------------------------------------------------------------

    def choose_view(self, key: str) -> None:
        self._choices.view = key
        self._board.set(view=key)

    def choose_model(self, key: str) -> None:
        self._choices.model = key
        self._board.set(break_even=self._break_even())

    def choose_request(self, key: str) -> None:
        self._choices.request = key
        self._board.set(break_even=self._break_even())

    def move(self, lever: str, position: float) -> None:
        """Pull the lever "users", "daily" or "tokens" to a position from 0 to 1."""
        self._values[lever] = _LEVERS[lever].value(position)
        self._board.set(break_even=self._break_even())

    def choose_efficiency(self, key: str) -> None:
        self._choices.efficiency = key
        self._board.set(growth=self._growth())

    def choose_demand(self, key: str) -> None:
        self._choices.demand = key
        self._board.set(growth=self._growth())

    def choose_scale(self, logarithmic: bool) -> None:
        self._choices.logarithmic = logarithmic
        self._board.set(growth=self._growth())

    def toggle_scale(self) -> None:
        """Change between the logarithmic axis and its linear twin."""
        self.choose_scale(not self._choices.logarithmic)

    def choose_benchmark(self, key: str) -> None:
        self._choices.benchmark = key
        self._board.set(result=self._result())

    # -- what cards are about --------------------------------------------------------------

    @property
    def model(self) -> Model:
        """The model whose training is looked at."""
        return self._models()[self.state.break_even.model]

    @property
    def request(self) -> str:
        """The key of the request that is counted."""
        return self.state.break_even.request

    # -- what is shown ---------------------------------------------------------------------

    def _state(self) -> UseState:
        return UseState(
            self._choices.view,
            self._break_even(),
            self._requests(),
            self._growth(),
            self._result(),
        )

    def _requests(self) -> Requests:
        return one_request.view(
            one for one in catalogue.requests() if one.energy.verified or self.unverified
        )

    def _growth(self) -> Curves:
        trends = catalogue.trends()
        return two_curves.curves(
            Crossing(trends[self._choices.efficiency], trends[self._choices.demand]),
            tuple(_trend_choice(key) for key in two_curves.EFFICIENCIES),
            tuple(_trend_choice(key) for key in two_curves.DEMANDS),
            self._choices.logarithmic,
        )

    def _result(self) -> SameResult:
        return same_result.view(
            saving_on(self._choices.benchmark, catalogue.efficiency()),
            catalogue.trends()[same_result.MOORE],
            catalogue.benchmarks(),
        )

    def _models(self) -> dict[str, Model]:
        """Return the models whose training has an energy, published or estimated."""
        return {
            key: model
            for key, model in catalogue.models().items()
            if model.domain in _DOMAINS and model.value("energy", self.unverified)
        }

    def _break_even(self) -> BreakEven:
        models = self._models()
        model = models.get(self._choices.model, models[theorem.TEACHING_MODEL])
        training = _energy(model.figures["energy"])
        answer = answer_energy(model, training, self._values["tokens"], self.unverified)
        usable = {key: one for key, one in _requests().items() if _usable(one)}
        chosen = self._choices.request
        if chosen == THEOREM and answer is None:
            chosen = TEXT_REQUESTS[0]
        shared = chosen == THEOREM and answer is not None
        case = Case(
            model.name,
            Use(
                training,
                answer if shared and answer is not None else _energy(usable[chosen].energy),
                self._values["users"] * self._values["daily"],
                shared,
            ),
        )
        year = break_even.year_of_use(case, [_energy(usable[key].energy) for key in TEXT_REQUESTS])
        return BreakEven(
            models=tuple(_model_choice(one) for one in models.values()),
            model=model.key,
            requests=(
                *(_request_choice(one) for one in usable.values()),
                *((_theorem_choice(),) if answer is not None else ()),
            ),
            request=chosen,
            users=_lever("users", self._values["users"]),
            daily=_lever("daily", self._values["daily"]),
            tokens=_lever("tokens", self._values["tokens"]),
            note=self._note(model, None if shared else usable[chosen]),
            verdict=break_even.verdict(case),
            picture=break_even.picture(case),
            year_title=_year_title(self._values["users"]),
            year=year.energy,
            year_detail=year.detail,
            theorem_title=_("Training takes 6 N D operations, writing one token 2 N:"),
            theorem=_("use overtakes training after 3 D tokens, whatever the size N"),
            theorem_example=theorem.example(model, self._values["tokens"], self.unverified),
        )

    def _note(self, model: Model, request: Request | None) -> str:
        training = labelled(_("Training"), kind_in_words(model.figures["energy"].kind))
        use = (
            _("computed from the training")
            if request is None
            else kind_in_words(request.energy.kind)
        )
        return joined((training, labelled(_("request"), use), _("the three levers: assumptions")))


def _requests() -> dict[str, Request]:
    return {one.key: one for one in catalogue.requests()}


def _usable(request: Request) -> bool:
    return not request.comparison and request.energy.value is not None


def _energy(figure: Figure) -> Bounded:
    """Return a figure that has a value, with its bounds, or none beyond it."""
    value = figure.value or 0.0
    low = value if figure.low is None else figure.low
    return Bounded(value, low, value if figure.high is None else figure.high)


def _usual_tokens() -> float:
    return catalogue.assumptions()["tokens_per_answer"].value or 500.0


def _year_title(users: float) -> str:
    return ngettext(
        "A year of use by {users} person", "A year of use by {users} people", round(users)
    ).format(users=numbers.large(users, 2))


def _model_choice(model: Model) -> Choice:
    figure = model.figures["energy"]
    energy = break_even.in_words(_energy(figure))
    if figure.kind is not Kind.PUBLISHED:
        energy = numbers.about("estimated", energy)
    return Choice(model.key, _("{name} · {energy}").format(name=model.name, energy=energy))


def _request_choice(request: Request) -> Choice:
    """Return the energy and whose it is: its card says what was asked."""
    name = request.model or one_request.name_of(request)
    energy = one_request.energy_in_words(request.energy)
    return Choice(request.key, _("{name} · {energy}").format(name=energy, energy=name))


def _theorem_choice() -> Choice:
    return Choice(THEOREM, _("2 N per token, at the joules of the training"))


def _trend_choice(key: str) -> Choice:
    trend = catalogue.trends()[key]
    return Choice(
        key,
        _("{name} · {months} months").format(
            name=trend.name, months=numbers.large(trend.doubling_months, 3)
        ),
    )


def _lever(key: str, value: float) -> Lever:
    text = numbers.large(value, 2)
    if key == "tokens":
        text = _("{value} (hyp.)").format(value=text)
    return Lever(text, _LEVERS[key].position(value))
