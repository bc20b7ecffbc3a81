"""The package for Debian and its children: the folder in /opt, one command, what desktops read."""

import hashlib
import os
import shutil
from pathlib import Path

from building.product import KEY, PACKAGING, ROOT, Product
from building.repetition import make_again
from building.steps import run, step
from building.target import Job
from building.trees import files, megabytes, set_time
from linux.desktop import install_into
from linux.libraries import Dependencies, dependencies

_DEBIAN = Path(__file__).with_name("debian")
_SETTINGS = "etc/equilibre/settings.toml"
_SCRIPTS = ("preinst", "prerm", "postrm")
_FAST = ("-Zzstd", "-z9")
_SMALL = ("-Zzstd", "-z19")  # 10 MB less, in a minute
NO_COMPRESSION = ("-Znone",)


def build(job: Job, tree: Path) -> Path:
    """Pack *tree*; return the package.

    With --release it is made twice; raises BuildFailed where that is not the same to the bit.
    """
    needs = dependencies(tree)
    file = job.dist / f"{KEY}_{job.product.version}_{architecture()}.deb"
    compression = _SMALL if job.release else _FAST

    def make(out: Path) -> None:
        with step("The package for Debian", "Le paquet pour Debian"):
            root = lay_out(job.folder("linux") / "package", tree, job.product, needs)
            pack(root, out, job.product, compression)
            shutil.rmtree(root)

    make(file)
    if job.release:
        make_again(job, file, make)
    return file


def architecture() -> str:
    """Return what Debian calls this computer, such as amd64."""
    return run(["dpkg", "--print-architecture"]).strip()


def lay_out(root: Path, tree: Path, product: Product, needs: Dependencies) -> Path:
    """Make the folder *root* of a package that holds *tree*; return it."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(tree, root / "opt" / KEY, symlinks=True)
    command = root / "usr" / "bin" / KEY
    command.parent.mkdir(parents=True)
    command.symlink_to(f"/opt/{KEY}/{KEY}")
    install_into(root, "usr", product)
    settings = root / _SETTINGS
    settings.parent.mkdir(parents=True)
    shutil.copyfile(PACKAGING / "settings.toml", settings)
    _write_copyright(root)
    _write_control(root, product, needs)
    set_time(root, product.epoch)
    return root


def _write_copyright(root: Path) -> None:
    place = root / "usr" / "share" / "doc" / KEY / "copyright"
    place.parent.mkdir(parents=True)
    inside = next((root / "opt" / KEY).rglob("resources")) / "licences"
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    text += f"\nThe licences of what it carries: /{inside.relative_to(root)}\n"
    place.write_text(text, encoding="utf-8")


def _write_control(root: Path, product: Product, needs: Dependencies) -> None:
    content = list(files(root))
    words = {
        "@VERSION@": product.version,
        "@ARCHITECTURE@": architecture(),
        "@KILOBYTES@": str(round(megabytes(root) * 1000)),
        "@DEPENDS@": ", ".join(needs.depends),
        "@RECOMMENDS@": ", ".join(needs.recommends),
    }
    control = root / "DEBIAN"
    control.mkdir()
    for name in ("control", *_SCRIPTS):
        text = (_DEBIAN / name).read_text(encoding="utf-8")
        for word, value in words.items():
            text = text.replace(word, value)
        (control / name).write_text(text, encoding="utf-8")
        if name in _SCRIPTS:
            (control / name).chmod(0o755)
    (control / "conffiles").write_text(f"/{_SETTINGS}\n", encoding="utf-8")
    sums = (
        f"{_md5(file)}  {file.relative_to(root)}\n" for file in content if not file.is_symlink()
    )
    (control / "md5sums").write_text("".join(sums), encoding="utf-8")


def _md5(file: Path) -> str:  # what dpkg --verify compares
    with file.open("rb") as content:
        return hashlib.file_digest(content, "md5").hexdigest()


def pack(root: Path, out: Path, product: Product, compression: tuple[str, ...]) -> None:
    """Make the package *out* of what is laid out in *root*."""
    command = ["dpkg-deb", "--root-owner-group", *compression, "--build", root, out]
    run(command, {**os.environ, **product.environment()})
