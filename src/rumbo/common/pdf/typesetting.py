"""Renders a Typst template over JSON data: text stays text, whatever a person is called."""

import dataclasses
import datetime
import json
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias
from uuid import UUID

if TYPE_CHECKING:
    import typst
    from _typeshed import DataclassInstance

Lang: TypeAlias = Literal["es", "en"]
Paper: TypeAlias = Literal["a4", "us-letter"]
Plain: TypeAlias = dict[str, "Plain"] | list["Plain"] | str | int | float | bool | None

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "ui" / "static" / "vendor" / "fonts"
LINE_BREAKS = "\n\t"


def render(
    template: Path, data: "DataclassInstance | Mapping[str, object]", *, lang: Lang, paper: Paper
) -> bytes:
    """Return the PDF (tagged, PDF/UA) of a template inside the package.

    The data travels as one JSON string in `sys.inputs`, so it is never read as markup.
    Equal input gives equal bytes. A sign that no shipped font can draw is printed as an
    empty box in a PDF that is tagged all the same, but not declared PDF/UA.
    """
    import typst

    inputs = {"data": json.dumps(plain(data)), "lang": lang, "paper": paper}
    compiler = typst.Compiler(
        template,
        root=ROOT,
        font_paths=_fonts((FONTS,) if FONTS.is_dir() else ()),
        sys_inputs=inputs,
    )
    try:
        done = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=0)
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
        done = compiler.compile(format="pdf", timestamp=0)
    if not isinstance(done, bytes):
        message = "The renderer returned no document."
        raise TypeError(message)
    return done


def plain(value: object) -> Plain:
    """Return the JSON shape of a value: dates in ISO, times as HH:MM, text without controls."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return _printable(value)
    if isinstance(value, Decimal | UUID):
        return str(value)
    return _plain_moment(value)


def _plain_moment(value: object) -> Plain:
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    return _plain_group(value)


def _plain_group(value: object) -> Plain:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    message = f"A {type(value).__name__} cannot be printed."
    raise TypeError(message)


def _printable(text: str) -> str:
    """Drop control, format and unpaired characters: they have no glyph and can reorder lines."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(
        sign
        for sign in composed
        if sign in LINE_BREAKS or unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )


@cache
def _fonts(folders: tuple[Path, ...]) -> "typst.Fonts":
    import typst

    paths: list[Path] = list(folders)
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=paths)
