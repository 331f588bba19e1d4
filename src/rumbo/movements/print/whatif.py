"""Builds the paper of a what-if for donors."""

from pathlib import Path

from rumbo.common.pdf import Lang, Paper, render
from rumbo.movements.print.values import WhatIf

HERE = Path(__file__).parent


def what_if_pdf(told: WhatIf, *, lang: Lang, paper: Paper = "a4") -> bytes:
    """Return the scenarios side by side, with the weeks as pictures and what was supposed."""
    return render(HERE / "whatif.typ", told, lang=lang, paper=paper)
