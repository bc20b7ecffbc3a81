"""The room of the trained model played by nobody, for its pictures."""

from typing import TYPE_CHECKING

from equilibre.ui.photographer import Photographer
from equilibre.ui.training.learned.state import View

if TYPE_CHECKING:
    from equilibre.ui.training.learned.room import LearnedRoom


def photograph(room: "LearnedRoom", photographer: Photographer) -> None:
    """Take a picture of each way to look at the model trained last."""
    presenter = room.presenter
    photographer.until(lambda: presenter.state.judged is not None, "judged")
    for view in presenter.state.views:
        presenter.choose_view(view)
        photographer.until(lambda: presenter.complete, view)
        photographer.take(f"learned-{view}")
    presenter.choose_view(presenter.state.views[0])
    if View.IMAGES in presenter.state.views:
        presenter.choose_images(True)
        photographer.take("learned-right")
        presenter.choose_images(False)
