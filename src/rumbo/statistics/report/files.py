"""Writes the five files of a report, one beside the other."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from rumbo.statistics.report.contents import Contents
from rumbo.statistics.report.data_files import as_csv, as_json, as_xlsx
from rumbo.statistics.report.pages import as_html
from rumbo.statistics.report.paper import as_pdf

FORMS: Mapping[str, Callable[[Contents], bytes]] = {
    "sitrep.json": as_json,
    "sitrep.csv": as_csv,
    "sitrep.xlsx": as_xlsx,
    "sitrep.html": as_html,
    "sitrep.pdf": as_pdf,
}


def write(contents: Contents, folder: Path) -> Iterator[Path]:
    """Write each form and yield its path; the folder is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, form in FORMS.items():
        path = folder / name
        path.write_bytes(form(contents))
        yield path
