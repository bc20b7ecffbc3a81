"""What is typed in the editor outlives the view it was typed in."""

from typing import cast

from equilibre.ui.lifecycle.editor.page import EditorPage
from equilibre.ui.lifecycle.tab import LifecycleTab
from tests.ui.conftest import Room


def test_a_text_that_cannot_be_taken_yet_is_there_after_a_change_of_language(room: Room) -> None:
    room.window.show_tab(1)
    tab = cast(LifecycleTab, room.window.tabs[1])
    tab.presenter.copy_study()
    place = ("parameters", "days", "low")

    def page() -> EditorPage:
        assert tab.view is not None
        found = tab.view.made("edit")
        assert isinstance(found, EditorPage)
        return found

    page().draft.type(place, "nonsense")
    room.change(language="fr")
    assert page().draft.text(place) == "nonsense"
    assert page().draft.held(place)
