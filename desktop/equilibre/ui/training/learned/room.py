"""Ties the room of the trained model together: what its view asks goes to its presenter."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Slot

from equilibre.meter.reading import Sample
from equilibre.texts import _
from equilibre.ui.board import NoScreen
from equilibre.ui.equipment import Equipment
from equilibre.ui.photographer import Photographer
from equilibre.ui.tab import Trial, Until
from equilibre.ui.training.learned.presenter import LearnedPresenter
from equilibre.ui.training.learned.view import LearnedView
from equilibre.ui.training.room import Panes
from equilibre.worker.messages import Reply


class LearnedRoom(QObject):
    """What the model trained last learned; the settings and figures of the run stay beside it."""

    key = "learned"

    def __init__(self, equipment: Equipment) -> None:
        super().__init__()
        host = equipment.host
        self._in_front = False
        self.view: LearnedView | None = None
        self.presenter = LearnedPresenter(
            host.send,
            occupied=lambda: host.busy and not host.paused,
            in_front=lambda: self._in_front,
        )

    def build(self) -> Panes:
        presenter = self.presenter
        self._in_front = False
        self.view = view = LearnedView()
        view.in_front.connect(self._comes_to_front)
        view.view_chosen.connect(presenter.choose_view)
        view.confusion.picked.connect(presenter.narrow)
        view.gallery.picked.connect(presenter.play_with)
        view.gallery.chosen.connect(presenter.choose_images)
        view.map.chosen.connect(presenter.choose_map)
        view.play.changed.connect(presenter.change)
        view.play.another_asked.connect(presenter.next_example)
        view.play.blank_asked.connect(presenter.blank)
        view.play.put_back_asked.connect(presenter.put_back)
        presenter.attach(view)
        return Panes(view)

    @Slot(bool)
    def _comes_to_front(self, in_front: bool) -> None:
        self._in_front = in_front
        if in_front:
            self.presenter.look()

    def part(self) -> None:
        self.view = None
        self._in_front = False
        self.presenter.attach(NoScreen())

    def enter(self) -> None:
        self.presenter.look()

    def hear(self, samples: Sequence[Sample], replies: Sequence[Reply]) -> None:
        self.presenter.hear(replies)

    def draw(self) -> None:
        """Nothing moves between two answers."""

    def busy(self) -> bool:
        return self.presenter.busy

    def photograph(self, photographer: Photographer) -> None:
        from equilibre.ui.training.learned import scenes

        scenes.photograph(self, photographer)

    def trials(self, until: Until) -> Sequence[Trial]:
        name = _("what the model trained last learned, in the training process")
        return (Trial("learned", name, lambda: self._look_at_all(until)),)

    def _look_at_all(self, until: Until) -> None:
        presenter = self.presenter
        self._in_front = True
        presenter.look()
        until(lambda: presenter.state.judged is not None and presenter.complete)
        for view in presenter.state.views:
            presenter.choose_view(view)
            until(lambda: presenter.complete)
        self._in_front = False
