"""`rumbo match`: a file of people in, the pairs that are one person out, and what is refused."""

import csv
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
import typer
from typer.testing import CliRunner

from rumbo.registry import cli
from rumbo.registry.matching import matching, reading
from rumbo.registry.matching.errors import MatchRefused
from rumbo.registry.matching.pairs import Shared
from rumbo.registry.rules.deck import Deck
from rumbo.registry.rules.keys import keys_of

COLUMNS = reading.COLUMNS
GIVEN = [
    "José",
    "Juan",
    "Luis",
    "Carlos",
    "Jorge",
    "Mario",
    "Pedro",
    "Marvin",
    "Kevin",
    "Wilmer",
    "Edwin",
    "Nelson",
    "Darwin",
    "Rolando",
]
SURNAMES = [
    "López",
    "Hernández",
    "Martínez",
    "Pérez",
    "Mejía",
    "Flores",
    "Cruz",
    "Reyes",
    "Zelaya",
    "Aguilar",
    "Orellana",
    "Escobar",
    "Portillo",
    "Alvarado",
    "Amaya",
    "Pineda",
    "Bonilla",
    "Paguada",
    "Discua",
    "Funes",
    "Erazo",
    "Matute",
    "Sabillón",
    "Tábora",
    "Ulloa",
    "Urbina",
    "Fajardo",
    "Sorto",
    "Turcios",
    "Cantarero",
    "Maradiaga",
    "Coello",
]


@dataclass
class Told:
    """What the command answered."""

    code: int
    said: str
    pairs: list[tuple[str, str, float]]


def row(number: str, given: str = "", one: str = "", two: str = "", **more: str) -> dict[str, str]:
    cells = dict.fromkeys(COLUMNS, "")
    return cells | {"id": number, "given_names": given, "surname_1": one, "surname_2": two} | more


def people(number: int = 1200) -> list[dict[str, str]]:
    """Made-up people, each once."""
    chance = Random(4)  # noqa: S311 - no secret
    return [
        row(
            f"p{place:05}",
            " ".join(chance.sample(GIVEN, 2)),
            chance.choice(SURNAMES),
            chance.choice(SURNAMES),
            sex="M",
            birth_date=f"{chance.randint(1955, 2004)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            birth_date_precision="day",
            nationality=chance.choice(("HND", "SLV", "GTM")),
            document_number=str(chance.randint(10**12, 10**13 - 1)) if chance.random() < 0.6 else "",
            mother_name=f"{chance.choice(('Rosa', 'Ana', 'Elsa'))} {chance.choice(SURNAMES)}",
            place=str(chance.randint(1, 18)),
        )
        for place in range(number)
    ]  # fmt: skip


def copied(person: dict[str, str], **changes: str) -> dict[str, str]:
    return person | {"id": f"a{person['id']}"} | changes


def write(folder: Path, rows: list[dict[str, str]]) -> Path:
    file = folder / "people.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        rows_of = csv.DictWriter(stream, COLUMNS)
        rows_of.writeheader()
        rows_of.writerows(rows)
    return file


def run(file: Path, *options: str) -> Told:
    app = typer.Typer()
    app.command(name="match")(cli.match)
    out = file.with_name("pairs.csv")
    ran = CliRunner().invoke(app, [str(file), "--out", str(out), *options])
    pairs = []
    if out.is_file():
        with out.open(encoding="utf-8", newline="") as stream:
            found = list(csv.reader(stream))
        assert found[0] == ["id_a", "id_b", "probability"]
        pairs = [(a, b, float(p)) for a, b, p in found[1:]]
    if ran.exception is not None and not isinstance(ran.exception, SystemExit):
        raise ran.exception
    return Told(ran.exit_code, ran.output, pairs)


@pytest.fixture(scope="module")
def found(tmp_path_factory) -> tuple[list[tuple[str, str]], Told, Told]:
    """A file with 120 people written twice, matched at .9 and at .0001."""
    rows = people()
    copies = [
        copied(
            person,
            given_names=person["given_names"].split()[0] if place % 3 == 0 else person["given_names"],
            surname_1=person["surname_1"].replace("z", "s").replace("v", "b"),
            document_number="",
            **({"mother_name": "", "surname_2": "", "place": ""} if place % 8 == 0 else {}),
            **({"birth_date": person["birth_date"][:4] + "-01-01", "birth_date_precision": "age"}
               if place % 4 == 0 else {}),
        )
        for place, person in enumerate(rows[:120])
    ]  # fmt: skip
    file = write(tmp_path_factory.mktemp("match"), [*rows, *copies])
    true = [(f"a{person['id']}", person["id"]) for person in rows[:120]]
    return true, run(file), run(file, "--threshold", "0.0001")


def test_finds_people_under_another_writing_and_hardly_anybody_else(found):
    true, told, _all = found
    assert told.code == 0
    pairs = {(a, b) for a, b, _p in told.pairs}
    assert len(pairs & set(true)) >= 100
    assert len(pairs - set(true)) <= 5


def test_ids_stand_in_the_order_of_text_and_each_pair_once(found):
    _true, _told, told = found
    pairs = [(a, b) for a, b, _p in told.pairs]
    assert all(a < b for a, b in pairs)
    assert pairs == sorted(set(pairs))


def test_the_threshold_is_kept(found):
    _true, sure, told = found
    assert all(0.9 <= p <= 1 for _a, _b, p in sure.pairs)
    assert all(0.0001 <= p <= 1 for _a, _b, p in told.pairs)
    assert [p for _a, _b, p in told.pairs if p < 0.9]
    assert {pair[:2] for pair in sure.pairs} <= {pair[:2] for pair in told.pairs}


def test_brothers_of_one_birth_date_are_two_people(tmp_path):
    rows = people()
    copies = [copied(person, document_number="") for person in rows[:60]]
    twins = [
        copied(person, id=f"t{person['id']}", given_names="Byron Otto", document_number="")
        for person in rows[100:140]
    ]
    told = run(write(tmp_path, [*rows, *copies, *twins]))
    assert len(told.pairs) >= 50
    assert not [pair for pair in told.pairs if pair[1].startswith("t") or pair[0].startswith("t")]


def test_a_brother_called_nearly_alike_with_another_date_is_another_person(tmp_path):
    rows = people()
    copies = [copied(person, document_number="") for person in rows[:60]]
    brothers = [
        copied(
            person,
            id=f"t{person['id']}",
            given_names=f"{person['given_names'].split()[0]} Byron",
            birth_date=f"{int(person['birth_date'][:4]) + 3}-{int(person['birth_date'][5:7]) % 12 + 1:02}-05",
            document_number="",
            father_name=f"Otto {person['surname_1']}",
        )
        for person in rows[100:140]
    ]
    for person in rows[100:140]:
        person["father_name"] = f"Otto {person['surname_1']}"
    told = run(write(tmp_path, [*rows, *copies, *brothers]))
    assert len(told.pairs) >= 50
    assert not [pair for pair in told.pairs if pair[1].startswith("t") or pair[0].startswith("t")]


def test_names_in_each_others_column_are_read_across(tmp_path):
    rows = people()
    copies = [copied(person, document_number="") for person in rows[:60]]
    crossed = [
        copied(
            person,
            given_names=f"{person['surname_1']} {person['surname_2']}",
            surname_1=person["given_names"].split()[0],
            surname_2=person["given_names"].split()[1],
            document_number="",
        )
        for person in rows[100:140]
    ]
    told = run(write(tmp_path, [*rows, *copies, *crossed]))
    true = {(f"a{person['id']}", person["id"]) for person in rows[100:140]}
    assert len(true & {pair[:2] for pair in told.pairs}) >= 38


@pytest.mark.parametrize("rows", [[], [row("1")], [row("1"), row("2")], people(2)])
def test_a_file_without_a_pair_gives_headings_alone(tmp_path, rows):
    told = run(write(tmp_path, rows))
    assert (told.code, told.pairs, told.said) == (0, [], "")


def test_two_rows_of_one_person_are_a_pair_even_alone(tmp_path):
    person = people(1)[0]
    told = run(write(tmp_path, [person, copied(person)]))
    assert [pair[:2] for pair in told.pairs] == [(f"a{person['id']}", person["id"])]


def test_a_bom_and_another_order_of_columns_are_accepted(tmp_path):
    person = people(1)[0]
    file = tmp_path / "people.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictWriter(stream, COLUMNS[::-1])
        rows.writeheader()
        rows.writerows([person, copied(person)])
    assert len(run(file).pairs) == 1


HEAD = ",".join(COLUMNS)
REFUSED = {
    "empty": (b"", ("empty",)),
    "only a BOM": (b"\xef\xbb\xbf\n", ("empty",)),
    "latin-1": (f"{HEAD}\n1,José,,,,,,,,,,\n".encode("latin-1"), ("row 2", "UTF-8")),
    "utf-16": (HEAD.encode("utf-16"), ("row 1", "UTF-8")),
    "a missing column": (HEAD.replace(",place", "").encode(), ("row 1", "place")),
    "an unknown column": (f"{HEAD},edad\n".encode(), ("row 1", "edad")),
    "a column twice": (f"{HEAD},sex\n".encode(), ("row 1", "sex")),
    "a NUL": (f"{HEAD}\n1,Jo\0s,,,,,,,,,,\n".encode(), ("row 2", "given_names")),
    "a row too short": (f"{HEAD}\n1,José\n".encode(), ("row 2", "2 cells", "12")),
    "an open quote": (f'{HEAD}\n1,"José,,,,,,,,,,\n'.encode(), ("row 2", "CSV")),
    "no id": (f"{HEAD}\n1,,,,,,,,,,,\n ,,,,,,,,,,,\n".encode(), ("row 3", "column id")),
    "an id twice": (f"{HEAD}\n1,,,,,,,,,,,\n\n1 ,,,,,,,,,,,\n".encode(), ("column id", "row 2")),
    "a sex": (f"{HEAD}\n1,,,,H,,,,,,,\n".encode(), ("row 2", "column sex", "M, F, X")),
    "no date": (f"{HEAD}\n1,,,,,1990-02-30,day,,,,,\n".encode(), ("row 2", "birth_date")),
    "a date our way": (f"{HEAD}\n1,,,,,01/02/1990,,,,,,\n".encode(), ("row 2", "birth_date")),
    "a date in words": (f"{HEAD}\n1,,,,,19900201,,,,,,\n".encode(), ("row 2", "birth_date")),
    "a precision": (f"{HEAD}\n1,,,,,1990-02-01,about,,,,,\n".encode(), ("birth_date_precision",)),
    "a year with a month": (f"{HEAD}\n1,,,,,1990-02-01,age,,,,,\n".encode(), ("row 2", "01-01")),
    "a month with a day": (f"{HEAD}\n1,,,,,1990-02-03,month,,,,,\n".encode(), ("row 2", "birth_date")),
    "a country": (f"{HEAD}\n1,,,,,,,Honduras,,,,\n".encode(), ("row 2", "nationality")),
    "a text without end": (f"{HEAD}\n1,{'a' * 501},,,,,,,,,,\n".encode(), ("row 2", "given_names")),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_is_refused_with_its_place(tmp_path, name):
    content, wanted = REFUSED[name]
    file = tmp_path / "people.csv"
    file.write_bytes(content)
    told = run(file)
    assert told.code == 1
    assert told.said.startswith("people.csv: ")
    assert len(told.said.splitlines()) == 1
    assert [word for word in wanted if word not in told.said] == []
    assert not (tmp_path / "pairs.csv").exists()


def test_no_file_and_no_place_to_write_are_refused(tmp_path):
    assert run(tmp_path / "people.csv").code == 1
    file = write(tmp_path, people(2))
    (tmp_path / "pairs.csv").mkdir()
    told = run(file)
    assert (told.code, told.said.startswith("pairs.csv: ")) == (1, True)


@pytest.mark.parametrize("options", [["--threshold", "1.5"], ["--threshold", "many"], ["--what"]])
def test_wrong_usage_is_exit_2(tmp_path, options):
    assert run(write(tmp_path, []), *options).code == 2


def test_without_the_extra_it_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(matching, "find_spec", lambda _name: None)
    with pytest.raises(MatchRefused, match="no_linkage"):
        matching.match(write(tmp_path, []), tmp_path / "pairs.csv")


def test_the_command_needs_neither_the_database_nor_the_engine_to_be_described():
    code = (
        "import sys; from rumbo.config import cli; import typer;"
        "app = typer.main.get_command(cli.build()); assert 'match' in app.commands;"
        "assert cli.WITHOUT_DATABASE['match']({});"
        "assert not {'splink', 'duckdb', 'pyarrow'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - our own


def test_every_pair_that_shares_a_rare_key_is_compared_once(tmp_path):
    rows = people(300)
    told = reading.load(write(tmp_path, [*rows, *(copied(r) for r in rows[:30])])).told
    keys = [set(keys_of(person)) for person in told]
    lists = [sum(key in mine for mine in keys) for key in sorted(set().union(*keys[:30]))]
    assert min(lists) == 2
    shared = Shared(Deck(told))
    pairs = [
        pair
        for met in map(shared.pairs, shared.portions())
        for pair in zip(met.left.tolist(), met.right.tolist(), strict=True)
    ]
    assert len(pairs) == len(set(pairs))
    assert all(a < b for a, b in pairs)
    assert {(place, 300 + place) for place in range(30)} <= set(pairs)
