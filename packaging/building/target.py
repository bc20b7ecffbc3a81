"""What each platform gives: a file to hand out, and the proof that it works."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from building.product import BUILD, Product


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked: of which state of the program, and with how much care."""

    product: Product
    release: bool = False  # small files, and a second build that must be the same
    dist: Path = BUILD / "unproven"  # where the installers wait for their proof

    def folder(self, *parts: str) -> Path:
        """Return a folder to build in, made if need be."""
        folder = BUILD.joinpath(*parts)
        folder.mkdir(parents=True, exist_ok=True)
        return folder


@dataclass(frozen=True, slots=True)
class Proof:
    """What was seen of an installer, in a *sentence* for the table."""

    sentence: str
    complete: bool = True  # installed, run and removed here; else looked at from outside


class Target(Protocol):
    """One platform: a module that has these."""

    KEY: str  # as in --target
    TOOLS: dict[str, str]  # program that building needs -> its package of Debian
    PROOF_TOOLS: dict[str, str]  # the same of proving

    def build(self, job: Job) -> list[Path]:
        """Make the installers; raise BuildFailed with a sentence."""

    def prove(self, job: Job, file: Path) -> Proof:
        """Install *file* in a throw-away place, try it, remove it; raise BuildFailed."""
