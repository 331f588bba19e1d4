"""What a row says, read into plain values: nothing here knows a model or a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rumbo.registry.rules.features import Features, Precision


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to say about a cell: `code` of intake/data/words.csv; never the value itself."""

    column: str
    code: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One registration as the row tells it; empty values are not known.

    Codes are those of `rumbo.common.codes`, `site` of network/data/sites.csv, `department` of
    departments.csv, nationalities ISO alpha-3. `birth_date` with precision month, year or age is
    the first day of it. `unread` keeps the text of what no list knows, by column: never lost.
    """

    folio: str = ""
    registered_on: date | None = None
    site: str = ""
    given_names: str = ""
    surname_1: str = ""
    surname_2: str = ""
    sex: str = ""
    birth_date: date | None = None
    precision: Precision = ""
    age: int | None = None
    nationalities: tuple[str, ...] = ()
    department: str = ""
    department_name: str = ""
    family: str = ""
    relation: str = ""
    phone: str = ""
    document_type: str = ""
    document_kind: str = ""
    document_number: str = ""
    document_expires: date | None = None
    status: str = ""
    education: str = ""
    sector: str = ""
    languages: tuple[str, ...] = ()
    unaccompanied: str = ""
    mpp: str = ""
    us_court_date: date | None = None
    reasons_returning: tuple[str, ...] = ()
    reasons_migrating: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()
    health: tuple[str, ...] = ()
    pregnancy_weeks: int | None = None
    fear: str = ""
    vulnerabilities: tuple[str, ...] = ()
    wishes_to_return_from: date | None = None
    notes: str = ""
    unread: Mapping[str, str] = field(default_factory=dict)

    def features(self) -> Features:
        """Give what the matcher compares."""
        return Features(
            given_names=self.given_names,
            surname_1=self.surname_1,
            surname_2=self.surname_2,
            sex=self.sex,
            birth_date=self.birth_date,
            precision=self.precision,
            nationality=self.nationalities[0] if self.nationalities else "",
            document_number=self.document_number,
            place=self.department or self.department_name,
        )


@dataclass(slots=True)
class Draft:
    """An entry while it is read: values so far, faults that send it to correction, and flags."""

    cells: Mapping[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)
    faults: list[Remark] = field(default_factory=list)
    flags: list[Remark] = field(default_factory=list)

    def fault(self, column: str, code: str) -> None:
        """Send the row to correction because of this cell."""
        if Remark(column, code) not in self.faults:
            self.faults.append(Remark(column, code))

    def flag(self, column: str, code: str) -> None:
        """Say something about this cell that does not stop the row."""
        if Remark(column, code) not in self.flags:
            self.flags.append(Remark(column, code))

    def entry(self) -> Entry:
        """Give what was read."""
        return Entry(**self.values, unread=dict(self.unread))
