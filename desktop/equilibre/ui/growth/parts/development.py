"""The icebergs: what a project took before the training that is told; knows no screen."""

from equilibre import numbers
from equilibre.growth.account import Project
from equilibre.quantities import MEGAWATT_HOUR
from equilibre.texts import _
from equilibre.ui.growth.parts.state import Iceberg, Side

_LARGE = 100.0  # times: beyond, hours were counted, trainings too


def iceberg(project: Project) -> Iceberg:
    """Return the iceberg of a project: its energy where it was published, else the ratio told."""
    title = _("{name}: what came before the final training").format(name=project.name)
    final, total = project.final_run_energy, project.total_energy
    if final is not None and total is not None:
        return _of_energy(project, title, final, total)
    return _of_ratio(project, title)


def shares(project: Project) -> tuple[float, float]:
    """Return the shares of the final training and of all the rest."""
    final, total = project.final_run_energy, project.total_energy
    above = 1 / project.ratio if final is None or total is None else final / total
    return above, 1 - above


def _of_energy(project: Project, title: str, final: float, total: float) -> Iceberg:
    above, below = shares(project)
    size = MEGAWATT_HOUR.size
    return Iceberg(
        key=project.key,
        title=title,
        subtitle=_("the area of each part is its energy, within this iceberg"),
        unit=MEGAWATT_HOUR.symbol,
        above=Side(
            final / size,
            _("The final training"),
            _("{energy}, {share}").format(energy=_energy(final), share=numbers.percent(above, 0)),
        ),
        below=Side(
            (total - final) / size,
            _("Everything before and around it"),
            _("{energy}, {share}").format(
                energy=_energy(total - final), share=numbers.percent(below, 0)
            ),
            str(project.detail),
        ),
        sentence=sentence(project),
    )


def _of_ratio(project: Project, title: str) -> Iceberg:
    """Return an iceberg of which only a ratio was published."""
    counted = project.ratio > _LARGE
    above, below = shares(project)
    return Iceberg(
        key=project.key,
        title=title,
        subtitle=_("the area of each part is its hours of computing, within this iceberg")
        if counted
        else _("only told in words, about twice: hatched, for no energy was published"),
        unit=_("final trainings"),
        above=Side(
            1.0,
            _("One model, once") if counted else _("The final training"),
            _("{share} of the hours").format(share=numbers.percent(above, 2))
            if counted
            else _("about one half"),
        ),
        below=Side(
            project.ratio - 1,
            _("The whole project beneath it") if counted else _("Everything before and around it"),
            _("{share} of the hours").format(share=numbers.percent(below, 2))
            if counted
            else _("about one half"),
            str(project.detail),
        ),
        order_only=not counted,
        sentence=sentence(project),
    )


def sentence(project: Project) -> str:
    """Say how much more than its final training a project took."""
    final, total = project.final_run_energy, project.total_energy
    if final is not None and total is not None:
        return _("{name} took {total} in all: {ratio} times its final training.").format(
            name=project.name, total=_energy(total), ratio=numbers.significant(total / final, 2)
        )
    if project.ratio > _LARGE:
        return _("{name} took about {ratio} times the hours of one model.").format(
            name=project.name, ratio=numbers.count(round(project.ratio))
        )
    return _("{name} took about {ratio} times its final training, say its authors.").format(
        name=project.name, ratio=numbers.significant(project.ratio, 1)
    )


def caution() -> str:
    """Say what the areas of two icebergs do not say."""
    return _(
        "Each iceberg fills the picture: the areas of two icebergs are not to be compared, nor "
        "energies with hours."
    )


def _energy(joules: float) -> str:
    megawatt_hours = joules / MEGAWATT_HOUR.size
    text = (
        numbers.count(round(megawatt_hours))
        if megawatt_hours >= 1000  # noqa: PLR2004
        else numbers.significant(megawatt_hours)
    )
    return numbers.with_unit(text, MEGAWATT_HOUR.symbol)
