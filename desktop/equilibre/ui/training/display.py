"""The words, figures and curves of the training tab, made from what is known of the run."""

from collections.abc import Callable
from dataclasses import replace

from equilibre.learning.dataset import card
from equilibre.ui.plots.curves import Curves, curves_of_recorder, curves_of_run
from equilibre.ui.training import figures, words
from equilibre.ui.training.board import TrainingBoard
from equilibre.ui.training.readings import Readings
from equilibre.ui.training.state import Phase


class Display:
    """Puts words and figures on the board, and draws the curves."""

    def __init__(
        self,
        board: TrainingBoard,
        readings: Readings,
        clock: Callable[[], float],
        equivalents: bool,
    ) -> None:
        self._board = board
        self._readings = readings
        self._clock = clock
        self._show_equivalents = equivalents
        self._by_epochs = False
        self.equivalent = "car"  # the key of the thing that runs are compared with

    def attach(self) -> None:
        """Show the curves on a screen that has nothing yet."""
        self.draw()
        self._board.screen.show_by_epochs(self._by_epochs)

    def refresh(self) -> None:
        """Say everything again: in another language, or after a change of phase."""
        with self._board.gathered():
            self.say_status()
            self._board.refresh_notice()
            self.show_figures()

    def show_equivalents(self, shown: bool) -> None:
        """Compare with everyday things or not, from the next figures on."""
        self._show_equivalents = shown

    def other_equivalent(self) -> None:
        """Compare with the other known thing."""
        self.equivalent = "led" if self.equivalent == "car" else "car"
        self.show_figures()

    def show_by_epochs(self, epochs: bool) -> None:
        """Draw the learning against epochs: of seconds there are too few to see it."""
        self._by_epochs = epochs
        self._board.screen.show_by_epochs(epochs)

    def say_status(self) -> None:
        """Say in one line what is going on."""
        state, recorder = self._board.state, self._readings.recorder
        status = words.status(state.phase, recorder, state.run, self._readings.resting)
        self._board.set(status=status)

    def show_figures(self) -> None:
        """Show power, energy and what follows from it."""
        state = self._board.state
        country, run = state.country, state.run
        energy = run.energy if run is not None else self._readings.energy()
        idle = figures.idle_of(run) if run is not None else self._readings.idle_watts()
        # A run under way has no whole training to multiply yet.
        settled = None if state.phase.busy else energy
        self._board.set(
            power=figures.power_card(self._readings.power(), idle),
            energy=figures.energy_card(
                energy, state.phase.busy and state.phase is not Phase.REPEATING
            ),
            carbon=figures.carbon_card(energy, country),
            scale_text=figures.scale_text(settled, state.scale),
            equivalent=(
                figures.equivalent_text(settled, country, state.scale, self.equivalent)
                if self._show_equivalents
                else ""
            ),
            run_energy=energy,
        )

    def draw(self) -> None:
        """Draw the curves anew."""
        self._board.screen.draw(self.curves())

    def curves(self) -> Curves:
        """Return everything that the charts draw."""
        state, recorder = self._board.state, self._readings.recorder
        curves = Curves(family=state.family, task=card(state.dataset).task)
        if recorder is not None:
            curves = curves_of_recorder(recorder, self._clock(), state.phase.busy)
        elif state.run is not None:
            curves = curves_of_run(state.run)
        return replace(curves, country=state.country)
