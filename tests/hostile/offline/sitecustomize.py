"""Refuses the network to every Python process that finds this folder first on its path.

Python imports a module of this name as it starts: in commands and in the training process as in
the window. Each writes its number, and then what it tried, to the file that EQUILIBRE_TRIED names.
"""

import os
import sys

_NETWORK = {
    "socket.connect",
    "socket.bind",
    "socket.sendto",
    "socket.sendmsg",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.gethostbyaddr",
    "socket.getnameinfo",
    "urllib.Request",
    "http.client.connect",
    "webbrowser.open",
}
_PROGRAMS = {"subprocess.Popen", "os.posix_spawn", "os.exec", "os.system"}


def _tell(line: str) -> None:
    place = os.open(os.environ["EQUILIBRE_TRIED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.write(place, f"{line}\n".encode(errors="backslashreplace"))
    os.close(place)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event in _PROGRAMS:
        _tell(f"program {arguments[0]}")
    if event in _NETWORK:
        _tell(f"network {event} {arguments!r}")
        raise PermissionError(f"no network here: {event}")


if "EQUILIBRE_TRIED" in os.environ:
    _tell(f"process {os.getpid()} {' '.join(sys.orig_argv)}")
    sys.addaudithook(_refuse)
