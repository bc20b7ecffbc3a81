"""How fast this computer computes and with how much energy: in a training, or at its best."""

from collections.abc import Sequence
from dataclasses import replace

from equilibre.learning.catalogue import family
from equilibre.learning.dataset import DatasetCard, card
from equilibre.learning.errors import LearningError
from equilibre.learning.family import Family
from equilibre.meter.curve import Window
from equilibre.meter.energy import LARGEST_FILLED_SHARE, run_energy
from equilibre.meter.reading import Interval, Kind, Route, Sample
from equilibre.records import dataclass
from equilibre.sessions.run import Run, RunEnergy
from equilibre.texts import _
from equilibre.worker.messages import Died, Failed, Multiplied, Multiply, Reply

RUN = "run"
PRODUCT = "product"


@dataclass(frozen=True, slots=True)
class Speed:
    """Floating-point operations per second and joules per operation of this computer.

    The operations are counted, not measured: their interval has no width. That of the joules is
    the meter's.
    """

    operations_per_second: Interval
    joules_per_operation: Interval | None  # gross, idle included; None: nothing was metered
    kind: Kind | None  # of the joules; None without them
    basis: str  # RUN: as a model was trained; PRODUCT: products of matrices, the ceiling
    name: str  # of the run; "" for a product
    seconds: float  # how long it lasted
    operations: float  # in that time
    source: str = ""  # names of the routes to the energy


def speed_of(run: Run) -> Speed | None:
    """Return the speed at which *run* trained, None where it cannot be told.

    The operations are those of ``Family.operations``, six for each weight, row and epoch. The time
    and the energy are those of one whole training: loading the batches, the solver and looking at
    the scores after each epoch take time and energy in which no operation is counted, as in any
    training. None without a whole training, or where the run was made by a version of the program
    whose data or models are not those of this one.
    """
    if run.stopped or run.diverged or run.repeats < 1:
        return None
    operations = operations_of(run)
    if not operations or not run.seconds > 0:
        return None
    return _speed(RUN, run.name, run.seconds, operations, run.energy)


def _speed(
    basis: str, name: str, seconds: float, operations: float, energy: RunEnergy | None
) -> Speed:
    rate = operations / seconds
    joules = None
    # The energy of a part of the time says nothing of operations that were all counted.
    known = energy if energy and energy.metered_share >= 1 - LARGEST_FILLED_SHARE else None
    if known:
        # The borders of a short time may be worth more than the time itself.
        gross = replace(known.gross, low=max(0.0, known.gross.low))
        joules = gross.scaled(1 / operations)
    return Speed(
        operations_per_second=Interval(rate, rate, rate),
        joules_per_operation=joules,
        kind=known.kind if known else None,
        basis=basis,
        name=name,
        seconds=seconds,
        operations=operations,
        source=known.source if known else "",
    )


def operations_of(run: Run) -> float | None:
    """Return the operations of one training, None where this version cannot count them."""
    known = _known(run)
    return None if known is None else known[0].operations(*known[1:], run.epochs)


def memory_of(run: Run) -> float | None:
    """Return about how many bytes the training needed, None where it cannot be computed here."""
    known = _known(run)
    return None if known is None else known[0].memory_bytes(*known[1:])


def _known(run: Run) -> tuple[Family, DatasetCard, dict[str, float]] | None:
    """Return the model, the data and all the settings of a run, if this version knows them."""
    try:
        description, model = card(run.dataset), family(run.family)
        # Before there was a choice, a model learned from every row.
        settings = model.complete(description, {"share": 1.0} | run.settings)
    except LearningError:
        return None
    if model.parameters(description, settings) != run.parameters:
        return None  # another version's model: its layers are not known here
    return model, description, settings


class ProductTrial:
    """One second of products of matrices with the meter beside it: the ceiling of this computer.

    Send ``order`` to the training process, then let the trial hear every sample and reply.
    """

    def __init__(self, run: int) -> None:
        self.order = Multiply(run)
        self.done: Multiplied | None = None
        self.problem = ""  # a sentence, when there will be no result
        self._samples: dict[str, list[Sample]] = {}

    def hear_samples(self, samples: Sequence[Sample]) -> None:
        """Take the samples of the meter, of any route; the first ones from before the product."""
        for sample in samples:
            self._samples.setdefault(sample.route, []).append(sample)

    def hear(self, reply: Reply) -> None:
        """Take a reply of the training process; those to other runs are ignored."""
        if getattr(reply, "run", None) != self.order.run:
            return
        match reply:
            case Multiplied(stopped=stopped):
                self.done = reply
                if stopped:
                    self.problem = _("The measure was stopped before its end.")
            case Failed(reason=reason) | Died(reason=reason):
                self.problem = reason
            case _:
                pass

    @property
    def finished(self) -> bool:
        """Whether nothing more comes from the training process: a result or a problem."""
        return self.done is not None or bool(self.problem)

    def settled(self, routes: Sequence[Route]) -> bool:
        """Return whether the meter too has read past the end: nothing more is waited for."""
        if self.done is None:
            return self.finished
        end = self.done.time_seconds
        heard = (self._samples.get(route.key) for route in routes)
        return all(samples is None or samples[-1].time_seconds >= end for samples in heard)

    def speed(self, routes: Sequence[Route]) -> Speed | None:
        """Return the speed of the products and their energy by *routes*; None before the end.

        The uncertainty of the borders of so short a time is in the interval of the joules.
        """
        done = self.done
        if done is None or done.stopped or not done.operations:
            return None
        seconds = done.time_seconds - done.start_seconds
        window = Window(done.start_seconds, done.time_seconds)
        energy = run_energy(self._samples, routes, [window], idle={}, repeats=1)
        return _speed(PRODUCT, "", seconds, done.operations, energy)
