"""What the Debian that builds says of a library or a package of its own."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from building.part import Part
from building.steps import BuildFailed, attempt


def library_part(library: Path, licences: Mapping[str, str]) -> Part | None:
    """Return the package from which a library of this name was taken; None where there is none.

    *licences* gives the SPDX expression of each package. Raises BuildFailed for another one.
    """
    package = _package_of(library.name)
    if not package:
        return None
    if package not in licences:
        raise BuildFailed(
            f"Under which licence is {package}, which has {library.name}? Say it under [debian] "
            "in packaging/legal/parts.toml.",
            f"Sous quelle licence est {package}, qui a {library.name} ? Dites-le sous [debian] "
            "dans packaging/legal/parts.toml.",
        )
    version = version_of(package)
    return Part(
        name=package,
        version=version,
        licence=licences[package],
        copyright_file=Path("/usr/share/doc", package, "copyright"),
        note=f"A library of Debian ({library.name}).",
        address=f"pkg:deb/debian/{package}@{version}",
    )


@cache
def version_of(package: str) -> str:
    """Return the version of an installed package of Debian; "" elsewhere."""
    try:
        done = attempt(["dpkg-query", "--show", "--showformat=${Version}", package])
    except BuildFailed:
        return ""
    return "" if done.returncode else done.stdout.strip()


@cache
def _package_of(name: str) -> str:
    try:
        done = attempt(["dpkg-query", "--search", f"*/{name}"])
    except BuildFailed:
        return ""
    # One line for each place: libffi8:amd64: /usr/lib/x86_64-linux-gnu/libffi.so.8
    packages = re.findall(r"^([^:,\s]+)(?::\w+)?: /(?:usr/)?lib/", done.stdout, re.MULTILINE)
    return packages[0] if packages else ""
