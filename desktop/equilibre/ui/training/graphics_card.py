"""Where the network is computed: the graphics card is looked for when it is first asked for."""

from collections.abc import Callable, Sequence

from equilibre.learning.gpu import FindGpu, GpuFound
from equilibre.texts import _
from equilibre.ui.board import Notice
from equilibre.ui.errand import Errand
from equilibre.ui.training.board import TrainingBoard
from equilibre.worker.messages import Command, Done, Reply


class GraphicsCard:
    """Puts the processor or the graphics card on the board, and says why the latter cannot be."""

    def __init__(
        self,
        board: TrainingBoard,
        send: Callable[[Command], None],
        others_at_work: Callable[[], bool],
    ) -> None:
        self._board = board
        self._others_at_work = others_at_work
        self._errand = Errand(send, self._found, self._looked, self._missing)

    def choose(self, computed_on: str) -> None:
        """Compute on the "cpu", or on the "gpu" if it is there: the answer may take seconds."""
        state = self._board.state
        if state.phase.busy or self._errand.busy or computed_on == state.computed_on:
            return self._board.show_again()
        if computed_on == "cpu":
            return self._board.set(computed_on="cpu")
        if self._others_at_work():
            self._board.notify(
                lambda: Notice(_("The training process is at work: choose again in a moment."))
            )
            return self._board.show_again()
        self._board.notify(lambda: Notice(_("Looking for a graphics card that computes…")))
        self._errand.start(FindGpu())
        return self._board.show_again()

    def hear(self, replies: Sequence[Reply]) -> None:
        """Take what the training process said since the last time."""
        self._errand.hear(replies)

    def _found(self, card: GpuFound) -> None:
        self._board.set(computed_on="gpu")
        self._board.notify(
            lambda: Notice(_("The trainings are computed on: {name}.").format(name=card.name))
        )

    def _looked(self, _done: Done) -> None:
        self._board.show_again()

    def _missing(self, reason: str) -> None:
        self._board.notify(lambda: Notice(reason, "warning"))
        self._board.show_again()
