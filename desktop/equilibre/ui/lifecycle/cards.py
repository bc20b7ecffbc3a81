"""The cards of the life-cycle tab: what a study, a factor or a parameter is, and its source."""

from PySide6.QtWidgets import QWidget

from equilibre.lifecycle import catalogue
from equilibre.lifecycle.errors import LifecycleError
from equilibre.lifecycle.inventory import factor_of
from equilibre.lifecycle.own_factors import choices
from equilibre.texts import _, labelled
from equilibre.ui.dialogs.card import CardDialog
from equilibre.ui.lifecycle import levers
from equilibre.ui.lifecycle.amounts import amounts_in_words
from equilibre.ui.lifecycle.factor_card import FactorCard
from equilibre.ui.lifecycle.presenter import LifecyclePresenter
from equilibre.ui.lifecycle.state import LifecycleState


def show_study_card(state: LifecycleState, window: QWidget) -> None:
    """Show what is compared, and what is taken for granted."""
    study = state.study
    contents = [
        _("Functional unit: {text}").format(text=study.functional_unit),
        labelled("A", state.first_title) + "\n" + labelled("B", state.second_title),
    ]
    if study.assumptions:
        contents.append(_("Taken for granted:"))
        contents += [f"• {text}" for text in study.assumptions]
    contents += [labelled(one.short, one.scope) for one in catalogue.indicators().values()]
    CardDialog(state.title, contents, window).open()


def show_factor_card(presenter: LifecyclePresenter, key: str, window: QWidget) -> None:
    """Show what one unit costs, and let another published figure be chosen."""
    factor = factor_of(presenter.study, key, presenter.state.zone)
    found = {}
    for indicator in catalogue.indicators():
        try:
            found[indicator] = choices(presenter.study, factor.key, indicator)
        except LifecycleError:
            continue
    state = presenter.state
    amounts = amounts_in_words(
        presenter.study, state.zone, factor.key, {"A": state.first, "B": state.second}
    )
    card = FactorCard(factor, found, amounts, window)
    card.chosen.connect(
        lambda indicator, value: presenter.choose_published(factor.key, indicator, value)
    )
    card.open()


def show_parameter_card(presenter: LifecyclePresenter, key: str, window: QWidget) -> None:
    """Show where the value of a parameter comes from, and what it changes."""
    parameter = presenter.study.parameters[key]
    opened = presenter.opened.parameters.get(key)
    contents = [
        f"{levers.written(parameter.range.value, parameter.unit)}, "
        + levers.explanation(parameter).partition("\n")[0],
        _("Source: {text}").format(text=parameter.source),
    ]
    if opened is not None and opened.range != parameter.range:
        contents.append(
            _("As the study was opened: {value}").format(
                value=levers.written(opened.range.value, opened.unit)
            )
        )
    name = str(parameter.name)
    CardDialog(name[:1].upper() + name[1:], contents, window).open()
