"""The folder of an installation, so that keys, files and the database have one address."""

import os
import sys
from pathlib import Path

DEMO_MARK = "DEMO"


def home() -> Path:
    """Return the folder of this installation: RUMBO_HOME, or the user's data folder."""
    named = os.environ.get("RUMBO_HOME", "").strip()
    return Path(named).expanduser().absolute() if named else _data_folder() / "rumbo"


def is_demo(folder: Path | None = None) -> bool:
    """Say whether a home is marked for demonstration, where no real person may enter."""
    return ((folder or home()) / DEMO_MARK).is_file()


def _data_folder() -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
