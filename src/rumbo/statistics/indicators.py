"""Every table of the situation report, declared once: what is counted, of whom, what is missing."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from rumbo.statistics import codes
from rumbo.statistics.readers import INSIDE, REPORTS

Population: TypeAlias = Literal[
    "everyone",
    "adults",
    "first_degree",
    "surveyed",
    "applicants",
    "asking",
    "registered",
    "waiting",
]
Section: TypeAlias = Literal[
    "returns", "people", "situation", "health", "company", "survey", "demand"
]
NUMERATOR = {
    "es": "Personas de la base que tienen ese valor",
    "en": "People in the base who have that value",
}
RETURNED = {
    "es": "; quien volvió dos veces son dos retornos de una persona",
    "en": "; whoever returned twice is two returns of one person",
}
MISSING = {
    (None, "es"): "Personas de quienes no se conoce este valor",
    (None, "en"): "People of whom this value is not known",
    ("row", "es"): "Personas de la fila de quienes no se conoce el valor de la columna",
    ("row", "en"): "People of the row of whom the column's value is not known",
    ("column", "es"): "Personas de la columna de quienes no se conoce el valor de la fila",
    ("column", "en"): "People of the column of whom the row's value is not known",
}
# By what else each value may be told; what is not here is told alone. Health, harm and children
# alone stand beside nothing: a crossing with place, month and nationality would find a person.
CROSSED: Mapping[str, tuple[str, ...]] = {
    "site": ("country_of_registration", "country_of_return"),
    "country_of_return": ("country_of_registration",),
    "status": ("country_of_registration",),
    "education": ("sex", "age_group"),
    "sector": ("education",),
    "month": ("site", "stream"),
    "age_group": ("sex",),
}
SENSITIVE = frozenset(
    {
        "unaccompanied",
        "travelling_with",
        "health_condition",
        "self_rated_health",
        "journey_conditions",
        "incidents",
        "reason_migrating",
        "reason_returning",
        "plan_on_return",
    }
)
BASES: Mapping[Population, Mapping[str, str]] = {
    "everyone": {"es": "todas las personas", "en": "everyone"},
    "adults": {"es": "personas de 18 años o más", "en": "people of 18 and more"},
    "first_degree": {
        "es": "personas que viajaron con familiares de primer grado",
        "en": "people travelling with first-degree relatives",
    },
    "surveyed": {"es": "personas encuestadas", "en": "surveyed people"},
    "applicants": {
        "es": "personas que habían solicitado regularizarse",
        "en": "people who had applied to regularise",
    },
    "asking": {"es": "personas que pidieron volver", "en": "people who asked to return"},
    "registered": {"es": "personas registradas", "en": "registered people"},
    "waiting": {
        "es": "personas que esperaban lugar en la fecha de corte",
        "en": "people waiting for a seat on the cut-off date",
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One table: `attribute` gives its rows, `by` its columns; `whole` says whose share it is."""

    name: str
    section: Section
    attribute: str
    by: str | None = None
    whole: Literal["row", "column"] = "row"
    population: Population = "everyone"
    inside: bool = False
    """Only those inside see it: the gate proves nothing of it, so no public report has it."""

    def title(self, lang: codes.Lang) -> str:
        """Return the table's heading."""
        return _texts()[self.name][0 if lang == "es" else 1]

    def definition(self, lang: codes.Lang) -> str:
        """Return the sentence of the glossary that says what the table counts."""
        return _texts()[self.name][2 if lang == "es" else 3]

    def numerator(self, lang: codes.Lang) -> str:
        """Return who is counted."""
        return NUMERATOR[lang] + ("" if self.section == "demand" else RETURNED[lang])

    def missing(self, lang: codes.Lang) -> str:
        """Return who is not in the base because something is not known of them."""
        return MISSING[self.whole if self.by else None, lang]

    @property
    def crossed(self) -> tuple[str, ...]:
        """Return by what else these rows may be told, in this table or in another."""
        return CROSSED.get(self.attribute, ())

    @property
    def readers(self) -> tuple[str, ...]:
        """Return the roles that may see it: others than those inside only through the gate."""
        return INSIDE if self.inside or self.section == "demand" else REPORTS

    def base(self, lang: codes.Lang) -> str:
        """Return whom a share is of, in words; the rest of them is what is missing."""
        who = BASES[self.population][lang]
        if self.by is None:
            known = {"es": "cuyo valor se conoce", "en": "whose value is known"}
            return f"{who} {known[lang]}"
        of = {
            ("row", "es"): "de cada fila cuya columna se conoce",
            ("row", "en"): "of each row whose column is known",
            ("column", "es"): "de cada columna cuya fila se conoce",
            ("column", "en"): "of each column whose row is known",
        }
        return f"{who} {of[self.whole, lang]}"


@cache
def _texts() -> Mapping[str, list[str]]:
    texts: Mapping[str, list[str]] = json.loads(
        (codes.DATA / "indicators.json").read_text(encoding="utf-8")
    )
    return texts


def _table(name: str, section: Section, attribute: str | None = None) -> Indicator:
    return Indicator(name=name, section=section, attribute=attribute or name)


def _survey(name: str) -> Indicator:
    return Indicator(name=name, section="survey", attribute=name, population="surveyed")


COUNTRY = "country_of_registration"
INDICATORS: tuple[Indicator, ...] = (
    _table("returns_by_month", "returns", "month"),
    _table("stream", "returns"),
    _table("site", "returns"),
    Indicator(
        name="site_by_country", section="returns", attribute="site", by=COUNTRY, whole="column"
    ),
    _table(COUNTRY, "returns"),
    _table("mode", "returns"),
    _table("nationality", "people"),
    _table("country_of_return", "returns"),
    Indicator(
        name="country_of_return_by_country_of_registration",
        section="returns",
        attribute="country_of_return",
        by=COUNTRY,
        whole="column",
    ),
    _table("sex", "people"),
    _table("age_group", "people"),
    _table("unaccompanied", "people"),
    _table("status", "situation"),
    Indicator(name="status_by_country", section="situation", attribute="status", by=COUNTRY),
    _table("education", "situation"),
    Indicator(name="education_by_sex", section="situation", attribute="education", by="sex"),
    Indicator(
        name="education_by_age_group", section="situation", attribute="education", by="age_group"
    ),
    Indicator(
        name="education_adults_by_sex",
        section="situation",
        attribute="education",
        by="sex",
        population="adults",
    ),
    _table("sector", "situation"),
    Indicator(name="sector_by_education", section="situation", attribute="sector", by="education"),
    _table("health_condition", "health"),
    _table("self_rated_health", "health"),
    _table("journey_conditions", "health"),
    _table("travelling_with", "company"),
    _table("travelling_with_grouped", "company"),
    Indicator(
        name="minors_in_families",
        section="company",
        attribute="minors",
        population="first_degree",
    ),
    _survey("incidents"),
    _survey("reason_migrating"),
    _survey("reason_returning"),
    Indicator(
        name="reason_leaving_of_applicants",
        section="situation",
        attribute="reason_returning",
        population="applicants",
    ),
    _survey("plan_on_return"),
    _table("applied_to_regularise", "situation"),
)
DEMAND: tuple[Indicator, ...] = (
    Indicator(name="requests_by_month", section="demand", attribute="month", population="asking"),
    Indicator(
        name="registrations_by_month_by_site",
        section="demand",
        attribute="month",
        by="site",
        population="registered",
    ),
    Indicator(name="waiting", section="demand", attribute="waited", population="waiting"),
)
"""Tables that only a database can give: they are counted there, and not from returns."""
HIGHLIGHTS: tuple[Indicator, ...] = tuple(
    Indicator(name=name, section="people", attribute=attribute, by=by, inside=True)
    for name, attribute, by in (
        ("sex_by_host", COUNTRY, "sex"),
        ("age_by_host", COUNTRY, "age_group"),
        ("sex_by_origin", "country_of_return", "sex"),
        ("age_by_origin", "country_of_return", "age_group"),
        ("vulnerable", "vulnerable", None),
        ("vulnerable_by_host", COUNTRY, "vulnerable"),
        ("vulnerable_by_origin", "country_of_return", "vulnerable"),
        ("counselled", "counselled", None),
        ("counselled_by_host", COUNTRY, "counselled"),
        ("after_arrival", "after_arrival", None),
        ("after_arrival_by_origin", "country_of_return", "after_arrival"),
    )
)
"""Tables of the yearly highlights alone: those inside see them, the gate proves nothing of them."""
CLOSER: tuple[Indicator, ...] = (
    Indicator(
        name="returns_by_month_by_stream",
        section="returns",
        attribute="month",
        by="stream",
        inside=True,
    ),
    Indicator(
        name="site_by_country_of_return",
        section="returns",
        attribute="site",
        by="country_of_return",
        inside=True,
    ),
    Indicator(
        name="age_group_by_sex", section="people", attribute="age_group", by="sex", inside=True
    ),
    Indicator(name="distance_from_home", section="returns", attribute="distance", inside=True),
)
"""What the internal report has beside: crossings that would close a way back between public tables,
and how far home was.
"""


def _yearly(name: str, population: Population) -> Indicator:
    return Indicator(
        name=name, section="demand", attribute="month", population=population, inside=True
    )


YEARLY: tuple[Indicator, ...] = (
    _yearly("requests_a_year_before", "asking"),
    _yearly("registrations_a_year_before", "registered"),
    _yearly("returns_a_year_before", "everyone"),
    _yearly("waiting_by_month", "waiting"),
    _yearly("waiting_a_year_before", "waiting"),
    Indicator(
        name="how_heard",
        section="demand",
        attribute="how_heard",
        population="registered",
        inside=True,
    ),
)
"""What the last twelve months are held against, and how people heard: only a database knows."""
EVERY = (*INDICATORS, *CLOSER, *DEMAND, *YEARLY)
BY_NAME: Mapping[str, Indicator] = {indicator.name: indicator for indicator in EVERY}
