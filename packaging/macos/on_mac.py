"""The application made on a Mac, as a disk image and as a package. Nobody has run this yet."""

import platform
import plistlib
import shutil
from pathlib import Path

from building.carried import built_in
from building.legal import gather
from building.product import KEY, NAME, PROGRAM_LOCK, TOOLS_LOCK
from building.program import stage
from building.steps import run, step
from building.target import Job
from building.tools import environment
from building.trees import files
from building.trimming import forget_installation, trim, trimming, weigh_tree
from linux.freezing import carried_packages
from macos import signing
from macos.information import BUNDLE, IDENTIFIER, inform
from macos.macho import ARM64, X86_64, is_code, read

_SPEC = Path(__file__).with_name("freeze.spec")
TOOLS = dict.fromkeys(("codesign", "ditto", "hdiutil", "pkgbuild", "productbuild", "xcrun"), "")


def build(job: Job) -> list[Path]:
    """Make the disk image and the package; raise BuildFailed with a sentence."""
    application = _freeze(job)
    signing.sign(application)
    name = f"{BUNDLE}-{job.product.version}-macos-{platform.machine()}"
    image = _image(job, application, job.dist / f"{name}.dmg")
    package = _package(job, application, job.dist / f"{name}.pkg")
    for file in (image, package):
        signing.notarise(file)
    return [image, package]


def _freeze(job: Job) -> Path:
    """Return the application, alone in its folder, all in it but the signatures."""
    folder = job.folder("macos")
    with step("Its packages", "Ses paquets"):
        python = environment(folder / "environment", PROGRAM_LOCK, TOOLS_LOCK)
        packages = run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"])
        trim(Path(packages.strip()))
    source, out, work = folder / "source", folder / "frozen", folder / "work"
    stage(source, job.product)
    for stale in (out, work):
        shutil.rmtree(stale, ignore_errors=True)
    given = {
        **job.product.environment(),
        "EQUILIBRE_SOURCE": str(source),
        "EQUILIBRE_BUNDLE": BUNDLE,
        "EQUILIBRE_IDENTIFIER": IDENTIFIER,
        "EQUILIBRE_LEFT_OUT": " ".join(trimming().modules_left_out),
        "EQUILIBRE_CARRIED": " ".join(carried_packages()),
        "PYINSTALLER_CONFIG_DIR": str(work),
    }
    command = [python, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    with step("Freezing the program", "Mise en un dossier du programme"):
        run([*command, "--distpath", out, "--workpath", work, _SPEC], given)
    shutil.rmtree(out / BUNDLE)  # the folder of which PyInstaller made the application
    contents = out / f"{BUNDLE}.app" / "Contents"
    inside = contents / "Resources"
    gather(inside / KEY / "resources", inside, "macos", [built_in("PyInstaller bootloader")])
    forget_installation(inside)
    inform(contents, job.product, _oldest_system(contents))
    weigh_tree(contents)
    return contents.parent


def _oldest_system(contents: Path) -> tuple[int, int]:
    """Return the oldest macOS that all programs and libraries were compiled for."""
    here = {"arm64": ARM64, "x86_64": X86_64}[platform.machine()]
    codes = [read(file).get(here) for file in files(contents) if is_code(file)]
    return max(code.oldest_system for code in codes if code and code.oldest_system)


def _image(job: Job, application: Path, image: Path) -> Path:
    """Make the disk image: the application, beside the folder to which it is dragged."""
    folder = job.folder("macos") / "image"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    run(["ditto", application, folder / application.name])
    (folder / "Applications").symlink_to("/Applications")
    with step("The disk image", "L’image disque"):
        command = ["hdiutil", "create", "-quiet", "-ov", "-fs", "HFS+", "-format", "ULMO"]
        run([*command, "-volname", NAME, "-srcfolder", folder, image])
    signing.sign_image(image)
    return image


def _package(job: Job, application: Path, package: Path) -> Path:
    """Make the package that administrators install, for everyone on the computer."""
    folder = job.folder("macos", "package")
    parts, component = folder / "parts.plist", folder / "component.pkg"
    told = {
        "RootRelativeBundlePath": application.name,
        # Into Applications, even where the user keeps a copy elsewhere; an older one may come back.
        "BundleIsRelocatable": False,
        "BundleIsVersionChecked": False,
        "BundleHasStrictIdentifier": True,
        "BundleOverwriteAction": "upgrade",
    }
    parts.write_bytes(plistlib.dumps([told]))
    with step("The package", "Le paquet"):
        command = ["pkgbuild", "--quiet", "--root", application.parent, "--component-plist", parts]
        command += ["--identifier", IDENTIFIER, "--version", job.product.version]
        run([*command, "--install-location", "/Applications", component])
        options = ["--quiet", *signing.installer_options()]
        run(["productbuild", *options, "--package", component, package])
    return package
