"""Small drawings for paper: QR codes that any phone reads, and signatures made on a screen."""

import io
import re

import segno

_PAIR = r"-?\d{1,5}(?:\.\d{1,3})? -?\d{1,5}(?:\.\d{1,3})?"
STROKES = re.compile(rf"(?:M{_PAIR}(?:L{_PAIR})*)+")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
LONGEST = 500_000


def qr(text: str) -> str:
    """Return an SVG of a QR code (medium error correction, quiet zone included)."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", border=4, xmldecl=False, svgns=True, light="#fff", dark="#000"
    )
    return out.getvalue().decode("ascii")


def signature(strokes: str) -> str:
    """Return an SVG of a signature kept as the path `M x y L x y …`; "" where nothing was drawn.

    Only moves and lines are let through: anything else is a ValueError, never a drawing.
    """
    if not strokes:
        return ""
    if len(strokes) > LONGEST or not STROKES.fullmatch(strokes):
        message = "This is not a signature of moves and lines."
        raise ValueError(message)
    numbers = [float(number) for number in NUMBER.findall(strokes)]
    xs, ys = numbers[0::2], numbers[1::2]
    left, top = min(xs) - 3, min(ys) - 3
    width, height = max(xs) - left + 3, max(ys) - top + 3
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:g} {top:g} {width:g} {height:g}"'
        f' width="{width:g}" height="{height:g}"><path d="{strokes}" fill="none" stroke="#10201c"'
        ' stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )
