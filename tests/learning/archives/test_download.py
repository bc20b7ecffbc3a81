"""Archives are fetched when asked for, go on where they were, and are verified at the end."""

import http.server
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import psutil
import pytest

from equilibre.learning import shelf
from equilibre.learning.archives import download
from equilibre.learning.archives.archive import Archive
from equilibre.learning.archives.bring import Brought, Stage
from equilibre.learning.archives.carriers import Make, carriers
from equilibre.learning.archives.covertype import COVERTYPE
from equilibre.learning.archives.download import Download, part_of
from equilibre.learning.errors import DataNotKept, DataRefused, DataUnreadable
from tests.learning.archives.look_alikes import covertype_text, put


@dataclass
class Site:
    """A site on this computer, as reliable as a test wants it."""

    content: bytes
    gives_ranges: bool = True
    status: int = 200
    moved_to: str = ""
    waits_at: int | None = None  # after so many bytes, until ``go_on``
    breaks_at: int | None = None
    go_on: threading.Event = field(default_factory=threading.Event)
    asked: list[str | None] = field(default_factory=list)  # the ranges


class _Handler(http.server.BaseHTTPRequestHandler):
    def __init__(self, site: Site, *args: object) -> None:
        self.site = site
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        site, asked = self.site, self.headers["Range"]
        site.asked.append(asked)
        if site.moved_to and self.path != "/moved":
            self.send_response(302)
            self.send_header("Location", site.moved_to)
            self.end_headers()
            return
        begin = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
        if site.status != 200:
            self.send_error(site.status)
            return
        if asked and site.gives_ranges and begin >= len(site.content):
            self.send_error(416)
            return
        partial_answer = bool(asked) and site.gives_ranges
        body = site.content[begin:] if partial_answer else site.content
        self.send_response(206 if partial_answer else 200)
        if partial_answer:
            whole = len(site.content)
            self.send_header("Content-Range", f"bytes {begin}-{whole - 1}/{whole}")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if site.waits_at is not None:
            self.wfile.write(body[: site.waits_at])
            self.wfile.flush()
            site.go_on.wait(20)
            body = body[site.waits_at :]
        with suppress(OSError):  # the one who asked is gone
            self.wfile.write(body[: site.breaks_at])

    def log_message(self, *args: object) -> None:
        pass


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        pass  # a client that goes away is what some tests want


@pytest.fixture
def site() -> Site:
    return Site(b"")


@pytest.fixture
def archive(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    """Forest cover, as the site gives it."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    shelf.use(tmp_path / "shelf")
    given = put(tmp_path, COVERTYPE, covertype_text(rows=3500))
    site.content = (tmp_path / given.file).read_bytes()
    with _Server(("127.0.0.1", 0), partial(_Handler, site)) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield replace(
            given,
            address=f"http://127.0.0.1:{server.server_port}/file",
            about_bytes=len(site.content),
            most_bytes=2 * len(site.content),
        )
        site.go_on.set()
        server.shutdown()
        thread.join()
    shelf.use(None)


@pytest.fixture(params=range(len(carriers())), ids=["first carrier", "second carrier"])
def carrier(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Each of the means of this computer, in turn."""
    chosen = carriers()[request.param]
    monkeypatch.setattr(download, "carriers", lambda: [chosen])
    return chosen


def _order(archive: Archive, tmp_path: Path) -> Download:
    return Download(archive, tmp_path / "downloads", protocol="http")


def test_what_came_before_anybody_looked_is_told(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    class Quick(download._Transfer):
        def start(self) -> None:
            super().start()
            self.join()

    monkeypatch.setattr(download, "_Transfer", Quick)
    outcomes = list(_order(archive, tmp_path).outcomes())
    fetched = [each for each in outcomes[:-1] if each.stage is Stage.DOWNLOADING]
    assert fetched[-1].done == archive.about_bytes


def test_an_archive_comes_to_the_shelf_and_leaves_nothing_else(
    archive: Archive, tmp_path: Path, carrier: Make
):
    order = _order(archive, tmp_path)
    outcomes = list(order.outcomes())
    assert outcomes[-1] == Brought("covertype", 3500, 54)
    fetched = [each for each in outcomes[:-1] if each.stage is Stage.DOWNLOADING]
    assert fetched[0].done == 0
    assert fetched[-1].done == fetched[-1].total == archive.about_bytes
    assert shelf.keys() == ("covertype",)
    assert list(order.folder.iterdir()) == []


def test_a_stopped_download_goes_on_where_it_was(
    archive: Archive, site: Site, tmp_path: Path, carrier: Make
):
    order = _order(archive, tmp_path)
    half = len(site.content) // 2
    site.waits_at = half
    with closing(order.outcomes()) as outcomes:
        assert any(each.done == half for each in outcomes)
    site.go_on.set()
    assert part_of(archive, order.folder).stat().st_size == half
    assert not any(child.name() == "curl" for child in psutil.Process().children())
    site.waits_at = None
    assert list(order.outcomes())[-1] == Brought("covertype", 3500, 54)
    assert site.asked == [None, f"bytes={half}-"]


def test_a_network_that_breaks_off_keeps_what_has_arrived(
    archive: Archive, site: Site, tmp_path: Path, carrier: Make
):
    order = _order(archive, tmp_path)
    site.breaks_at = 1000
    with pytest.raises(DataUnreadable, match="What has arrived is kept") as broken:
        list(order.outcomes())
    assert archive.address in str(broken.value)
    assert part_of(archive, order.folder).stat().st_size == 1000
    site.breaks_at = None
    assert list(order.outcomes())[-1] == Brought("covertype", 3500, 54)


def test_a_site_that_only_gives_the_whole_is_asked_for_it(
    archive: Archive, site: Site, tmp_path: Path, carrier: Make
):
    order = _order(archive, tmp_path)
    order.folder.mkdir()
    part_of(archive, order.folder).write_bytes(b"something else")
    site.gives_ranges = False
    assert list(order.outcomes())[-1] == Brought("covertype", 3500, 54)
    assert site.asked == ["bytes=14-", None]


def test_what_had_all_arrived_before_begins_again(
    archive: Archive, site: Site, tmp_path: Path, carrier: Make
):
    order = _order(archive, tmp_path)
    order.folder.mkdir()
    part_of(archive, order.folder).write_bytes(site.content)
    assert list(order.outcomes())[-1] == Brought("covertype", 3500, 54)


def test_a_wrong_file_is_refused_and_removed(
    archive: Archive, site: Site, tmp_path: Path, carrier: Make
):
    order = _order(archive, tmp_path)
    site.content = site.content[:-1] + b"?"
    with pytest.raises(DataRefused, match="SHA-256"):
        list(order.outcomes())
    assert list(order.folder.iterdir()) == []


def test_a_site_that_sends_without_end_is_cut_off(
    archive: Archive, site: Site, tmp_path: Path, carrier: Make
):
    order = _order(archive, tmp_path)
    site.content *= 5
    with pytest.raises(DataRefused, match="far more than the published file"):
        list(order.outcomes())
    assert list(order.folder.iterdir()) == []


@pytest.mark.parametrize(
    ("status", "sentence"), [(404, "does not give the file"), (503, "does not answer")]
)
def test_a_site_that_refuses_is_a_sentence(
    archive: Archive, site: Site, tmp_path: Path, carrier: Make, status: int, sentence: str
):
    site.status = status
    with pytest.raises(DataUnreadable, match=sentence):
        list(_order(archive, tmp_path).outcomes())


def test_a_site_that_is_not_there_is_a_sentence(archive: Archive, tmp_path: Path, carrier: Make):
    nobody = replace(archive, address="http://127.0.0.1:9/file")
    with pytest.raises(DataUnreadable, match="does not answer"):
        list(_order(nobody, tmp_path).outcomes())


def test_a_file_that_moved_is_followed(archive: Archive, site: Site, tmp_path: Path, carrier: Make):
    site.moved_to = archive.address.replace("/file", "/moved")
    assert list(_order(archive, tmp_path).outcomes())[-1] == Brought("covertype", 3500, 54)


def test_nobody_is_followed_out_of_the_encryption(
    archive: Archive, site: Site, tmp_path: Path, carrier: Make
):
    with pytest.raises(DataUnreadable):
        list(replace(_order(archive, tmp_path), protocol="https").outcomes())
    site.moved_to = "ftp://127.0.0.1:9/file"
    with pytest.raises(DataUnreadable):
        list(_order(archive, tmp_path).outcomes())


def test_a_file_that_had_arrived_is_not_asked_for_again(
    archive: Archive, site: Site, tmp_path: Path
):
    order = _order(archive, tmp_path)
    with closing(order.outcomes()) as outcomes:
        assert any(each.stage is Stage.VERIFYING for each in outcomes)  # and stopped there
    assert list(order.outcomes())[-1] == Brought("covertype", 3500, 54)
    assert len(site.asked) == 1


def test_without_any_means_the_address_is_told(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(download, "carriers", list)
    with pytest.raises(DataUnreadable, match="in a browser") as without:
        list(_order(archive, tmp_path).outcomes())
    assert archive.address in str(without.value)


def test_a_folder_that_cannot_be_written_is_a_sentence(archive: Archive, tmp_path: Path):
    (tmp_path / "downloads").write_text("a file in its place")
    with pytest.raises(DataNotKept, match="cannot be written"):
        list(_order(archive, tmp_path).outcomes())
