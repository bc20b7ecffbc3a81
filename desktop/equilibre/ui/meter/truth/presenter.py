"""Decides what the proof of the meter shows; knows no screen."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from equilibre.meter.truth import (
    TRIAL_SECONDS,
    TruthRecord,
    TruthTrial,
    TruthUnplayable,
    naive_reading,
    truth_of,
)
from equilibre.texts import _
from equilibre.ui.board import Board
from equilibre.ui.meter.truth import words
from equilibre.ui.meter.truth.state import Choices, Finding, TruthState

_FIGURES_SECONDS = 0.5  # faster than this nobody reads

MakeTrial = Callable[[str, str, str], TruthTrial]


class Screen(Protocol):
    """What the presenter needs of the dialogue."""

    def show_state(self, state: TruthState, /) -> None: ...


class TruthPresenter:
    """One emulated computer at a time: chosen, played, judged."""

    def __init__(self, screen: Screen, make_trial: MakeTrial = TruthTrial) -> None:
        choices = Choices()
        truth = truth_of(choices.curve, choices.layout)
        self._board: Board[TruthState, Screen] = Board(
            screen, TruthState(choices, truth, TRIAL_SECONDS, verdict=_invitation())
        )
        self._make_trial = make_trial
        self._trial: TruthTrial | None = None
        self._told = -1  # half seconds for which the figures were written

    def show(self) -> None:
        """Show what there is."""
        self._board.set()

    @property
    def state(self) -> TruthState:
        """What is shown now."""
        return self._board.state

    def choose(self, **changes: str) -> None:
        """Change *curve*, *layout*, *incident* or *period*; all but the last begin anew."""
        choices = replace(self.state.choices, **changes)
        if choices == self.state.choices:
            return
        if choices == replace(self.state.choices, period=choices.period):
            # The same power, looked at otherwise: what the meter read stands.
            self._board.set(choices=choices)
            self._told = -1
            if self.state.record is not None:
                self._tell(self.state.record)
            return
        self._end()
        truth = truth_of(choices.curve, choices.layout)
        self._board.set(choices=choices, truth=truth, **_NOTHING, verdict=_invitation())

    def play(self) -> None:
        """Play the curve from its beginning."""
        self._end()
        choices = self.state.choices
        try:
            self._trial = self._make_trial(choices.curve, choices.layout, choices.incident)
        except TruthUnplayable as problem:
            self._board.set(**_NOTHING | {"problem": str(problem)}, verdict="")
            return
        self._trial.start()
        self._told = -1
        self._board.set(**_NOTHING | {"playing": True}, verdict=_progress(0.0))

    def stop(self) -> None:
        """End before the end; nothing is concluded."""
        if self._trial is None:
            return
        self._end()
        self._board.set(**_NOTHING, verdict=_("Stopped before the end: nothing is concluded."))

    def tick(self) -> None:
        """Show what has been played since the last time."""
        if self._trial is None:
            return
        record = self._trial.follow()
        if record.finished:
            self._end()
        self._tell(record)

    def close(self) -> None:
        """End the threads and remove the folder."""
        self._end()

    def _end(self) -> None:
        trial, self._trial = self._trial, None
        if trial is not None:
            trial.stop()

    def _tell(self, record: TruthRecord) -> None:
        state, choices = self.state, self.state.choices
        naive = naive_reading(state.truth, choices.period_seconds, _told_seconds(record))
        with self._board.gathered():
            self._board.set(record=record, naive=naive, playing=not record.finished)
            told = int(record.seconds / _FIGURES_SECONDS)
            if told != self._told or record.finished:
                self._told = told
                self._board.set(
                    true_finding=words.true_finding(record),
                    meter_finding=words.meter_finding(record),
                    naive_finding=words.naive_finding(naive, choices, record.finished),
                    verdict=words.verdict(record, naive, choices)
                    if record.finished
                    else _progress(record.seconds),
                )


_NOTHING: dict[str, object] = {
    "playing": False,
    "record": None,
    "naive": None,
    "true_finding": Finding(),
    "meter_finding": Finding(),
    "naive_finding": Finding(),
    "problem": "",
}


def _told_seconds(record: TruthRecord) -> float:
    """Return until when the true energy is told: both readers are held against the same."""
    if record.finished or not record.steps:
        return record.seconds
    return min(record.seconds, record.steps[-1].end_seconds)


def _invitation() -> str:
    return _("Press Play and watch for ten seconds: who finds the true energy?")


def _progress(seconds: float) -> str:
    return _("Playing: {seconds} s of {total} s.").format(
        seconds=int(seconds), total=int(TRIAL_SECONDS)
    )
