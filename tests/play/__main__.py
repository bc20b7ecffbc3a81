"""``python3 tests --play``: thousands of random clicks, keys and dropped files, on one seed.

The real window, off the screen, with the real training process. It fails where an exception is
raised, a warning is given, the window is deaf for too long, a kept run is lost, or something
stays behind at the end. The same seed draws the same, but what the training process had time to
say differs: the file of actions of a play tells every choice, and ``--replay`` waits for each.
"""

# ruff: noqa: E402 - the screen is chosen before Qt is imported

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import argparse
import faulthandler
import math
import secrets
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path

from tests.play.play import Earlier, Play, Problem, Story, read_log
from tests.play.stage import remains, set_stage, shut_off

_BUILD = Path(__file__).parents[2] / "build" / "play"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python3 tests --play", description=__doc__)
    parser.add_argument("--seed", type=int, help="of the play to repeat; else another each time")
    parser.add_argument("--replay", type=Path, metavar="FILE", help="of actions, to do again")
    parser.add_argument("--actions", type=int, default=3000, help="3000 unless told")
    parser.add_argument("--minutes", type=float, default=math.inf, help="end earlier, if need be")
    parser.add_argument(
        "--freeze",
        type=float,
        default=100.0,
        metavar="MS",
        help="the longest moment, in milliseconds of the window's processor time; 0: any",
    )
    choices = parser.parse_args()
    seed = secrets.randbelow(1_000_000) if choices.seed is None else choices.seed
    earlier, name = Earlier(seed, {}), f"{seed}.log"
    if choices.replay is not None:
        earlier = read_log(choices.replay)
        choices.actions, name = max(earlier.choices, default=0), f"{earlier.seed}-again.log"
    faulthandler.enable()
    _BUILD.mkdir(parents=True, exist_ok=True)
    log_path = _BUILD / name
    again = f"python3 tests --play --replay {log_path}"
    print(f"seed {earlier.seed}, to play it again: {again}", flush=True)
    story = play(earlier, choices.actions, choices.minutes, choices.freeze / 1000, log_path)
    tell(story)
    failed = bool(story.problems or story.frozen)
    print(f"to play it again: {again}" if failed else "nothing went wrong")
    return 1 if failed else 0


def play(
    earlier: Earlier, actions: int, minutes: float, freeze_seconds: float, log_path: Path
) -> Story:
    """Play as in the play *earlier*, where it tells of actions, and return what was found."""
    begun = time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="equilibre-play-") as name,
        log_path.open("w", encoding="utf-8") as log,
    ):
        folder = Path(name)
        shut_off(folder)
        with set_stage(folder) as stage:
            game = Play(
                stage.window,
                stage.files,
                stage.saved,
                earlier,
                log,
                freeze_seconds or math.inf,
                stage.application.exit,  # to quit asks the window, which is held open
            )
            game.start(actions, begun + 60 * minutes)
            stage.application.exec()
        game.check_runs()  # after the end, too
        story = game.story
        stage.window.deleteLater()
        game.stop()
        del stage, game
        for left, count in Counter(remains()).items():
            story.problems.append(Problem(f"left at the end: {left}, {count} times", ()))
    print(f"{story.actions} actions in {time.monotonic() - begun:.0f} s", flush=True)
    return story


def tell(story: Story) -> None:
    """Print what was found, each kind once."""
    moments = defaultdict(list)
    for moment, action in story.frozen:
        moments[moment.where].append((moment.seconds, action))
    for where, each in sorted(moments.items(), key=lambda one: -max(one[1])[0]):
        longest, action = max(each)
        print(f"\nfrozen {len(each)} times, {1000 * longest:.0f} ms at most, at “{action}”")
        print(f"  in {where or 'Qt itself: layout, style or paint'}")
    for problem in story.problems:
        print(f"\nPROBLEM {problem.text.rstrip()}\n  the last actions:")
        for action in problem.before:
            print(f"    {action}")


if __name__ == "__main__":
    sys.exit(main())
