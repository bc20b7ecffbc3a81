"""A training as the window has it, without the window: to be killed. Tells each step it hears."""

import sys
import time
from pathlib import Path

from equilibre.meter.catalogue import open_sensors
from equilibre.meter.sampler import Sampler
from equilibre.meter.surroundings import Surroundings
from equilibre.sessions.journal import Journals
from equilibre.sessions.kept import KeptRuns
from equilibre.ui.training import running
from equilibre.ui.training.board import NoScreen
from equilibre.ui.training.presenter import TrainingPresenter
from equilibre.worker.host import Host
from equilibre.worker.messages import Finished, Stepped


def main(folder: Path, family: str, epochs: float) -> None:
    running.IDLE_SECONDS = 1.0
    host = Host(standby=False)
    sampler = Sampler(lambda: open_sensors(Surroundings()))
    journals = Journals(folder / "under-way")
    kept = KeptRuns(folder / "kept-runs.equilibre")
    presenter = TrainingPresenter(
        NoScreen(),
        host.send,
        sampler,
        kept,
        loading=lambda: host.loading,
        training_process=lambda: host.process,
        journals=journals,
    )
    sampler.start()
    host.start()
    presenter.choose_family(family)
    presenter.choose_setting("epochs", epochs)
    presenter.start()
    while True:
        replies = host.replies()
        presenter.hear_samples(sampler.drain())
        presenter.hear_replies(replies)
        presenter.tick()
        for reply in replies:
            if isinstance(reply, Stepped):
                print("step", reply.step.epoch, reply.step.time_seconds, flush=True)
            if isinstance(reply, Finished):
                print("finished", reply.repeats, reply.time_seconds, flush=True)
        time.sleep(0.02)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], float(sys.argv[3]))
