"""What is said of a published set."""

from urllib.parse import urlsplit

from equilibre import numbers
from equilibre.learning.archives.archive import Archive, leaflet, size_text
from equilibre.learning.archives.bring import Progress, Stage
from equilibre.learning.archives.download import by_hand
from equilibre.learning.card import DatasetCard
from equilibre.texts import N_, _
from equilibre.ui.training.archives.state import Page, Question

_STAGES = {
    Stage.DOWNLOADING: N_("Downloading: {done} of about {total}"),
    Stage.VERIFYING: N_("Checking that it is the published file, to the last bit"),
    Stage.READING: N_("Reading the archive"),
    Stage.KEEPING: N_("Preparing the rows and keeping them"),
}


def page_of(archive: Archive, kept: DatasetCard | None) -> Page:
    """Return what is told of *archive*; *kept* is the card of what is on the shelf of it."""
    told = leaflet(archive.key)
    card = kept or told.card
    facts = [
        (
            _("Size"),
            _("{rows} rows × {columns} columns; one row: {row}").format(
                rows=numbers.count(card.rows),
                columns=numbers.count(card.columns),
                row=card.row_name,
            ),
        ),
        (_("Honest for"), str(card.honest_for)),
        (_("Source"), str(card.source)),
        (_("Licence"), str(card.licence)),
        (
            _("File"),
            _("“{file}”, about {size}. {by_hand}").format(
                file=archive.file, size=about(archive), by_hand=by_hand(archive)
            ),
        ),
    ]
    return Page(
        name=str(card.name),
        question=str(card.question),
        facts=tuple(facts),
        note=str(told.note),
        download=_("Download (≈ {size})…").format(size=about(archive)),
    )


def about(archive: Archive) -> str:
    """Return how much there is to download: 11 MB."""
    return size_text(archive.about_bytes, digits=2)


def download_question(archive: Archive, arrived: int) -> Question:
    """Ask whether the network may be used; *arrived* bytes came an earlier time."""
    text = _(
        "Équilibre will ask {host} for “{file}”, about {size}: nothing else is sent. It can be "
        "stopped at any time. What arrives is checked, then kept as plain numbers."
    ).format(host=urlsplit(archive.address).hostname, file=archive.file, size=about(archive))
    if arrived:
        text += " " + _("{size} arrived an earlier time: it goes on from there.").format(
            size=size_text(arrived, digits=2)
        )
    return Question("download", text, _("Download"))


def removal_question(name: str) -> Question:
    """Ask whether a set may leave the shelf."""
    text = _(
        "Remove “{name}” from this computer? Kept runs stay; the set can be brought again from "
        "its file."
    ).format(name=name)
    return Question("remove", text, _("Remove"))


def progress_text(progress: Progress) -> str:
    """Return what is being done, in a line."""
    return _(_STAGES[progress.stage]).format(
        done=size_text(progress.done, digits=3), total=size_text(progress.total, digits=3)
    )
