"""Looking into a printed paper: what a reader of PDFs finds at its root."""

import io
from typing import Any

from pypdf import PdfReader


def root_of(pdf: bytes) -> dict[str, Any]:
    """The root of a PDF (its language, whether it is tagged) as plain values."""
    found: Any = PdfReader(io.BytesIO(pdf)).root_object
    return {key: found[key] for key in found}


def is_tagged(pdf: bytes) -> bool:
    """Whether somebody who cannot see it can have it read aloud in order."""
    return bool(root_of(pdf)["/MarkInfo"]["/Marked"])
