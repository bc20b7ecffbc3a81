"""The cards of the training tab: where data, energy, CO₂e and comparisons come from."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from equilibre import numbers
from equilibre.facts.electricity import countries
from equilibre.facts.equivalents import equivalents
from equilibre.facts.source import Source
from equilibre.learning.dataset import DatasetCard
from equilibre.meter.reading import Route
from equilibre.sessions.run import Run, RunEnergy
from equilibre.texts import _
from equilibre.ui.dialogs.card import CardDialog
from equilibre.ui.training.account_words import account


def show_data_card(description: DatasetCard, window: QWidget) -> None:
    """Open the card of a data set: what it asks, what it is honest for, where it comes from."""
    paragraphs = [
        str(description.question),
        _("{rows} rows × {columns} columns; one row: {row}").format(
            rows=numbers.count(description.rows),
            columns=numbers.count(description.columns),
            row=description.row_name,
        ),
        _classes(description),
        _("Honest for: {text}").format(text=description.honest_use),
        _("Source: {text}").format(text=description.source),
        _("Licence: {text}").format(text=description.licence) if description.licence else "",
        _provenance(description),
    ]
    CardDialog(str(description.name), [text for text in paragraphs if text], window).open()


def _classes(description: DatasetCard) -> str:
    if description.classes:
        names = ", ".join(str(name) for name in description.classes)
        return _("{count} classes: {names}").format(
            count=numbers.count(len(description.classes)), names=names
        )
    if description.target_name is not None:
        return _("To be predicted: {name}").format(name=description.target_name)
    return ""


def _provenance(description: DatasetCard) -> str:
    """Return which file the rows were made from, in the words of a record."""
    origin = description.provenance
    if origin is None:
        return ""
    return _(
        "Made on {date} by {transform} from “{file}” of {package} (SHA-256 {sha256}…)."
    ).format(
        date=origin.date,
        transform=origin.transform,
        file=origin.file,
        package=origin.package,
        sha256=origin.sha256[:16],
    )


def show_energy_card(
    energy: RunEnergy | None, run: Run | None, routes: Sequence[Route], window: QWidget
) -> None:
    """Open the account of a run: what was metered, how, and how sure that is."""
    paragraphs = [
        _(
            "The energy is the area under the power curve while the model trains; pauses are "
            "left out. The part due to the training is what lies above the idle level, "
            "measured during the seconds before and after."
        )
    ]
    if energy is not None:
        paragraphs.append(_("Obtained from: {source}").format(source=energy.source))
        paragraphs += account(energy)
        if run is not None:
            paragraphs += [text for text in (_by_epoch(run), _looking(run)) if text]
        paragraphs.append(
            _(
                "The interval holds the uncertainty of the sensor (or the band of the "
                "estimate), the borders of the run and the wandering of the idle level."
            )
        )
    scopes = [route.scope for route in routes]
    CardDialog(_("Where the energy comes from"), paragraphs + scopes, window).open()


def _by_epoch(run: Run) -> str:
    """Return the energy of one epoch, to compare runs of unlike lengths; empty without."""
    if run.energy is None or run.epochs < 2:  # noqa: PLR2004 - of one, it is said above
        return ""
    return _("Of each of the {count} epochs, by division: {energy}.").format(
        count=numbers.count(run.epochs),
        energy=numbers.about(
            run.energy.kind, numbers.energy(run.energy.gross.value / run.epochs, 2)
        ),
    )


def _looking(run: Run) -> str:
    """Return which part of the training only looked at the accuracy; empty where nobody knows."""
    if run.evaluation_seconds is None or run.seconds <= 0:
        return ""
    share = run.evaluation_seconds / run.seconds
    text = _(
        "Looking at the accuracy costs too: {share} of the time of the training, counted in it."
    ).format(share=numbers.percent(share, 0))
    if run.energy is None:
        return text
    joules = numbers.about(run.energy.kind, numbers.energy(share * run.energy.gross.value, 2))
    return f"{text} " + _("By its time, that is {energy}.").format(energy=joules)


def show_carbon_card(country_key: str, window: QWidget) -> None:
    """Open the card of the electricity that the CO₂e is computed with."""
    country = countries()[country_key]
    _show_source(
        _("Carbon intensity of electricity: {country}").format(country=country.name),
        [
            _("{grams:g} g of CO₂e per kWh in {year}, average of the whole year.").format(
                grams=country.grams_per_kilowatt_hour, year=country.source.year
            ),
            _(
                "The CO₂e is computed: energy × carbon intensity. It is not measured, and the "
                "electricity of this very minute may be cleaner or dirtier. The interval is "
                "that of the energy; the source publishes none for the intensity."
            ),
        ],
        country.source,
        window,
    )


def show_equivalent_card(key: str, window: QWidget) -> None:
    """Open the card of the everyday thing that runs are compared with."""
    equivalent = equivalents()[key]
    _show_source(
        _("Where the comparison comes from"),
        [
            f"{equivalent.name.format(duration='…')}: {equivalent.value:g} {equivalent.unit}",
            _(
                "Energy is compared with energy only, and the CO₂e of electricity with the "
                "CO₂e of fuel only: making the computer or the car is in neither."
            ),
        ],
        equivalent.source,
        window,
    )


def _show_source(title: str, paragraphs: list[str], source: Source, window: QWidget) -> None:
    CardDialog(
        title,
        [
            *paragraphs,
            _("Source: {text}").format(text=source.title),
            _("Where: {text}").format(text=source.locator),
            _("Year: {year}; checked: {how}").format(year=source.year, how=source.confidence),
        ],
        window,
    ).open()
