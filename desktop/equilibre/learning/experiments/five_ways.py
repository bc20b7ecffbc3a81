"""The same mathematics, written five ways; then two programs with a knob each."""

import math
import os
import random
import statistics
import time
from collections.abc import Iterator, Sequence
from functools import partial

from equilibre.learning.control import Control
from equilibre.learning.experiments import page_rank, proof_of_work, ways
from equilibre.learning.experiments.experiment import (
    COMMAND,
    Axis,
    Entry,
    Experiment,
    Picture,
    Point,
    Prediction,
    Request,
    Series,
)
from equilibre.learning.experiments.five_ways_words import (
    read,
    truth_of_difficulty,
    truth_of_python,
    truth_of_threads,
)
from equilibre.learning.experiments.repeats import mean_of
from equilibre.texts import N_

TRIALS = 5  # of each way
BLOCKS = 8  # proven at each difficulty
_DAMPINGS = (0.5, 0.7, 0.85, 0.95, 0.99)
_LEAST_BITS = 4
_PROBLEMS = ("product", "norm", "kernel")
_WAYS = ("numpy", "broadcast", "lists", "python", "threads")

SIZE = Control(
    key="size",
    name=N_("Rows of the matrices"),
    explanation=N_(
        "Of the two square matrices that are multiplied: one more makes about 3 n² more products."
    ),
    stops=(60, 120, 200),
    default=120,
)
DAMPING = Control(
    key="damping",
    name=N_("Highest damping"),
    explanation=N_("PageRank: the chance that a reader follows a link instead of starting anew."),
    stops=(0.85, 0.95, 0.99),
    default=0.99,
)
BITS = Control(
    key="bits",
    name=N_("Highest difficulty"),
    explanation=N_("Proof of work: how many zero bits the hash of a block must begin with."),
    stops=(10, 12, 14, 16, 18),
    default=16,
)


def _settings(request: Request) -> dict[str, float]:
    return EXPERIMENT.defaults() | dict(request.settings)


def _threads() -> int:
    """Return how many cores this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)  # where the system can forbid some
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def _ways(problem: str, request: Request) -> tuple[ways.Way, ...]:
    if problem == "product":
        return ways.product(int(_settings(request)["size"]), _threads(), request.seed)
    compute = ways.norm if problem == "norm" else ways.kernel
    return compute(_threads(), request.seed)


def _difficulties(request: Request) -> range:
    return range(_LEAST_BITS, int(_settings(request)["bits"]) + 1, 2)


def _dampings(request: Request) -> tuple[float, ...]:
    return tuple(each for each in _DAMPINGS if each <= _settings(request)["damping"])


def count(request: Request) -> int:
    """Return how many points a run has."""
    of_each = len(_WAYS) if _threads() > 1 else len(_WAYS) - 1
    of_ranks = 2 * len(_dampings(request)) + 1
    of_work = (BLOCKS + 1) * len(_difficulties(request))
    return TRIALS * len(_PROBLEMS) * of_each + of_ranks + of_work


def conduct(request: Request) -> Iterator[Point]:
    """Time every way once, run the two programs, then time the ways again for their intervals."""
    timed = {problem: _Timed(problem, _ways(problem, request)) for problem in _PROBLEMS}
    for problem in timed.values():
        yield from problem.once_more()
    yield from _ranks(request)
    yield from _work(request)
    for _trial in range(1, TRIALS):
        for problem in timed.values():
            yield from problem.once_more()


class _Timed:
    """One computation, and what its ways took so far."""

    def __init__(self, problem: str, its_ways: Sequence[ways.Way]) -> None:
        self._problem = problem
        self._ways = its_ways
        self._trials: dict[str, list[ways.Trial]] = {way.key: [] for way in its_ways}

    def once_more(self) -> Iterator[Point]:
        """Time every way once more, NumPy's first: the others are compared with it."""
        for way in self._ways:
            self._trials[way.key].append(ways.trial(way))
            yield self._point(way)

    def _point(self, way: ways.Way) -> Point:
        """Return the geometric mean of the ratios, and its interval: a ratio is never negative."""
        trials, reference = self._trials[way.key], self._trials["numpy"]
        ratios = [
            one.processor_seconds / of_numpy.processor_seconds
            for one, of_numpy in zip(trials, reference, strict=False)
        ]
        logarithms = [math.log(each) for each in ratios]
        mean = mean_of(logarithms)
        calls = sum(each.calls for each in trials)
        used = sum(each.processor_seconds * each.calls for each in trials)
        return Point(
            self._problem,
            way.key,
            _WAYS.index(way.key),
            math.exp(statistics.fmean(logarithms)),
            processor_seconds=used,
            low=math.exp(mean.low) if mean else None,
            high=math.exp(mean.high) if mean else None,
            trials=len(trials),
            values=tuple(ratios),
            figures={
                "calls": calls,
                "processor_seconds_of_one": used / calls,
                "times_the_duration": statistics.geometric_mean(
                    one.wall_seconds / of_numpy.wall_seconds
                    for one, of_numpy in zip(trials, reference, strict=False)
                ),
                "threads": way.threads,
            },
        )


def _ranks(request: Request) -> Iterator[Point]:
    """Find the ranks of a web for each damping; once in pure Python too."""
    links = page_rank.web(request.seed)
    lists = page_rank.lists_of(links)
    for damping in _dampings(request):
        trial = ways.trial(ways.Way("numpy", partial(page_rank.ranks, links, damping)))
        iterations = page_rank.ranks(links, damping)[1]
        yield Point(
            "ranks",
            "iterations",
            damping,
            iterations,
            processor_seconds=trial.processor_seconds * trial.calls,
            done=trial.calls,
            figures={"links": links.nnz},
        )
        yield Point("ranks", "bound", damping, page_rank.bound(damping))
        if damping == _DAMPINGS[2]:
            begin = time.process_time()
            iterations = page_rank.ranks_in_python(lists, damping)[1]
            used = time.process_time() - begin
            figures = {"links": links.nnz}
            yield Point(
                "ranks", "python", damping, iterations, processor_seconds=used, figures=figures
            )


def _work(request: Request) -> Iterator[Point]:
    """Prove a few blocks at each difficulty."""
    headers = random.Random(request.seed)
    for bits in _difficulties(request):
        yield Point("work", "expected", bits, 2.0**bits)
        tries: list[float] = []
        used = 0.0
        for _block in range(BLOCKS):
            header = headers.randbytes(proof_of_work.HEADER_BYTES)
            begin = time.process_time()
            tries.append(1.0 + proof_of_work.prove(header, bits))
            used += time.process_time() - begin
            low, high = _bounds(tries)
            yield Point(
                "work",
                "tries",
                bits,
                math.fsum(tries) / len(tries),
                processor_seconds=used,
                low=low,
                high=high,
                trials=len(tries),
                values=tuple(tries),
                figures={"hashes_per_second": math.fsum(tries) / used if used > 0 else 0.0},
            )


def _bounds(tries: Sequence[float]) -> tuple[float, float]:
    """Return the bounds at 95 % of the mean number of tries.

    Tries are all but exponentially distributed, so twice their sum over the mean follows the law
    of χ² with two degrees of freedom for each block.
    """
    from scipy.stats import chi2

    twice, freedom = 2.0 * math.fsum(tries), 2 * len(tries)
    return twice / float(chi2.ppf(0.975, freedom)), twice / float(chi2.ppf(0.025, freedom))


_TIMES = Axis(N_("Energy of one computation, NumPy’s being 1"), "×", logarithmic=True)
_BARS = (
    Series("numpy", N_("NumPy"), joined=False),
    Series("broadcast", N_("NumPy, all intermediates in memory"), joined=False),
    Series("lists", N_("Python’s lists"), joined=False),
    Series("python", N_("Python’s loops"), joined=False),
    Series("threads", N_("NumPy, a thread per core"), joined=False),
)


def _bars(key: str, name: str, short: str) -> Picture:
    return Picture(key, name, "bars", Axis(N_("Way")), _TIMES, _BARS, short=short)


_DAMPING_AXIS = Axis(N_("Damping"))
_BITS_AXIS = Axis(N_("Zero bits asked for"))
_ENERGY = Axis(N_("Energy"), logarithmic=True, energy=True)
_RANKS = (
    Series("iterations", N_("SciPy’s sparse product")),
    Series("python", N_("Python’s loops"), joined=False),
)

EXPERIMENT = Experiment(
    key="five_ways",
    name=N_("Five ways to write it"),
    question=N_("What does the same result take, written another way, or asked for more exactly?"),
    explanation=N_(
        "The same product of matrices, norm and kernel matrix are computed in five ways that give "
        "the same numbers, each way several times in turn. Then PageRank for several dampings, and "
        "a proof of work for several difficulties."
    ),
    predictions=(
        Prediction(
            N_(
                "How many times the energy of NumPy does the same product of matrices take in "
                "loops of Python?"
            ),
            stops=(3.0, 10.0, 30.0, 100.0, 300.0, 1000.0, 3000.0, 10_000.0),
            form="times",
            truth=truth_of_python,
        ),
        Prediction(
            N_("With a thread per core, the product of matrices takes…"),
            choices=(
                N_("less processor time in all"),
                N_("as much in all"),
                N_("more processor time in all"),
            ),
            truth=truth_of_threads,
        ),
        Prediction(
            N_("By how much do four more bits of difficulty multiply the energy of a proof?"),
            stops=(2.0, 4.0, 8.0, 16.0, 32.0, 64.0),
            form="times",
            truth=truth_of_difficulty,
        ),
    ),
    pictures=(
        _bars("product", N_("A product of two matrices, in five ways"), N_("Product")),
        _bars("norm", N_("The norm of a long vector, in five ways"), N_("Norm")),
        _bars("kernel", N_("A kernel matrix, in five ways"), N_("Kernel")),
        Picture(
            "ranks",
            N_("PageRank: iterations by damping"),
            "curves",
            _DAMPING_AXIS,
            Axis(N_("Iterations"), logarithmic=True),
            (*_RANKS, Series("bound", N_("upper bound"))),
            short=N_("PageRank"),
        ),
        Picture(
            "ranks_energy",
            N_("PageRank: energy by damping"),
            "curves",
            _DAMPING_AXIS,
            _ENERGY,
            _RANKS,
            again="ranks",
            short=N_("its energy"),
        ),
        Picture(
            "work",
            N_("Proof of work: hashes tried for one proof, by difficulty"),
            "curves",
            _BITS_AXIS,
            Axis(N_("Hashes tried"), logarithmic=True),
            (Series("tries", N_("tried")), Series("expected", N_("expected: 2ᵏ"))),
            short=N_("Proof of work"),
        ),
        Picture(
            "work_energy",
            N_("Proof of work: energy of one proof, by difficulty"),
            "curves",
            _BITS_AXIS,
            _ENERGY,
            (Series("tries", N_("tried")),),
            again="work",
            short=N_("its energy"),
        ),
    ),
    conduct=conduct,
    count=count,
    read=read,
    controls=(SIZE, DAMPING, BITS),
    entries=(
        Entry(
            COMMAND,
            N_("A command of yours"),
            N_("Empty: none. Otherwise a command of this computer, such as python3 sort.py."),
        ),
    ),
    seconds=30.0,
    sources=(
        "Brin, Page, The Anatomy of a Large-Scale Hypertextual Web Search Engine, 1998",
        "Nakamoto, Bitcoin: A Peer-to-Peer Electronic Cash System, 2008",
    ),
)
