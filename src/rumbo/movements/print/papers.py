"""Builds the papers of a departure; each prints only the columns it needs."""

from pathlib import Path

from rumbo.common.pdf import Lang, Paper, qr, render
from rumbo.movements.print.care import legend
from rumbo.movements.print.values import Boarding, Handover, Itinerary, Manifest, Passenger

HERE = Path(__file__).parent
LEGAL = (
    "no",
    "name",
    "sex",
    "born",
    "nationality",
    "document_type",
    "document_no",
    "document_until",
)
INTERNAL = (
    "no",
    "seat",
    "name",
    "sex",
    "age",
    "group",
    "care",
    "escort",
    "onward",
    "due",
)
ROLL = ("seat", "name", "document_no", "age", "group")
PASS = ("seat", "name", "document_no", "group")
BORDER = ("no", "name", "born", "nationality", "document_type", "document_no")


def authority_manifest_pdf(manifest: Manifest, *, lang: Lang, paper: Paper = "a4") -> bytes:
    """Return the manifest for authorities: the legal minimum, no seat, group or care."""
    return _print("authority", manifest, LEGAL, lang, paper)


def internal_manifest_pdf(manifest: Manifest, *, lang: Lang, paper: Paper = "a4") -> bytes:
    """Return the manifest for our own team: care codes with their words, never a reason."""
    used = tuple(code for person in manifest.passengers for code in person.care)
    return _print("internal", manifest, INTERNAL, lang, paper, legend=legend(used, lang))


def roll_call_pdf(manifest: Manifest, *, lang: Lang, paper: Paper = "a4") -> bytes:
    """Return the sheet to call the roll from, with big rows and a QR code for each person."""
    return _print("rollcall", manifest, ROLL, lang, paper, codes=True)


def boarding_passes_pdf(boarding: Boarding, *, lang: Lang, paper: Paper = "a4") -> bytes:
    """Return one pass for each person, to be cut apart."""
    return _print(
        "passes",
        boarding.manifest,
        PASS,
        lang,
        paper,
        codes=True,
        place=boarding.place,
        present_at=boarding.present_at,
    )


def border_handover_pdf(handover: Handover, *, lang: Lang, paper: Paper = "a4") -> bytes:
    """Return the list signed at a border by those who hand over and those who receive."""
    return _print(
        "handover",
        handover.manifest,
        BORDER,
        lang,
        paper,
        crossing=handover.crossing,
        at=handover.at,
        handed_by=handover.handed_by,
        received_by=handover.received_by,
    )


def driver_sheet_pdf(
    manifest: Manifest, *, lang: Lang, paper: Paper = "a4", call: str = ""
) -> bytes:
    """Return the driver's sheet: stops, hours and how many people; nobody's name."""
    people = manifest.passengers
    shape = {
        "letterhead": manifest.letterhead,
        "trip": manifest.trip,
        "aboard": len(people),
        "children": sum(1 for person in people if person.age is not None and person.age < 18),
        "call": call or manifest.letterhead.phone,
    }
    return render(HERE / "driver.typ", shape, lang=lang, paper=paper)


def itinerary_pdf(itinerary: Itinerary, *, lang: Lang, paper: Paper = "us-letter") -> bytes:
    """Return what a consulate is shown of a held seat, on one page."""
    return render(HERE / "itinerary.typ", itinerary, lang=lang, paper=paper)


def _print(
    template: str,
    manifest: Manifest,
    columns: tuple[str, ...],
    lang: Lang,
    paper: Paper,
    *,
    codes: bool = False,
    **more: object,
) -> bytes:
    shape = {
        "letterhead": manifest.letterhead,
        "trip": manifest.trip,
        "rows": [_row(person, columns, codes=codes) for person in manifest.passengers],
        **more,
    }
    return render(HERE / f"{template}.typ", shape, lang=lang, paper=paper)


def _row(person: Passenger, columns: tuple[str, ...], *, codes: bool) -> dict[str, object]:
    row = {name: getattr(person, name) for name in columns}
    if codes:
        row["code"] = qr(person.token) if person.token else ""
    return row
