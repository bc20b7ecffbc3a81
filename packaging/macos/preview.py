"""The application put together where there is no Mac: a preview, until a Mac has started it."""

import os
import shutil
from pathlib import Path

from building import legal, packages, program
from building.product import KEY, PROGRAM_LOCK
from building.repetition import make_again
from building.steps import run, step
from building.target import Job, Proof
from building.tools import uv
from building.trees import files, set_time
from building.trimming import forget_installation, trim, weigh_tree
from macos import archive, runtime
from macos.information import BUNDLE, inform
from macos.macho import ARM64, is_code, thin
from macos.structure import look, oldest_system
from sentences import choose

_HERE = Path(__file__).parent
_TOOLS_LOCK = _HERE / "tools.lock"
_QUICK, _SMALLEST = 6, 9  # how hard zip tries
README = "LISEZMOI-README.txt"


def build(job: Job) -> Path:
    """Make the zip of the preview; raise BuildFailed with a sentence.

    For a release it is made twice, and both must be the same to the bit.
    """
    file = job.dist / f"{BUNDLE}-{job.product.version}-macos-arm64-preview.zip"
    _make(job, file)
    if job.release:
        make_again(job, file, lambda again: _make(job, again))
    return file


def prove(job: Job, file: Path) -> Proof:
    """Look at the application in *file* from outside; raise BuildFailed."""
    folder = job.folder("macos") / "unpacked"
    shutil.rmtree(folder, ignore_errors=True)
    with step("Looking at it from outside", "Examen de l’extérieur"):
        archive.unpack(file, folder)
        seen = look(folder / f"{BUNDLE}.app", ARM64)
    shutil.rmtree(folder)
    count, system = seen.programs_and_libraries, "{}.{}".format(*seen.oldest_system)
    english = f"structure only: {count} programs and libraries bound and signed, for macOS {system}"
    french = f"structure seule : {count} programmes et bibliothèques liés et signés, macOS {system}"
    return Proof(choose(f"{english}; never started", f"{french} ; jamais lancé"), complete=False)


def _make(job: Job, file: Path) -> None:
    folder = assemble(job)
    with step("Packing it", "Mise en archive"):
        level = _SMALLEST if job.release else _QUICK
        archive.pack(folder, file, job.product.epoch, level)


def assemble(job: Job) -> Path:
    """Make the application and its note; return the folder that holds them."""
    folder = job.folder("macos") / "preview"
    shutil.rmtree(folder, ignore_errors=True)
    contents = folder / f"{BUNDLE}.app" / "Contents"
    home = contents / "Resources" / "python"
    with step("Python for macOS", "Python pour macOS"):
        modules = runtime.install(
            job.folder("macos", "runtime"), contents / "Frameworks" / "Python", home
        )
    inside = modules / "site-packages"
    with step("Its packages", "Ses paquets"):
        packages.install(inside, runtime.PLATFORM, PROGRAM_LOCK)
        trim(inside)
        for file in files(contents):
            if is_code(file):
                thin(file, ARM64)
    staged = program.stage(inside, job.product)
    system = oldest_system(contents, ARM64)
    with step("Its launchers", "Ses lanceurs"):
        _compile_launchers(job, contents / "MacOS", system)
    legal.gather(staged / "resources", inside, "macos", runtime.parts(modules))
    forget_installation(inside)
    with step("Compiling its modules", "Compilation de ses modules"):
        packages.compile_modules(inside, inside, product=job.product)
    inform(contents, job.product, system)
    text = (_HERE / "README.txt").read_text(encoding="utf-8")
    text = text.replace("VERSION", job.product.version)
    (folder / README).write_text(text.replace("SYSTEM", "{}.{}".format(*system)), encoding="utf-8")
    set_time(folder, job.product.epoch)
    weigh_tree(folder)
    return folder


def _compile_launchers(job: Job, folder: Path, system: tuple[int, int]) -> None:
    """Compile the program and the interpreter beside it into *folder*, for *system* and later."""
    compiler = _compiler(job.folder("macos", "compiler"))
    cache = str(job.folder("macos", "compiler-cache"))
    environment = {
        **job.product.environment(),
        "ZIG_GLOBAL_CACHE_DIR": cache,
        "ZIG_LOCAL_CACHE_DIR": cache,
    }
    folder.mkdir()
    command = [compiler, "cc", "-target", "aarch64-macos.{}.{}".format(*system), "-Os", "-g0"]
    command += ["-Wall", "-Wextra", "-Werror", "launcher.c", "-o"]
    # From its own folder: no path of this computer gets into them.
    run([*command, folder / BUNDLE, f'-DPROGRAM="{KEY}"'], environment, _HERE)
    run([*command, folder / "python"], environment, _HERE)


def _compiler(folder: Path) -> Path:
    """Return zig, of the version that tools.lock pins, with what it knows of macOS."""
    place, stamp = folder / "ziglang" / ("zig.exe" if os.name == "nt" else "zig"), folder / "stamp"
    wanted = _TOOLS_LOCK.read_text(encoding="utf-8")
    if not (place.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == wanted):
        shutil.rmtree(folder)
        command = [uv(), "pip", "install", "--quiet", "--target", folder, "--no-deps"]
        here = uv().with_name(uv().name.replace("uv", "python"))
        run([*command, "--no-build", "--require-hashes", "--python", here, "-r", _TOOLS_LOCK])
        stamp.write_text(wanted, encoding="utf-8")
    return place
