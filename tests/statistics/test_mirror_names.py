"""Nothing that names somebody is in the extract, whatever was written; and nobody is in it twice."""

from collections import Counter
from collections.abc import Iterator
from itertools import count
from typing import Any

import polars as pl  # noqa: TID253
import pytest
from django.apps import apps
from django.db.models import Model

from rumbo.casework.models import Case, Step
from rumbo.common.sealed.fields import SealedField, SealedJSON
from rumbo.movements.models import Departure
from rumbo.registry.models import Person, TravelGroup
from rumbo.statistics import queries
from rumbo.statistics.mirror import cuts, filling, refreshing, shape, store
from rumbo.statistics.mirror.cuts import Asked
from tests.factories import ready
from tests.statistics.test_mirror import WHOLE, every_row
from tests.statistics.worlds import World

pytestmark = pytest.mark.django_db
# Numbers, days, yes and no: there is no column in which a word could stand.
KINDS = {pl.UInt64, pl.UInt16, pl.Int16, pl.Int64, pl.Boolean, pl.Date}
OPEN: dict[type[Model], tuple[str, ...]] = {
    Case: ("number",),
    TravelGroup: ("sheet_folio",),
    Departure: ("code", "operator", "plate"),
}
NAMES = ("given_names", "surname_1", "surname_2", "document_number", "mother", "phone", "words")


@pytest.fixture
def world() -> World:
    ready.reference()
    found = World(3)
    found.grow(15)
    return found


def told_everywhere() -> list[str]:
    """Write something that occurs nowhere else into every sealed place there is, and other names."""
    numbers, said = count(), []

    def word() -> str:
        said.append(f"Ñandú{next(numbers):05}Xq")
        return said[-1]

    for model in (m for m in apps.get_models() if m.__module__.startswith("rumbo.")):
        names = [f.name for f in model._meta.concrete_fields if isinstance(f, SealedField)]
        plain = OPEN.get(model, ())
        if not (names or plain) or hasattr(model, "pgh_tracked_model"):
            continue
        for row in model._default_manager.all():
            for name in names:
                is_text = not isinstance(model._meta.get_field(name), SealedJSON)
                setattr(row, name, word() if is_text else {key: word() for key in NAMES})
            for name in plain:
                setattr(row, name, word())
            row.save(update_fields=[*names, *plain])
    return said


def parts() -> Iterator[pl.DataFrame]:
    for path in store.folder().rglob("*.parquet"):
        yield pl.read_parquet(path)


def found_in_the_extract(words: list[str]) -> list[str]:
    """Give the words that stand anywhere in the folder: as bytes, in cells, or in lists of values."""
    files = [path.read_bytes() for path in store.folder().rglob("*") if path.is_file()]
    cells = {
        str(value)
        for frame in parts()
        for name in frame.columns
        if frame.schema[name] not in KINDS
        for value in frame[name].explode().unique()
    }
    extract = store.load()
    assert extract is not None
    told = {value for values in extract.books.values() for value in values}
    texts = [*cells, *told, repr(extract.reference), *map(repr, every_row().values())]
    everything = "\n".join(texts)
    return [w for w in words if w in everything or any(w.encode() in file for file in files)]


def test_no_name_no_document_no_telephone_and_no_free_text_is_in_it(world: World) -> None:
    refreshing.refresh(whole=True)
    words = told_everywhere()
    assert len(words) > 300
    some = Person.objects.get(pk=world.people[0].pk)
    assert some.identity["document_number"] in words
    for whole in (False, True):
        refreshing.refresh(whole=whole)
        assert found_in_the_extract(words) == []
        for frame in parts():
            assert set(frame.dtypes) <= KINDS


@pytest.mark.parametrize("column", ["site", "how_heard"])
def test_a_name_in_the_extract_would_be_found(
    world: World, monkeypatch: pytest.MonkeyPatch, column: str
) -> None:
    words = told_everywhere()
    told: dict[str, Any] = {"site": "returns", "how_heard": "people"}
    some = Person.objects.get(pk=world.people[0].pk)
    real = shape.coded if column == "site" else filling._asking

    def careless(*given: Any) -> Any:
        found = real(*given)
        if isinstance(found, dict):
            return {**found, column: some.identity["given_names"]}
        given[-1].code(column, some.identity["given_names"])
        return found

    monkeypatch.setattr(*((shape, "coded") if column == "site" else (filling, "_asking")), careless)
    refreshing.refresh(whole=True)
    assert told[column] in dict(every_row())
    assert found_in_the_extract(words) == [some.identity["given_names"]]


def test_there_is_one_row_for_each_person_and_return_and_one_for_each_step(world: World) -> None:
    for _change in range(3):
        world.change()
    refreshing.refresh(whole=True)
    for _change in range(3):
        world.change()
    refreshing.refresh()
    extract = store.load()
    assert extract is not None
    keys = ("case", "person", "journey")
    seen = cuts.seen(
        store.scan(extract, "returns"), Asked(until=WHOLE.until), shape.Books(extract.books), keys
    )
    assert seen.height == seen.n_unique() > 5
    live = queries.returns_frame(None, WHOLE.until)
    assert sorted(Counter(seen["person"]).values()) == sorted(Counter(live["person"]).values())
    steps = store.scan(extract, "steps").collect()
    ours = Counter(filling.pseudonym("case", one) for one in _cases_of(Step))
    assert Counter(steps["case"]) == ours
    assert max(ours.values()) > 1


def _cases_of(model: type[Model]) -> Iterator[Any]:
    yield from model._default_manager.values_list("case_id", flat=True)
