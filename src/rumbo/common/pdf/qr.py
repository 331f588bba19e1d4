"""QR codes as SVG, so that a boarding pass can be read by any phone."""

import io

import segno


def qr(text: str) -> str:
    """Return an SVG of a QR code (medium error correction, quiet zone included)."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", border=4, xmldecl=False, svgns=True, light="#fff", dark="#000"
    )
    return out.getvalue().decode("ascii")
