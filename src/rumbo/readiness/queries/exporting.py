"""The facts of a case as the FACTS file that `rumbo readiness` reads: one answer, two doors."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from uuid import UUID

from rumbo.casework.models import Case
from rumbo.readiness.queries.gathering import facts_of_many
from rumbo.readiness.queries.travel import TravelPlan

# Facts that hold a name in words: the rules ask only that there is one.
NAMES = frozenset(
    {"witness", "decision_maker", "counsel", "guardian_assigned", "name", "escort", "by"}
)
CODES = frozenset({"SELF", "GUARDIAN", "AUTHORITY"})
IS_KNOWN = "consta"

Json = str | int | bool | list["Json"] | dict[str, "Json"]


def facts_of(
    case: Case | UUID, *, plan: TravelPlan | None = None, today: date | None = None
) -> dict[str, Json]:
    """Give what is known of a case as FACTS.json: every compartment, for the rules alone.

    What is not known is left out. Nobody's name is in it: people are ids, other names are "consta".
    """
    row = case if isinstance(case, Case) else Case.objects.select_related("office").get(pk=case)
    known = _object(facts_of_many([row], plan=plan, today=today)[row.id].facts)
    return {key: value for key, value in known.items() if value != {}}


def _object(value: object) -> dict[str, Json]:
    if not is_dataclass(value):
        raise TypeError(value)
    pairs = ((one.name, _json(getattr(value, one.name))) for one in fields(value))
    return {
        name: _unnamed(name, found) for name, found in pairs if found is not None and found != {}
    }


def _unnamed(key: str, found: Json) -> Json:
    if key not in NAMES or not isinstance(found, str) or found in CODES:
        return found
    try:
        return str(UUID(found))
    except ValueError:
        return IS_KNOWN


def _json(value: object) -> Json | None:
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [found for one in value if (found := _json(one)) is not None]
    if isinstance(value, Mapping):
        raise TypeError(value)
    return _object(value)
