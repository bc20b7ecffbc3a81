"""The cards of the page: where its figures come from, and how it computes."""

from PySide6.QtWidgets import QWidget

from equilibre import numbers
from equilibre.facts.equivalents import equivalents
from equilibre.growth.quantity import quantity
from equilibre.texts import _
from equilibre.ui.dialogs.card import CardDialog
from equilibre.ui.growth.cards import figure_lines, show_model_card
from equilibre.ui.growth.computer.fit import MODEL
from equilibre.ui.growth.computer.presenter import ComputerPresenter
from equilibre.ui.growth.computer.rungs import EQUIVALENT


def show_model(presenter: ComputerPresenter, parent: QWidget) -> None:
    """Show everything that is known of the model chosen."""
    show_model_card(presenter.model, presenter.unverified, parent)


def show_figure(presenter: ComputerPresenter, key: str, parent: QWidget) -> None:
    """Show where the published figure *key* of the model chosen comes from."""
    if key == MODEL:
        show_model(presenter, parent)
        return
    figure = presenter.figure(key)
    if figure is None:
        return
    shown = quantity(key)
    lines = figure_lines(shown.title, figure, shown.write)
    title = _("{model}: {quantity}").format(model=presenter.model.name, quantity=shown.title)
    _show(title, ["\n".join(lines)], parent)


def show_country(presenter: ComputerPresenter, parent: QWidget) -> None:
    """Show where the figure of the electricity comes from."""
    country = presenter.country
    grams = numbers.with_unit(numbers.significant(country.grams_per_kilowatt_hour, 3), "g")
    _show(
        _("Electricity: {country}").format(country=country.name),
        [
            _("{grams} of CO₂e per kWh over the life cycle, average of {year}.").format(
                grams=grams, year=country.source.year
            ),
            _("An average of a year and a country: this minute and this place differ."),
            _source(country.source.title, country.source.locator),
        ],
        parent,
    )


def show_pace(_presenter: ComputerPresenter, parent: QWidget) -> None:
    """Show how the two paces are counted."""
    _show(
        _("At whose pace"),
        [
            _(
                "As it trained: the operations of a kept run, six for each weight, row and epoch, "
                "over its duration and its energy. Loading the rows and looking at the scores take "
                "time in which no operation is counted, as in any training."
            ),
            _(
                "At most: one second of products of matrices, on every core. No training is that "
                "fast: it is a ceiling."
            ),
            _(
                "The energy is what the sensor of this computer covers, idle included. An estimate "
                "is marked so, and its bounds are wide."
            ),
        ],
        parent,
    )


def show_method(presenter: ComputerPresenter, parent: QWidget) -> None:
    """Show how the page computes, and with which assumptions."""
    led = equivalents()[EQUIVALENT]
    _show(
        _("How this is computed"),
        [
            _("A thought experiment: nobody trains such a model on one computer."),
            _(
                "Duration: the operations of the training over those that this computer makes in a "
                "second. Energy: the operations times the energy of one. CO₂e: that energy times "
                "the average of the electricity chosen."
            ),
            _(
                "Each answer lies between two paces: at most, and as this computer trained. Read "
                "it as an order of magnitude."
            ),
            _(
                "Memory: 2 bytes for each parameter to hold it, 16 to train it (mixed precision "
                "with Adam; an assumption that was not verified). The examples come on top."
            ),
            _("The bulb: {source} ({locator}).").format(
                source=led.source.title, locator=led.source.locator
            ),
        ],
        parent,
    )


def show_assumptions(parent: QWidget) -> None:
    """Show what the inverse questions assume."""
    _show(
        _("The assumption: 20 tokens for each parameter"),
        [
            _(
                "A language model of N parameters is trained on 20 × N tokens, six operations for "
                "each parameter and token: 120 × N² operations. So N is the square root of the "
                "operations that the time allows, over 120."
            ),
            _(
                "The 20 was found with far larger models (70 billion parameters, 1,400 billion "
                "tokens): for small ones it is an assumption."
            ),
            _source("Hoffmann et al. 2022 (Chinchilla)", "arXiv 2203.15556"),
            _("A class is as if its computers shared one training without any loss."),
        ],
        parent,
    )


def _source(name: str, locator: str) -> str:
    return _("Source: {text}").format(text=name) + "\n" + _("Where: {text}").format(text=locator)


def _show(title: str, paragraphs: list[str], parent: QWidget) -> None:
    CardDialog(title, paragraphs, parent.window()).open()
