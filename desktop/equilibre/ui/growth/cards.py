"""Cards that say where a figure comes from: one click away from every figure."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from equilibre import numbers
from equilibre.growth.figure import Figure, Kind, Origin, confidence_in_words, kind_in_words
from equilibre.growth.model import Model
from equilibre.growth.quantity import QUANTITIES
from equilibre.texts import _, joined, labelled
from equilibre.ui.dialogs.card import CardDialog


def origin_lines(origin: Origin) -> list[str]:
    """Return where a figure stands and how it was checked, a line each."""
    return [
        _("Source: {text}").format(text=origin.source),
        _("Where: {text}").format(text=origin.locator),
        _("Checked: {how}").format(how=confidence_in_words(origin.confidence)),
    ]


def figure_in_words(figure: Figure, write: Callable[[float], str]) -> str:
    """Return a value with its bounds and how it came to be: "1,290 MWh (0.5–1.5), published"."""
    kind = kind_in_words(figure.kind)
    if figure.low is not None and figure.high is not None:
        bounds = _("{low} to {high}").format(low=write(figure.low), high=write(figure.high))
        if figure.value is None:
            return _("{kind}; reconstructions: {bounds}").format(kind=kind, bounds=bounds)
        return joined((f"{write(figure.value)} ({bounds})", kind))
    return kind if figure.value is None else joined((write(figure.value), kind))


def figure_lines(name: str, figure: Figure, write: Callable[[float], str]) -> list[str]:
    """Return what is known of a figure: its value, how it was obtained, where it stands."""
    basis = str(figure.basis)
    return [
        labelled(name, figure_in_words(figure, write)),
        *([_("How: {text}").format(text=basis)] if basis else []),
        *origin_lines(figure.origin),
    ]


def model_lines(model: Model, unverified: bool) -> list[str]:
    """Return everything that is known of a model, one paragraph for each quantity."""
    about = [f"{model.organisation}, {model.date:%d/%m/%Y}"]
    if model.hardware:
        about.append(model.hardware)
    if model.accelerators is not None:
        about.append(_("{count} chips").format(count=numbers.count(model.accelerators)))
    if model.hours is not None:
        duration = numbers.seconds(model.hours * 3600)
        about.append(_("{duration} of training").format(duration=duration))
    origin = origin_lines(model.origin) if model.origin else []
    paragraphs = ["\n".join((joined(about), *origin))]
    for quantity in QUANTITIES:
        figure = quantity.read(model, unverified)
        if figure is None:
            paragraphs.append(labelled(quantity.title, _("no figure here")))
        elif quantity.key in model.figures:
            paragraphs.append("\n".join(figure_lines(quantity.title, figure, quantity.write)))
        else:  # computed from two others, whose origins are above
            if figure.value is not None:
                figure = replace(figure, kind=Kind.DERIVED)
            paragraphs.append(labelled(quantity.title, figure_in_words(figure, quantity.write)))
    return paragraphs


def show_model_card(model: Model, unverified: bool, parent: QWidget) -> None:
    """Show everything that is known of *model*, with its sources."""
    CardDialog(model.name, model_lines(model, unverified), parent.window()).open()


def show_origin_card(
    title: str, paragraphs: Sequence[str], origin: Origin, parent: QWidget
) -> None:
    """Show what is said of a figure, then where it comes from."""
    CardDialog(title, [*paragraphs, "\n".join(origin_lines(origin))], parent.window()).open()
