"""Rebuild the data files of ``resources/datasets`` from the archives they were published in.

Run it with the Python of the environment: ``.venv/bin/python packaging/datasets.py``. Each archive
is fetched once into ``build/datasets`` by the usual program (apt-get, npm, pip), unless it lies
there already, and is used only if its SHA-256 is that of the card. ``--check`` writes nothing and
ends with 1 where a file would change.
"""

import argparse
import gzip
import hashlib
import io
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
DATASETS = ROOT / "resources" / "datasets"
CACHE = ROOT / "build" / "datasets"

# Of each class of Fashion-MNIST, the first in the order of publication: 10 000 and 2 000 images.
TRAINING_IMAGES, TEST_IMAGES = 1000, 200

FETCHING = {  # what brings the archive of each data set into the current folder
    "fashion": ["apt-get", "download", "dataset-fashion-mnist"],
    "weather": ["npm", "pack", "--silent", "vega-datasets@3.2.1"],
    "penguins": [sys.executable, "-m", "pip", "download", "--no-deps", "palmerpenguins==0.1.6"],
}


class WrongArchive(ValueError):
    """An archive is not the one that the card names."""


def card(key):
    """Return the card of a data set, as its file has it."""
    return tomllib.loads((DATASETS / f"{key}.toml").read_text(encoding="utf-8"))


def archive(key):
    """Return the bytes of the archive of a data set; raise WrongArchive unless they are those."""
    provenance = card(key)["provenance"]
    place = CACHE / provenance["package"]
    if not place.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        subprocess.run(FETCHING[key], cwd=CACHE, check=True)
    if not place.exists():
        raise WrongArchive(f"{' '.join(FETCHING[key])} brought no {place.name}: put it in {CACHE}.")
    content = place.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != provenance["sha256"]:
        raise WrongArchive(f"{place} is not the archive of {key}.toml: its SHA-256 is {found}.")
    return content


def fashion(package):
    """Return the NumPy archive of the balanced part of Fashion-MNIST; the test images are last."""
    parts = []
    with tarfile.open(fileobj=io.BytesIO(member_of_ar(package, "data.tar.xz"))) as data:
        folder = "./usr/share/datasets/fashion-mnist"
        for name, number in (("train", TRAINING_IMAGES), ("t10k", TEST_IMAGES)):
            labels = idx(data.extractfile(f"{folder}/{name}-labels-idx1-ubyte.gz").read())
            images = idx(data.extractfile(f"{folder}/{name}-images-idx3-ubyte.gz").read())
            kinds = [np.flatnonzero(labels == each)[:number] for each in range(10)]
            chosen = np.sort(np.concatenate(kinds))
            parts.append((images[chosen], labels[chosen]))
    file = io.BytesIO()
    images, labels = (np.concatenate(each) for each in zip(*parts, strict=True))
    np.savez_compressed(file, images=images, labels=labels)  # its members carry no date
    return file.getvalue()


def weather(package):
    """Return the table of Seattle as published."""
    with tarfile.open(fileobj=io.BytesIO(package)) as files:
        return files.extractfile("package/data/seattle-weather.csv").read()


def penguins(package):
    """Return the table of penguins as published."""
    with zipfile.ZipFile(io.BytesIO(package)) as files:
        return files.read("palmerpenguins/data/penguins.csv")


def member_of_ar(content, name):
    """Return a file of an ``ar`` archive, which a package of Debian is."""
    place = len(b"!<arch>\n")
    while place < len(content):
        header = content[place : place + 60]  # name, date, owner, group, mode, size, end
        size, place = int(header[48:58]), place + 60
        if header[:16].decode().strip().rstrip("/") == name:
            return content[place : place + size]
        place += size + size % 2
    raise WrongArchive(f"There is no {name} in the archive.")


def idx(compressed):
    """Return the array of a compressed IDX file of bytes."""
    content = gzip.decompress(compressed)
    dimensions = content[3]  # after two zeros and the kind of numbers: 8, bytes
    shape = np.frombuffer(content, ">u4", dimensions, 4)
    return np.frombuffer(content, np.uint8, offset=4 + 4 * dimensions).reshape(shape)


BUILDERS = {"fashion.npz": fashion, "weather.csv": weather, "penguins.csv": penguins}


def main():
    """Rebuild every file; return 1 where ``--check`` finds a difference."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="only compare")
    check = parser.parse_args().check
    changed = 0
    for name, build in BUILDERS.items():
        place, content = DATASETS / name, build(archive(Path(name).stem))
        same = place.exists() and place.read_bytes() == content
        if not (same or check):
            place.write_bytes(content)
        changed += not same
        print(f"{name}: {len(content)} bytes, {'as it was' if same else 'changed'}")
    return int(check and changed > 0)


if __name__ == "__main__":
    sys.exit(main())
