"""The folder of an installation, so that keys, files and the database have one address."""

import os
import shutil
import sys
import time
from contextlib import suppress
from pathlib import Path

DEMO_MARK = "DEMO"
PLAYING = "demo-playing"
# What stands in the mark while many people enter, batch by batch: that goes on where it stopped.
ENTERING = "people"
# Reading the largest sheet takes minutes: what lies longer was left by a process that died.
FORGOTTEN_AFTER = 3600  # seconds


def home() -> Path:
    """Return the folder of this installation: RUMBO_HOME, or the user's data folder."""
    named = os.environ.get("RUMBO_HOME", "").strip()
    return Path(named).expanduser().absolute() if named else _data_folder() / "rumbo"


def is_demo(folder: Path | None = None) -> bool:
    """Say whether a home is marked for demonstration, where no real person may enter."""
    return ((folder or home()) / DEMO_MARK).is_file()


def note_playing(stage: str) -> None:
    """Write down how far the demo world has come, where one is being played."""
    if (mark := home() / PLAYING).exists():
        mark.write_text(stage)


def scratch() -> Path:
    """Return the folder for what is read once and not kept; what a stopped process left goes."""
    folder = home() / "tmp"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    for left in folder.iterdir():
        with suppress(FileNotFoundError):
            if time.time() - left.stat().st_mtime > FORGOTTEN_AFTER:
                shutil.rmtree(left) if left.is_dir() else left.unlink()
    return folder


def _data_folder() -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
