"""What is known of one person when files are compared: plain values, no model, nothing sealed."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

# What stands in the place of given names that were erased: nobody is looked for by it.
ERASED = "Datos borrados"

Precision = Literal["day", "month", "year", "age", ""]


@dataclass(frozen=True, slots=True)
class Features:
    """One registration as the matcher sees it; every field may be empty.

    `birth_date` is a full date: with precision `month` its day is 1, with `year` or `age` it is
    1 January of the year stated or estimated. `sex` is M, F, X or empty; `nationality` ISO alpha-3;
    `mother` and `father` whole names; `place` the department of origin or its code.
    `phones` only finds: a family shares one, so that it weighs nothing.
    """

    given_names: str = ""
    surname_1: str = ""
    surname_2: str = ""
    sex: str = ""
    birth_date: date | None = None
    precision: Precision = "day"
    nationality: str = ""
    document_number: str = ""
    mother: str = ""
    father: str = ""
    place: str = ""
    phones: tuple[str, ...] = ()
