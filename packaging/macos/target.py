"""The application of macOS: made, signed and tried on a Mac, assembled and looked at elsewhere."""

import sys
from pathlib import Path

from building.target import Job, Proof
from macos import on_mac, preview, proof

KEY = "macos"
ON_MAC = sys.platform == "darwin"
TOOLS: dict[str, str] = on_mac.TOOLS if ON_MAC else {}
PROOF_TOOLS: dict[str, str] = {}


def build(job: Job) -> list[Path]:
    """Make the disk image and the package, or the preview; raise BuildFailed with a sentence."""
    return on_mac.build(job) if ON_MAC else [preview.build(job)]


def prove(job: Job, file: Path) -> Proof:
    """Try the application in *file*, or look at it from outside; raise BuildFailed."""
    return proof.prove(job, file) if ON_MAC else preview.prove(job, file)
