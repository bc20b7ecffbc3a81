"""Decides what the page of insides and undersides shows; knows no screen."""

from typing import Protocol

from equilibre import numbers
from equilibre.growth import catalogue
from equilibre.growth.account import Project
from equilibre.growth.anatomy import MatrixFamily
from equilibre.growth.figure import Origin
from equilibre.texts import _, joined
from equilibre.ui.board import Board, NoScreen
from equilibre.ui.growth.parts import development
from equilibre.ui.growth.parts.state import Anatomy, Family, Neighbour, PartsState, View
from equilibre.ui.growth.surroundings import Surroundings

_NEIGHBOURS = ("gpt-2", "bert")


class Screen(Protocol):
    """What the presenter needs of the page."""

    def show_state(self, state: PartsState) -> None: ...


class PartsPresenter:
    """Where GPT-3's parameters are, and what was trained before the training that is told."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._surroundings = surroundings
        self.counted = False  # the count was seen running up once
        self._projects = {project.key: project for project in catalogue.development()}
        self._board: Board[PartsState, Screen] = Board(
            NoScreen(), PartsState(project=next(iter(self._projects)))
        )
        self.refresh()

    @property
    def state(self) -> PartsState:
        """What is shown now."""
        return self._board.state

    def attach(self, screen: Screen) -> None:
        """Show everything on *screen*, in the language in use."""
        self._board.attach(screen)
        self.refresh()

    # -- asked by the page -----------------------------------------------------------------

    def choose_view(self, view: View) -> None:
        self._set(view=view)

    def choose_project(self, key: str) -> None:
        self._set(project=key)

    def point(self, key: str) -> None:
        """Read the family of matrices *key*, "" for none."""
        if key != self.state.family:
            self._set(family=key)

    # -- cards -----------------------------------------------------------------------------

    def family_card(self, key: str) -> tuple[str, list[str], Origin]:
        """Return the title, the paragraphs and the origin of a family."""
        family = self._family(key)
        return (
            str(family.name),
            [
                self._reading(family),
                _(
                    "The size of each matrix follows from the sizes of the layers: a count, not "
                    "a measure."
                ),
            ],
            family.origin,
        )

    def anatomy_card(self) -> tuple[str, list[str], Origin]:
        """Return the same for the whole picture."""
        families = catalogue.anatomy()
        return (
            _("Where GPT-3’s parameters are"),
            [self._reading(family) for family in families],
            families[0].origin,
        )

    def project_card(self) -> tuple[str, list[str], Origin]:
        """Return the same for the project that is shown."""
        project = self._project
        return (
            project.name,
            [development.sentence(project), str(project.detail), development.caution()],
            project.origin,
        )

    # -- what is shown ---------------------------------------------------------------------

    @property
    def _project(self) -> Project:
        return self._projects[self.state.project]

    def refresh(self) -> None:
        """Say everything again, in the language in use, with what the surroundings say now."""
        self._set()

    def _set(self, **changes: object) -> None:
        with self._board.gathered():
            self._board.set(**changes)
            chosen = self.state.family
            self._board.set(
                motion=self._surroundings.motion,
                reading=self._reading(self._family(chosen)) if chosen else "",
                anatomy=self._anatomy(),
                projects=tuple((key, each.name) for key, each in self._projects.items()),
                iceberg=development.iceberg(self._project),
            )

    def _family(self, key: str) -> MatrixFamily:
        return next(each for each in catalogue.anatomy() if each.key == key)

    def _reading(self, family: MatrixFamily) -> str:
        """Read a family aloud: "Keys: 128 × … = 14,495,514,624 (8.3%)"."""
        return _("{name}: {formula} = {count} ({share})").format(
            name=family.name,
            formula=family.formula,
            count=numbers.count(family.parameters),
            share=_share(family.parameters),
        )

    def _anatomy(self) -> Anatomy:
        families = catalogue.anatomy()
        whole = _whole()
        neighbours = []
        for key in _NEIGHBOURS:
            model = catalogue.models().get(key)
            parameters = None if model is None else model.value("parameters")
            if model is not None and parameters is not None:
                neighbours.append(
                    Neighbour(
                        model.name,
                        parameters,
                        _("{name}, {count}").format(
                            name=model.name, count=numbers.large(parameters)
                        ),
                    )
                )
        return Anatomy(
            title=_("Where GPT-3’s {count} parameters are").format(count=numbers.large(whole)),
            subtitle=_("the area of each rectangle is its number of parameters"),
            families=tuple(
                Family(
                    key=each.key,
                    name=str(each.name),
                    group=each.group,
                    formula=str(each.formula),
                    parameters=each.parameters,
                    count=numbers.count(each.parameters),
                    share=_share(each.parameters),
                )
                for each in families
            ),
            neighbours=tuple(neighbours),
            groups=joined(
                _("{group} {share}").format(group=name, share=_share(_size(key)))
                for key, name in sorted(
                    catalogue.groups().items(), key=lambda item: _size(item[0]), reverse=True
                )
            ),
            sentence=_sentence(),
        )


def _whole() -> int:
    return sum(family.parameters for family in catalogue.anatomy())


def _size(group: str) -> int:
    return sum(family.parameters for family in catalogue.anatomy() if family.group == group)


def _share(parameters: int) -> str:
    share = parameters / _whole()
    return numbers.percent(share, 1 if share >= 0.005 else 2)  # noqa: PLR2004


def _sentence() -> str:
    """Say how small the part of the words is, and how large all the same."""
    words = _size("embedding")
    bert = catalogue.models()["bert"].value("parameters")
    if not bert:
        return ""
    return _(
        "The two tables of words are {share} of the whole, and yet {ratio} times BERT."
    ).format(share=_share(words), ratio=numbers.significant(words / bert, 2))
