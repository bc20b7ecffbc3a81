"""The editor on a screen: what a student clicks and types, and what comes of it."""

from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from equilibre.lifecycle.checks import problems
from equilibre.sessions.studies import OwnStudies
from equilibre.ui.board import NoScreen
from equilibre.ui.lifecycle.editor.devices import DevicesSection
from equilibre.ui.lifecycle.editor.factors import FactorsSection
from equilibre.ui.lifecycle.editor.fields import Field
from equilibre.ui.lifecycle.editor.general import GeneralSection
from equilibre.ui.lifecycle.editor.page import EditorPage
from equilibre.ui.lifecycle.editor.parameters import ParametersSection
from equilibre.ui.lifecycle.editor.variants import VariantsSection
from equilibre.ui.lifecycle.presenter import LifecyclePresenter
from equilibre.ui.lifecycle.state import LifecycleState
from equilibre.ui.theme import use_theme
from tests.ui.fitting import cut, outside, overlapping

Kind = TypeVar("Kind", bound=QWidget)
Open = Callable[[], tuple[EditorPage, LifecyclePresenter]]


class Screen:
    """Shows the page of the editor alone."""

    def __init__(self, page: EditorPage) -> None:
        self._page = page

    def show_state(self, state: LifecycleState) -> None:
        self._page.show_state(state)


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Open]:
    """Return a function that shows the editor of the first study, in a small window."""

    def make() -> tuple[EditorPage, LifecyclePresenter]:
        presenter = LifecyclePresenter(NoScreen(), OwnStudies(None))
        page = EditorPage()
        qtbot.addWidget(page)
        page.changed.connect(presenter.edit)
        page.copy_asked.connect(presenter.copy_study)
        page.new_asked.connect(presenter.new_study)
        page.undo_asked.connect(presenter.undo)
        page.redo_asked.connect(presenter.redo)
        presenter.choose_page("edit")
        presenter.attach(Screen(page))
        page.resize(760, 400)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page, presenter

    use_theme("light", 100)
    yield make
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def write(qtbot: QtBot, field: Field, text: str, end: bool = True) -> None:
    """Type *text* in the place of what a field says, and leave it with Enter."""
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    if end:
        qtbot.keyClick(field, Qt.Key.Key_Return)


def section(page: EditorPage, key: str, kind: type[Kind]) -> Kind:
    page.sections.button(key).click()
    found = page.section(key)
    assert isinstance(found, kind)
    return found


def test_a_study_of_the_program_is_read_until_it_is_copied(qtbot: QtBot, opened: Open) -> None:
    page, presenter = opened()
    assert page.invitation.isVisible()
    general = section(page, "general", GeneralSection)
    assert general.title.isReadOnly()
    assert general.title.text() == str(presenter.study.title)
    page.copy_button.click()
    assert not page.invitation.isVisible()
    assert presenter.study.key == "forest_fire_copy"
    assert not general.title.isReadOnly()


def test_a_parameter_of_a_copy_is_changed_and_put_back(qtbot: QtBot, opened: Open) -> None:
    page, presenter = opened()
    page.copy_button.click()
    parameters = section(page, "parameters", ParametersSection)
    with qtbot.waitSignal(page.changed):
        write(qtbot, parameters.value, "150")
    key = parameters.key.text()
    assert presenter.study.parameters[key].range.value == 150
    assert page.undo.isEnabled()
    page.undo.click()
    assert presenter.study.parameters[key].range.value != 150
    assert parameters.value.text() != "150"
    page.redo.click()
    assert parameters.value.text() == "150"


def test_a_wrong_amount_says_where_while_it_is_typed_and_is_not_sent(
    qtbot: QtBot, opened: Open
) -> None:
    page, presenter = opened()
    page.new.click()
    ways = section(page, "variants", VariantsSection)
    before = presenter.study
    with qtbot.assertNotEmitted(page.changed):
        write(qtbot, ways.amount.field, "people*(2", end=False)
        assert "character 8" in ways.amount.sentence.text()
        assert ways.amount.value.text() == ""
        qtbot.keyClick(ways.amount.field, Qt.Key.Key_Return)
    assert presenter.study is before
    assert page.strip.sentence.text().startswith("To mend")
    section(page, "general", GeneralSection)
    page.strip.show_me.click()
    assert ways.amount.field.text() == "people*(2"
    assert ways.amount.field.hasFocus()
    write(qtbot, ways.amount.field, "people*(2)")
    assert presenter.study.variant("A1").lines[0].amount == "people*(2)"
    assert ways.amount.value.text() == "= 200\u202funits"


def test_a_missing_parameter_is_added_from_the_amount(qtbot: QtBot, opened: Open) -> None:
    page, presenter = opened()
    page.new.click()
    ways = section(page, "variants", VariantsSection)
    write(qtbot, ways.amount.field, "2*pages")
    ways.amount.add.click()
    assert presenter.study.variant("A1").lines[0].amount == "2*pages"
    parameters = page.section("parameters")
    assert isinstance(parameters, ParametersSection)
    assert parameters.key.text() == "pages"
    assert parameters.name.hasFocus()


def test_names_are_completed_from_their_beginning(qtbot: QtBot, opened: Open) -> None:
    page, presenter = opened()
    page.new.click()
    field = section(page, "variants", VariantsSection).amount.field
    write(qtbot, field, "2*minutes_wi", end=False)
    popup = field.list.popup()
    assert popup is not None
    assert popup.isVisible()
    assert field.list.completionModel().rowCount() == 2
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert field.text() == "2*minutes_without"
    assert not popup.isVisible()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert presenter.study.variant("A1").lines[0].amount == "2*minutes_without"


def test_removing_a_used_parameter_is_refused_with_a_sentence(qtbot: QtBot, opened: Open) -> None:
    page, presenter = opened()
    page.new.click()
    parameters = section(page, "parameters", ParametersSection)
    before = presenter.study
    parameters.table.setFocus()
    qtbot.keyClick(parameters.table, Qt.Key.Key_Delete)
    assert presenter.study is before
    assert "“people” is still used" in page.strip.sentence.text()


def test_delete_removes_the_line_in_hand(qtbot: QtBot, opened: Open) -> None:
    page, presenter = opened()
    page.new.click()
    ways = section(page, "variants", VariantsSection)
    lines = presenter.study.variant("A1").lines
    ways.table.setFocus()
    qtbot.keyClick(ways.table, Qt.Key.Key_Down)
    qtbot.keyClick(ways.table, Qt.Key.Key_Delete)
    assert presenter.study.variant("A1").lines == (lines[0], *lines[2:])


def test_what_is_typed_survives_what_the_tab_finds_meanwhile(qtbot: QtBot, opened: Open) -> None:
    page, presenter = opened()
    page.new.click()
    general = section(page, "general", GeneralSection)
    write(qtbot, general.title, "Correcting", end=False)
    while presenter.busy():
        presenter.tick()
    presenter.move_lever("answer_kWh", 0.7)
    assert general.title.text() == "Correcting"
    qtbot.keyClick(general.title, Qt.Key.Key_Return)
    assert str(presenter.study.title) == "Correcting"


def test_a_new_study_is_made_in_steps(qtbot: QtBot, opened: Open) -> None:
    page, presenter = opened()
    page.new.click()
    general = section(page, "general", GeneralSection)
    write(qtbot, general.title, "Correcting copies")
    general.unit.setFocus()
    general.unit.setPlainText("correct the copies of 30 pupils for one year")
    general.title.setFocus()
    general.times.setText("2")
    qtbot.keyClick(general.times, Qt.Key.Key_Return)
    assert general.inferences.value.text() == "= 200,000"
    devices = section(page, "devices", DevicesSection)
    devices.new.setText("paper")
    qtbot.keyClick(devices.new, Qt.Key.Key_Return)
    figures = section(page, "factors", FactorsSection)
    figures.add.click()
    write(qtbot, figures.text_field("name"), "sheet of paper")
    assert figures.gaps["GWP"].isChecked()
    figures.gaps["GWP"].click()
    assert "not zero" in page.strip.sentence.text()
    write(qtbot, figures.bounds["GWP", "value"], "0.005")
    ways = section(page, "variants", VariantsSection)
    ways.way.setCurrentIndex(0)
    ways.way.activated.emit(0)
    ways.add.click()
    ways.device.choose("paper")
    ways.factor.choose(presenter.study.variant("R0").lines[-1].factor)
    ways.factor.choose(next(iter(presenter.study.factors)))
    write(qtbot, ways.amount.field, "people × requests × days")
    study = presenter.study
    assert str(study.functional_unit) == "correct the copies of 30 pupils for one year"
    assert study.variant("R0").lines[-1].device == "paper"
    assert study.variant("R0").lines[-1].amount == "people * requests * days"
    assert ways.amount.value.text() == "= 100,000\u202funits"
    assert not problems(study)
    assert presenter.state.notice is None


def test_a_click_on_another_row_takes_what_was_typed_in_the_first(
    qtbot: QtBot, opened: Open
) -> None:
    page, presenter = opened()
    page.new.click()
    parameters = section(page, "parameters", ParametersSection)
    write(qtbot, parameters.value, "120", end=False)
    table = parameters.table
    qtbot.mouseClick(
        table.viewport(),
        Qt.MouseButton.LeftButton,
        pos=table.visualItemRect(table.item(2, 1)).center(),
    )
    assert presenter.study.parameters["people"].range.value == 120
    assert parameters.key.text() == "days"
    assert table.currentRow() == 2


def test_tab_goes_from_field_to_field_in_the_order_of_the_form(qtbot: QtBot, opened: Open) -> None:
    page, _presenter = opened()
    page.new.click()
    parameters = section(page, "parameters", ParametersSection)
    parameters.table.setFocus()
    for field in (
        parameters.key,
        parameters.name,
        parameters.low,
        parameters.value,
        parameters.high,
        parameters.unit,
        parameters.lever,
        parameters.kind,
        parameters.source,
    ):
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        assert field.hasFocus()


def test_escape_gives_up_what_cannot_be_taken(qtbot: QtBot, opened: Open) -> None:
    page, presenter = opened()
    page.new.click()
    parameters = section(page, "parameters", ParametersSection)
    write(qtbot, parameters.value, "many")
    assert page.strip.sentence.text().startswith("To mend: people")
    qtbot.keyClick(parameters.value, Qt.Key.Key_Escape)
    assert parameters.value.text() == "100"
    assert not page.draft.problems()


def test_what_was_taken_is_undone_with_the_study(qtbot: QtBot, opened: Open) -> None:
    page, presenter = opened()
    page.new.click()
    title = section(page, "general", GeneralSection).title
    write(qtbot, title, "Correcting", end=False)
    assert title.isUndoAvailable()
    qtbot.keyClick(title, Qt.Key.Key_Return)
    assert not title.isUndoAvailable()
    presenter.undo()
    assert title.text() == "My study"


def test_a_name_being_typed_is_no_mistake_yet(qtbot: QtBot, opened: Open) -> None:
    page, _presenter = opened()
    page.new.click()
    amount = section(page, "variants", VariantsSection).amount
    write(qtbot, amount.field, "minutes_w", end=False)
    assert not amount.sentence.text()
    write(qtbot, amount.field, "minutes_x", end=False)
    assert "“minutes_x” is not a parameter" in amount.sentence.text()


def test_another_page_goes_on_with_what_was_typed(qtbot: QtBot, opened: Open) -> None:
    page, presenter = opened()
    page.new.click()
    parameters = section(page, "parameters", ParametersSection)
    parameters.table.setCurrentCell(3, 0)
    write(qtbot, parameters.value, "many")
    again = EditorPage()
    qtbot.addWidget(again)
    again.work_on(page.draft)
    presenter.attach(Screen(again))
    shown = again.section("parameters")
    assert isinstance(shown, ParametersSection)
    assert again.sections.choice == "parameters"
    assert (shown.key.text(), shown.value.text()) == ("minutes_without", "many")
    assert again.strip.sentence.text().startswith("To mend")


@pytest.mark.parametrize("key", ["general", "parameters", "variants", "devices", "factors"])
def test_every_section_fits_a_small_window(opened: Open, key: str) -> None:
    page, _presenter = opened()
    for act in (lambda: None, page.copy_button.click):
        act()
        page.sections.button(key).click()
        QCoreApplication.processEvents()
        assert page.size().height() == 400
        assert page.size().width() == 760
        assert cut(page) == []
        assert overlapping(page) == []
        assert outside(page) == []


def test_every_field_and_button_has_a_name(opened: Open) -> None:
    page, _presenter = opened()
    page.copy_button.click()
    for key in ("general", "parameters", "variants", "devices", "factors"):
        page.sections.button(key).click()
    kinds = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit)
    nameless = [
        one
        for one in page.findChildren(QWidget)
        if isinstance(one, kinds)
        and type(one).__module__.startswith(("equilibre", "PySide6"))
        and one.metaObject().className() != "QTableCornerButton"
        and not one.accessibleName()
        and not (isinstance(one, QAbstractButton) and one.text())
    ]
    assert nameless == []
