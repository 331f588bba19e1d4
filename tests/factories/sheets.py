"""Booths' sheets as text, good and bad: what a file says, and by which code it is refused."""

import csv
import io
from collections.abc import Mapping

from rumbo.exchange.intake.columns import columns

ROW = {"folio": "TAP-00001", "nombres": "Ana", "apellido_paterno": "López"}


def text_of(*rows: Mapping[str, str], delimiter: str = ",") -> str:
    """A whole sheet: every heading, and these rows."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns(), restval="", delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


BAD: list[tuple[bytes | str, str]] = [
    (b"", "EMPTY"),
    (b"\xef\xbb\xbf", "EMPTY"),
    (b"\n\n ,, \n", "EMPTY"),
    (b"a,b,c\n1,2,3\n", "MISSING_HEADINGS"),
    (text_of(), "EMPTY"),
    (text_of({}), "EMPTY"),
    (bytes(range(256)), "NUL"),
    (text_of(ROW).encode() + b"a,\0,b\n", "NUL"),
    (text_of(ROW).encode("latin-1"), "WRONG_ENCODING"),
    (text_of(ROW).encode("utf-16"), "WRONG_ENCODING"),
    (b"%PDF-1.7 \n1 0 obj", "NOT_A_SHEET"),
    ("# Un título\n\nY un texto, con comas.\n", "NOT_A_SHEET"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "OLD_EXCEL"),
    (b"PK\x03\x04 not a zip", "NOT_A_SHEET"),
    (text_of(ROW).replace("edad", "folio").encode(), "MISSING_HEADINGS"),
    (text_of(ROW) + "," * 40 + "más", "TOO_MANY_CELLS"),
    (text_of({**ROW, "observaciones": "x" * 20_000}), "CELL_TOO_LONG"),
    (text_of({**ROW, "observaciones": "x" * 10_000_000}), "CELL_TOO_LONG"),
    (text_of(ROW) + 'a,"b', "BAD_QUOTES"),
]


def named(value: object) -> str:
    """The name of a bad file among tests: its code, never its bytes."""
    return value if isinstance(value, str) and value.isupper() else "file"


def as_bytes(content: bytes | str) -> bytes:
    """What lies in the file."""
    return content if isinstance(content, bytes) else content.encode()
