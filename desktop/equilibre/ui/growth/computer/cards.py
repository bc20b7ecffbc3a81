"""The cards of the page: where its figures come from, and how it computes."""

from PySide6.QtWidgets import QWidget

from equilibre import numbers
from equilibre.facts.equivalents import equivalents
from equilibre.growth import catalogue
from equilibre.growth.quantity import quantity
from equilibre.texts import _
from equilibre.ui.dialogs.card import CardDialog
from equilibre.ui.growth.cards import figure_lines, origin_lines, show_model_card
from equilibre.ui.growth.computer import beside
from equilibre.ui.growth.computer.fit import MODEL
from equilibre.ui.growth.computer.presenter import ComputerPresenter
from equilibre.ui.growth.computer.rungs import EQUIVALENT


def show_model(presenter: ComputerPresenter, parent: QWidget) -> None:
    """Show everything that is known of the model chosen."""
    show_model_card(presenter.model, presenter.unverified, parent)


def show_thing(presenter: ComputerPresenter, key: str, parent: QWidget) -> None:
    """Show the card of a model, or how the pace of this computer is counted."""
    if key in catalogue.models():
        show_model_card(catalogue.models()[key], presenter.unverified, parent)
    else:
        show_pace(presenter, parent)


def show_lines(parent: QWidget) -> None:
    """Show where the dashed lines come from."""
    paragraphs = [
        _("They start at GPT-3, the first large training whose power was measured."),
        *(
            "\n".join(
                (
                    _("{name}: {quantity} doubling every {count} months ({period})").format(
                        name=trend.name,
                        quantity=trend.quantity,
                        count=numbers.significant(trend.doubling_months, 3),
                        period=trend.period,
                    ),
                    *origin_lines(trend.origin),
                )
            )
            for trend in beside.lines()
        ),
        _("A trend is not a law: nothing says that either of them goes on."),
        _("Left out: energies that are known within a factor of 3 only."),
    ]
    _show(_("The dashed lines"), paragraphs, parent)


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
            _assumption("bytes_per_parameter", _("Bytes to hold a parameter")),
            _assumption("training_bytes_per_parameter", _("Bytes to train a parameter")),
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
            _assumption("tokens_per_parameter", _("Tokens for each parameter")),
            _assumption("operations_per_parameter_and_token", _("Operations for each of both")),
            _("A class is as if its computers shared one training without any loss."),
        ],
        parent,
    )


def _assumption(key: str, name: str) -> str:
    figure = catalogue.assumptions()[key]
    return "\n".join(figure_lines(name, figure, lambda value: numbers.count(round(value))))


def _source(name: str, locator: str) -> str:
    return _("Source: {text}").format(text=name) + "\n" + _("Where: {text}").format(text=locator)


def _show(title: str, paragraphs: list[str], parent: QWidget) -> None:
    CardDialog(title, paragraphs, parent.window()).open()
