"""The comparison on paper: what is compared, what is found, and where every figure comes from."""

from collections.abc import Callable, Iterable
from datetime import date
from html import escape
from pathlib import Path

from equilibre import __version__, numbers
from equilibre.lifecycle import catalogue, writing
from equilibre.lifecycle.comparison import compare
from equilibre.lifecycle.expression import parse
from equilibre.lifecycle.inventory import factor_of, impacts, uncancelled
from equilibre.lifecycle.study import Line, Study
from equilibre.sessions.files import write_whole
from equilibre.texts import _, joined, ngettext
from equilibre.ui.lifecycle import page_cells
from equilibre.ui.lifecycle.figures import signs
from equilibre.ui.lifecycle.paper import SignDrawing, pdf
from equilibre.ui.lifecycle.presenter import LifecyclePresenter
from equilibre.ui.lifecycle.rich_text import bullets, note, paragraph, section, table
from equilibre.ui.lifecycle.sign_marks import reach
from equilibre.ui.lifecycle.state import SignRow


def write_page(path: Path, presenter: LifecyclePresenter) -> None:
    """Write the comparison in hand as PDF. Raises RunsUnwritable, StudyRefused."""
    page = _Page(presenter)
    drawings = {_picture(row): SignDrawing(row, page.rows) for row in page.rows}
    write_whole(path, pdf(page.html(), drawings, str(page.study.title), _origin()))


def page_html(presenter: LifecyclePresenter) -> str:
    """Return the comparison in hand in the rich text that Qt reads, in the language in use.

    Raises StudyRefused (a study that does not compute).
    """
    return _Page(presenter).html()


class _Page:
    """Everything that the page says of a comparison, part by part."""

    def __init__(self, presenter: LifecyclePresenter) -> None:
        state = presenter.state
        self.study: Study = presenter.study
        self._opened = presenter.opened
        self._simulation = presenter.simulation
        self._zone = state.zone
        self._sides = state.first, state.second
        self._ways = tuple(impacts(self.study, key, state.zone) for key in self._sides)
        self._differences = compare(self._simulation, *self._sides)
        self.rows: tuple[SignRow, ...] = signs.rows(
            self._simulation, self._differences, self._ways[0], self._ways[1]
        )

    def html(self) -> str:
        parts: tuple[Callable[[], str], ...] = (
            self._head,
            self._signs,
            self._phases,
            self._gaps,
            self._changes,
            self._beyond,
            self._parameters,
            self._factors,
            self._method,
        )
        return "".join(part() for part in parts)

    # -- what is compared, and what is found -----------------------------------------------

    def _head(self) -> str:
        first, second = (str(self.study.variant(key).title) for key in self._sides)
        lines = [
            (_("Functional unit"), str(self.study.functional_unit)),
            ("A", first),
            ("B", second),
            (_("Electricity"), catalogue.zones()[self._zone].name),
        ]
        facts = "<br>".join(f"<b>{escape(name)}</b>&nbsp; {escape(text)}" for name, text in lines)
        return f"<h1>{escape(str(self.study.title))}</h1><p>{facts}</p>"

    def _signs(self) -> str:
        rows = []
        for row, (key, difference) in zip(self.rows, self._differences.items(), strict=True):
            indicator = catalogue.indicators()[key]
            rows.append(
                [
                    f"<b>{escape(row.name)}</b>",
                    escape(row.totals),
                    page_cells.apart(indicator, difference, row),
                    f'<img src="{_picture(row)}" width="150" height="20">',
                    page_cells.verdict(row, len(difference.gaps)),
                    page_cells.probability(difference),
                ]
            )
        columns = (
            "",
            _("A → B"),
            _("B − A (90% of the draws)"),
            _("◀ B better · A better ▶"),
            _("Verdict"),
            _("B better in"),
        )
        drawing = _(
            "Drawings go from −{reach} to +{reach} of A; line: 90% of the draws; "
            "hatched: some data are missing."
        ).format(reach=numbers.percent(reach(self.rows), 0))
        filled = table(columns, rows, widths=(14, 18, 22, 23, 16, 7))
        sentence = escape(signs.sentence(self.rows))
        return (
            section(_("B − A, indicator by indicator"))
            + filled
            + paragraph(f"<b>{sentence}</b>")
            + note(drawing)
        )

    def _phases(self) -> str:
        indicators = catalogue.indicators().values()
        margins = [way.by_phase() for way in self._ways]
        known = [key for key in catalogue.phases() if any(key in margin for margin in margins)]
        units = {
            one.key: writing.unit_of(one, *(way.total()[one.key] for way in self._ways))
            for one in indicators
        }
        rows = []
        for phase in known:
            cells = [escape(str(catalogue.phases()[phase].name))]
            for one in indicators:
                for way, margin in zip(self._ways, margins, strict=True):
                    gap = any(line.phase == phase for line in way.gaps(one.key))
                    cells.append(
                        page_cells.of_phase(margin.get(phase), one.key, units[one.key], gap)
                    )
            rows.append(cells)
        totals = (
            page_cells.number(way.total()[one.key], units[one.key])
            for one in indicators
            for way in self._ways
        )
        rows.append([f"<b>{escape(text)}</b>" for text in (_("Total"), *totals)])
        columns = [
            "",
            *(
                f"{one.short} {side}<br>({writing.symbol(one, units[one.key])})"
                for one in indicators
                for side in "AB"
            ),
        ]
        remark = _("?: some lines of this phase have no data, which is not zero.")
        return section(_("Phase by phase")) + table(columns, rows, right_from=1) + note(remark)

    def _gaps(self) -> str:
        entries = []
        for indicator in catalogue.indicators().values():
            own = uncancelled(self.study, *self._sides)
            shared = 0
            texts = []
            for side, way, lines in zip("AB", self._ways, own, strict=True):
                missing = way.gaps(indicator.key)
                telling = [line for line in missing if line in lines]
                shared = len(missing) - len(telling)
                if telling:
                    names = ", ".join(self._line(line) for line in telling)
                    texts.append(_("{side}: {lines}").format(side=side, lines=names))
            if shared:
                texts.append(
                    ngettext(
                        "{n} line that A and B share, which cancels",
                        "{n} lines that A and B share, which cancel",
                        shared,
                    ).format(n=shared)
                )
            if texts:
                entries.append(f"<b>{escape(str(indicator.short))}</b> {escape('; '.join(texts))}.")
        if not entries:
            return ""
        return section(_("Without data, which is not zero")) + bullets(entries)

    def _line(self, line: Line) -> str:
        device = self.study.devices.get(line.device, line.device)
        return f"{device} ({catalogue.phases()[line.phase].name})"

    # -- what it rests on ------------------------------------------------------------------

    def _changes(self) -> str:
        found = [escape(text) for text in changes(self._opened, self.study)]
        heading = section(_("Changed since the study was opened"))
        return heading + bullets(found) if found else ""

    def _beyond(self) -> str:
        study = self.study
        lists = (
            (_("What the comparison takes for granted"), study.assumptions),
            (_("Benefits that nobody evaluated"), study.benefits),
            (_("What more use may bring"), study.rebounds),
        )
        return "".join(
            section(title) + bullets(escape(str(text)) for text in texts)
            for title, texts in lists
            if texts
        )

    def _parameters(self) -> str:
        used = {name for line in self._lines() for name in parse(line.amount).names}
        rows = [
            page_cells.of_parameter(parameter)
            for key, parameter in self.study.parameters.items()
            if key in used
        ]
        columns = (_("Parameter"), _("Value"), _("From … to"), _("Obtained"), _("Source"))
        filled = table(columns, rows, "fine", (23, 10, 13, 12, 42))
        return section(_("Parameters of A and B"), new_page=True) + filled

    def _factors(self) -> str:
        keys = dict.fromkeys(line.factor for line in self._lines())
        alike: dict[tuple[str, ...], list[str]] = {}
        for factor in (factor_of(self.study, key, self._zone) for key in keys):
            alike.setdefault(page_cells.of_source(factor), []).append(page_cells.for_one(factor))
        rows = [[joined(names), *cells] for cells, names in alike.items()]
        columns = (_("Factor"), _("Obtained"), _("Source"), _("Year"), _("Licence"))
        filled = table(columns, rows, "fine", (27, 12, 37, 5, 19))
        return section(_("Sources of the factors")) + filled

    def _method(self) -> str:
        text = _(
            "{draws} draws, seed {seed}: parameters and factors are drawn between their bounds, "
            "the same for A and B. Impacts are written with two significant digits, or three where "
            "two would hide a difference."
        ).format(draws=numbers.count(self._simulation.draws), seed=self._simulation.seed)
        return section(_("How it was computed")) + paragraph(escape(f"{text} {_origin()}."))

    def _lines(self) -> Iterable[Line]:
        for way in self._ways:
            yield from way.lines


def changes(opened: Study, now: Study) -> tuple[str, ...]:
    """Return in words what of *now* differs from the study as it was *opened*."""
    found = []
    for key, parameter in now.parameters.items():
        before = opened.parameters.get(key)
        if before is None:
            found.append(_("{name}: added").format(name=parameter.name))
        elif before.range != parameter.range:
            found.append(
                _("{name}: {before} → {after}").format(
                    name=parameter.name,
                    before=page_cells.parameter_value(before),
                    after=page_cells.parameter_value(parameter),
                )
            )
    found += [
        _("{name}: another figure").format(name=factor.name)
        for key, factor in now.factors.items()
        if opened.factors.get(key) != factor
    ]
    lines = {variant.key: variant.lines for variant in opened.variants}
    found += [
        _("“{way}”: other lines").format(way=variant.title)
        for variant in now.variants
        if lines.get(variant.key) != variant.lines
    ]
    return tuple(found)


def _origin() -> str:
    return _("Équilibre {version}, {date}").format(
        version=__version__, date=date.today().isoformat()
    )


def _picture(row: SignRow) -> str:
    return f"sign-{row.indicator}"
