"""The program: the window, or one of the commands that need no screen."""

import errno
import gc
import io
import os
import sys
from functools import partial
from itertools import zip_longest
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from equilibre.commands.orders import Choices
    from equilibre.sessions.system_settings import SystemSettings


def main(arguments: list[str] | None = None) -> int:
    """Run the program with *arguments* and return its exit status."""
    try:
        _find_streams()
        return _main(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        return 130


def _main(given: list[str]) -> int:
    from equilibre.errors import EquilibreError

    _speak_any_terminal()
    choices = _choices(given) if given else SimpleNamespace(system=_settle(None, None))
    try:
        status = _dispatch(choices)
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        _drop_output()  # the reader has left, as head does
        return 1
    except OSError as problem:
        if problem.errno != errno.ENOSPC:
            raise
        from equilibre.texts import _

        _drop_output()
        print(_("What was computed cannot be written: the disk is full."), file=sys.stderr)
        return 1
    except EquilibreError as problem:
        print(problem, file=sys.stderr)
        return 1


def _choices(given: list[str]) -> "Choices":
    """Return what the arguments *given* ask for, and what is settled for everyone."""
    # Their help speaks before the arguments are read: they are read once more below.
    _settle(_given(given, "--config"), _given(given, "--language"))
    from equilibre.arguments import parse

    choices = parse(given)
    choices.system = _settle(
        getattr(choices, "config", None),
        getattr(choices, "language", None),
        theme=getattr(choices, "theme", None),
        scale_percent=getattr(choices, "scale", None),
    )
    return choices


def _find_streams() -> None:
    """Lead the standard streams nowhere where a double click gave none, of Python and of C.

    Otherwise the next file that is opened would take their place, and what Qt tells the standard
    error would stand in it.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            # The lowest number that is free: this one.
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115


def _speak_any_terminal() -> None:
    """Write a question mark for what the terminal, or the file, has no letter for."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Windows would give a file or a program the letters of its old code page: no JSON then.
            encoding = "utf-8" if os.name == "nt" and not stream.isatty() else None
            stream.reconfigure(encoding=encoding, errors="replace")


def _drop_output() -> None:
    """Send what Python still holds, and writes at its end, nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _settle(config: str | Path | None, asked: str | None, **options: object) -> "SystemSettings":
    """Return what is settled for everyone on this computer, and speak the language that holds."""
    from equilibre.sessions.system_settings import system_settings
    from equilibre.texts import LANGUAGES, system_language, use_language

    system = system_settings(Path(config) if config else None)
    language = system.choose("language", asked)
    use_language(language if language in LANGUAGES else system_language())
    return system.asked(language=asked, **options)


def _given(given: list[str], option: str) -> str | None:
    """Return the value of *option*, before the arguments are parsed."""
    from equilibre.arguments import own_words

    words, _others = own_words(given)
    for word, following in zip_longest(words, words[1:]):
        if word == option:
            return following
        if word.startswith(f"{option}="):
            return word.removeprefix(f"{option}=")
    return None


def _dispatch(choices: "Choices") -> int:
    from equilibre.commands import orders

    if getattr(choices, "command", None) is not None:
        for sentence in choices.system.sentences():  # the window says them itself
            print(sentence, file=sys.stderr)
    status = orders.run(choices)
    if status is not None:
        return status
    diagnostics = getattr(choices, "diagnostics", False)
    off_screen = getattr(choices, "command", None) is not None or diagnostics
    if off_screen and not getattr(choices, "hold", 0):
        # Pictures and tests need no screen; on a computer that has one they must not flash on it.
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _see_a_screen()
    return _with_qt(choices)


def _see_a_screen() -> None:
    """Say that a window has no place here, before Qt ends the process without a sentence."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(os.environ.get(name) for name in names):
        from equilibre.errors import EquilibreError
        from equilibre.texts import _

        raise EquilibreError(
            _(
                "There is no screen here for the window. The commands need none: see --help. "
                "On a screen, start Équilibre in a desktop session (DISPLAY or WAYLAND_DISPLAY)."
            )
        )


def _explain_missing_library(problem: ImportError) -> None:
    """Raise a sentence where Qt looked in vain for a library of the system."""
    name, found, _rest = str(problem).partition(": cannot open shared object file")
    if found:
        from equilibre.errors import EquilibreError
        from equilibre.texts import _

        raise EquilibreError(
            _(
                "This system lacks {name}, which the window needs. Install it with the system's "
                "package manager. The commands do without: see --help."
            ).format(name=name)
        ) from problem


def _with_qt(choices: "Choices") -> int:
    from equilibre.commands.orders import see_processes, surroundings
    from equilibre.texts import language

    see_processes()
    gc.disable()  # the window collects its garbage itself: see equilibre.ui.memory
    try:
        import equilibre.ui.binding  # noqa: F401 - before whatever else is imported
        from equilibre.ui.application import Options, diagnostics, run
    except ImportError as problem:
        _explain_missing_library(problem)
        raise
    command = getattr(choices, "command", None)
    options = Options(
        # The window begins as its user chose; a command speaks as this one already does.
        language=language() if command else getattr(choices, "language", None),
        theme=getattr(choices, "theme", None),
        scale_percent=getattr(choices, "scale", None),
        size=getattr(choices, "size", None),
        files=tuple(getattr(choices, "files", ())),
        surroundings=partial(surroundings, choices),
        system=choices.system,
    )
    match command:
        case "snapshot":
            from equilibre.ui.snapshot import run as photograph

            return photograph(choices.folder, options)
        case "self-test":
            from equilibre.ui.self_test.command import Order
            from equilibre.ui.self_test.command import run as test

            order = Order(choices.report, choices.picture, choices.hold, choices.start)
            return test(order, options)
    if getattr(choices, "diagnostics", False):
        print(diagnostics(options))
        return 0
    return run(options)


if __name__ == "__main__":
    if getattr(sys, "frozen", False):  # a process that trains begins here, too
        from multiprocessing import freeze_support

        freeze_support()
    sys.exit(main())
