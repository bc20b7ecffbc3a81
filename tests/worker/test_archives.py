"""Published sets are brought in the real training process, which then learns from them."""

import socket
from dataclasses import replace
from pathlib import Path

from equilibre.learning.archives.bring import Bring, Brought
from equilibre.learning.archives.covertype import COVERTYPE
from equilibre.learning.archives.download import Download
from equilibre.worker.messages import Do, Done, Failed, Finished, Stop, Told, new_run
from tests.learning.archives.look_alikes import covertype_text, put
from tests.worker.conftest import Conversation


def test_a_set_is_brought_and_learned_from(talk: Conversation, tmp_path: Path):
    archive = put(tmp_path, COVERTYPE, covertype_text(rows=700))
    talk.host.send(Do(new_run(), Bring(archive, tmp_path)))
    talk.wait(Done)
    assert talk.all(Told)[-1].outcome == Brought("covertype", 700, 54)
    talk.train(dataset="covertype", family="linear", settings={"epochs": 2.0})
    assert talk.wait(Finished).repeats == 1


def test_a_refusal_comes_as_a_sentence(talk: Conversation, tmp_path: Path):
    put(tmp_path, COVERTYPE, covertype_text())
    talk.host.send(Do(new_run(), Bring(COVERTYPE, tmp_path)))
    assert "SHA-256" in talk.wait(Failed).reason


def test_a_download_from_a_silent_site_is_stopped_and_no_process_with_it(
    talk: Conversation, tmp_path: Path
):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/file"
        archive = replace(COVERTYPE, address=address)
        talk.host.send(Do(new_run(), Download(archive, tmp_path, protocol="http")))
        talk.wait(Told)
        process = talk.host.process
        talk.host.send(Stop())
        assert talk.wait(Done).stopped
        assert talk.host.process == process
