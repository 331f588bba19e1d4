"""The practice sheets that come with Rumbo: invented people, all that a demonstration reads in."""

from pathlib import Path

from rumbo.exchange.errors import only_practice
from rumbo.exchange.intake.sheet import SheetRow, read

PACKED = Path(__file__).parent / "data"
CHECKOUT = Path(__file__).parents[3] / "examples"
NAMES = ("intake-2025", "intake-2019")


def path(name: str) -> Path:
    """Give where a sheet is: inside the installed package, or in the examples of a checkout."""
    inside = PACKED / f"{name}.csv"
    return inside if inside.is_file() else CHECKOUT / inside.name


def require_practice(sheet: Path) -> None:
    """Refuse a sheet with a row that is in none of these: it may be a real person's."""
    known = {_written(row) for name in NAMES for row in read(path(name)).rows}
    if not known.issuperset(_written(row) for row in read(sheet).rows):
        raise only_practice(", ".join(f"{name}.csv" for name in NAMES))


def _written(row: SheetRow) -> frozenset[tuple[str, str]]:
    return frozenset((head, cell.strip()) for head, cell in row.cells.items() if cell.strip())
