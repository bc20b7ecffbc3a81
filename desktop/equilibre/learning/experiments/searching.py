"""A search of scikit-learn's own, seen fit by fit: on this computer, or on those of a cluster."""

import math
import platform
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Any
from uuid import uuid4

from equilibre.learning.dataset import Dataset
from equilibre.learning.experiments.cluster import NoCluster
from equilibre.records import dataclass
from equilibre.texts import _

_PATIENCE_SECONDS = 2.0  # without news, before looking whether the cluster is still there


@dataclass(frozen=True, slots=True)
class Fit:
    """One model trained on some folds and judged on another."""

    parameters: Mapping[str, Any]  # those that the search varies
    rows: int  # that it was trained on
    score: float  # on the validation fold
    processor_seconds: float  # of the fit and its validation, where it was computed
    worker: str = ""  # address of the worker of a cluster; empty: this process
    computer: str = ""  # name of the worker's computer


class _GivenUp(Exception):
    """The search is given up between two fits."""


def timed_network(report: Callable[[dict[str, Any]], None]) -> type:
    """Return a class of networks that time their fit, and *report* it once they are judged.

    The class is made here, not at the top, so that it travels whole to the workers of a cluster:
    they need scikit-learn, but not this program. Whatever they compute with, one thread does it.
    """
    from sklearn.neural_network import MLPClassifier
    from threadpoolctl import threadpool_limits

    class TimedNetwork(MLPClassifier):  # type: ignore[misc]
        def fit(self, X: Any, y: Any) -> Any:  # noqa: N803 - scikit-learn's names
            begin = time.thread_time()
            with threadpool_limits(1), warnings.catch_warnings():
                warnings.simplefilter("ignore")  # the number of epochs is the same for all
                super().fit(X, y)
            self.rows_ = len(y)
            self.processor_seconds_ = time.thread_time() - begin
            return self

        def score(self, X: Any, y: Any) -> float:  # noqa: N803
            begin = time.thread_time()
            score = float(super().score(X, y))
            self.processor_seconds_ += time.thread_time() - begin
            settings = self.get_params().items()
            report(
                {
                    # NumPy's numbers as Python's: Dask's events know no others.
                    "parameters": {
                        name: value.item() if hasattr(value, "item") else value
                        for name, value in settings
                    },
                    "rows": self.rows_,
                    "score": score,
                    "processor_seconds": self.processor_seconds_,
                }
            )
            return score

    return TimedNetwork


def _to_scheduler(topic: str) -> Callable[[dict[str, Any]], None]:
    """Return what a worker reports a fit with: an event of Dask's, under *topic*."""

    def report(record: dict[str, Any]) -> None:
        from distributed import get_worker

        worker = get_worker()
        place = {"worker": worker.address, "computer": platform.node()}
        worker.log_event(topic, record | place)

    return report


class Search:
    """One search, in a thread of its own while ``fits()`` tells of every fit as it is done."""

    def __init__(
        self, searcher: Callable[[Any], Any], model: Mapping[str, Any], client: Any = None
    ) -> None:
        """Prepare. *searcher* makes scikit-learn's object around an estimator set as *model*.

        With a *client* of Dask, the fits are spread over the workers of its cluster.
        """
        self._news: SimpleQueue[dict[str, Any] | int | Exception] = SimpleQueue()
        self._given_up = Event()
        self._client = client
        self._topic = f"equilibre-{uuid4().hex}"
        report = self._hear if client is None else _to_scheduler(self._topic)
        self._search = searcher(timed_network(report)(**model))

    @property
    def kept(self) -> Any:
        """The best model, trained again on all the rows; it knows its ``processor_seconds_``."""
        return self._search.best_estimator_

    @property
    def best_parameters(self) -> dict[str, Any]:
        """Its settings, of those that the search varies."""
        return dict(self._search.best_params_)

    @property
    def best_score(self) -> float:
        """Its mean score on the validation folds."""
        return float(self._search.best_score_)

    def fits(self, dataset: Dataset, varied: tuple[str, ...]) -> Iterator[Fit]:
        """Search on the training rows, and yield the fits; closed early, the search is given up.

        *varied* are the names of the settings that tell the candidates apart. Raises NoCluster.
        """
        thread = Thread(target=self._do, args=(dataset,), daemon=True)
        if self._client is not None:
            self._client.subscribe_topic(self._topic, lambda event: self._news.put(event[1]))
        thread.start()
        told, whole = 0, math.inf
        try:
            while told < whole:
                news = self._next()
                if isinstance(news, Exception):
                    raise news
                if isinstance(news, int):
                    whole = news
                else:
                    told += 1
                    yield _fit(news, varied)
        finally:
            self._given_up.set()
            if self._client is None:
                thread.join()  # of a cluster, nothing is awaited: it drops what nobody wants
            else:
                self._client.unsubscribe_topic(self._topic)

    def _do(self, dataset: Dataset) -> None:
        """Search, in the thread; then tell how many fits there were, or what went wrong."""
        from joblib import parallel_config

        try:
            with ExitStack() as stack:
                if self._client is not None:
                    stack.enter_context(parallel_config(backend="dask", client=self._client))
                self._search.fit(dataset.training_columns, dataset.training_target)
            self._news.put(len(self._search.cv_results_["params"]) * self._search.n_splits_)
        except _GivenUp:
            pass
        except Exception as problem:  # of another thread: it is raised where it is awaited
            self._news.put(problem)

    def _hear(self, record: dict[str, Any]) -> None:
        """Take a fit of this process, in the thread that searches."""
        if self._given_up.is_set():
            raise _GivenUp
        self._news.put(record)

    def _next(self) -> dict[str, Any] | int | Exception:
        """Wait for the next news. Raises NoCluster where none can come any more."""
        while True:
            try:
                return self._news.get(timeout=_PATIENCE_SECONDS)
            except Empty:
                if self._client is not None and self._client.status != "running":
                    raise NoCluster(
                        _("The scheduler no longer answers. The fits so far are kept.")
                    ) from None


def _fit(record: dict[str, Any], varied: tuple[str, ...]) -> Fit:
    return Fit(
        {name: record["parameters"][name] for name in varied},
        record["rows"],
        record["score"],
        record["processor_seconds"],
        record.get("worker", ""),
        record.get("computer", ""),
    )
