"""`rumbo readiness FACTS.json` as a script meets it: bytes in, JSON or one sentence out."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from rumbo.readiness import cli
from tests.readiness.complete import adult, file, son, without
from tests.readiness.lacking import ADULT_FILE, FAMILY_FILE

HEAVY = ("django", "psycopg", "numpy", "cryptography")


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    return tmp_path / "facts.json"


def run(path: Path, *more: str) -> Result:
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    app.callback()(lambda: None)
    cli.register(app)
    return CliRunner().invoke(app, ["readiness", str(path), *more])


def told(path: Path, raw: Any, *more: str) -> Any:
    path.write_text(json.dumps(raw), encoding="utf-8")
    result = run(path, *more)
    assert result.exit_code == 0, result.stderr
    assert result.stderr == ""
    return json.loads(result.stdout)


def test_it_prints_the_three_answers_and_each_person(facts: Path) -> None:
    assert told(facts, ADULT_FILE) == {
        "may_book": True,
        "may_confirm": True,
        "may_board": True,
        "persons": [
            {
                "id": "adult",
                "may_book": True,
                "may_confirm": True,
                "may_board": True,
                "missing": [],
            }
        ],
    }


def test_it_exits_zero_whatever_is_met_and_says_what_is_missing(facts: Path) -> None:
    answer = told(facts, without(FAMILY_FILE, "persons.1.parentage_shown"))
    assert [answer[gate] for gate in ("may_book", "may_confirm", "may_board")] == [False] * 3
    (row,) = answer["persons"][1]["missing"]
    assert set(row) == {"code", "gate", "protects", "text", "whose", "source"}
    assert (row["code"], row["gate"], row["whose"]) == ("PARENTAGE_SHOWN", "BOOK", "registrar")
    assert row["protects"] is True
    assert row["text"].startswith("Falta acreditar")
    assert row["source"]


def test_it_speaks_english_when_asked_and_spanish_otherwise(facts: Path) -> None:
    lacking = without(ADULT_FILE, "persons.0.legal_bar")
    spanish = told(facts, lacking)["persons"][0]["missing"][0]
    assert spanish == told(facts, lacking, "--lang", "es")["persons"][0]["missing"][0]
    english = told(facts, lacking, "--lang", "en")["persons"][0]["missing"][0]
    assert english["text"].startswith("It is not known")
    assert english["code"] == spanish["code"]


def test_an_id_comes_back_as_it_was_written(facts: Path) -> None:
    person = adult(id="Ñandú <b>\u202e|")
    assert told(facts, file(person))["persons"][0]["id"] == "Ñandú <b>\u202e|"


def test_a_byte_order_mark_is_accepted(facts: Path) -> None:
    facts.write_bytes(b"\xef\xbb\xbf" + json.dumps(ADULT_FILE).encode())
    assert run(facts).exit_code == 0


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        (b"", "facts.json: $: "),
        (b"  \n", "facts.json: $: "),
        (b"\xef\xbb\xbf", "facts.json: $: "),
        (b"{", "facts.json: $: "),
        (b'{"persons": [}', "facts.json: $: "),
        (b"[]", "facts.json: $: "),
        (b"null", "facts.json: $: "),
        (b"\xff\xfe{\x00}\x00", "facts.json: $: "),
        ('{"programme": "Retorno Ñ"}'.encode("latin-1"), "facts.json: $: "),
        (
            b'{"persons": [{"id": "a", "pregnancy": {"weeks": NaN}}]}',
            "persons[0].pregnancy.weeks: ",
        ),
        (b'{"persons": [{"id": "a", "pregnancy": {"weeks": -Infinity}}]}', "pregnancy.weeks: "),
        (b'{"persons": [{"id": "a", "pregnancy": {"weeks": 1e999}}]}', "pregnancy.weeks: "),
        (b'{"persons": [{"id": "a", "pregnancy": {"weeks": ' + b"9" * 5000 + b"}}]}", "$: "),
        (
            b'{"persons": [{"id": "a", "fear": {"alone": true, "alone": false}}]}',
            "[0].fear.alone: ",
        ),
        (b'{"today": "2026-11-20", "today": "2026-11-20"}', "facts.json: today: "),
        (b'{"persons": [{"id": "a\\u0000"}]}', "persons[0].id: "),
        (b'{"persons": [{"id": "\\ud800"}]}', "persons[0].id: "),
        (b'{"persons": [{"id": "a", "x\\u001b[2J": 1}]}', "persons[0].x"),
        (b"[" * 100_000, "facts.json: $: "),
        (b'{"a":' * 900 + b"1" + b"}" * 900, "facts.json: a: "),
    ],
    ids=range(20),
)
def test_what_is_refused_exits_one_and_names_the_place(facts: Path, raw: bytes, place: str) -> None:
    facts.write_bytes(raw)
    result = run(facts)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert place in result.stderr
    assert result.stderr.count("\n") == 1
    assert "\x1b" not in result.stderr


def test_a_file_that_is_missing_or_a_folder_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.json", tmp_path):
        result = run(path)
        assert (result.exit_code, result.stdout) == (1, "")
        assert path.name in result.stderr


def test_a_refusal_speaks_the_language_asked_for(facts: Path) -> None:
    facts.write_text("{}", encoding="utf-8")
    assert "falta este dato" in run(facts).stderr
    assert "must be there" in run(facts, "--lang", "en").stderr


@pytest.mark.parametrize("more", [["--lang", "fr"], ["--nonsense"], ["a second file"]])
def test_wrong_usage_exits_two(facts: Path, more: list[str]) -> None:
    facts.write_text(json.dumps(ADULT_FILE), encoding="utf-8")
    assert run(facts, *more).exit_code == 2


def test_it_writes_utf8_whatever_the_terminal_speaks_and_loads_nothing_heavy(facts: Path) -> None:
    raw = file(adult(), son(id="niño", parentage_shown=None))
    facts.write_text(json.dumps(raw), encoding="utf-8")
    script = (
        "import sys, typer; from rumbo.readiness import cli; app = typer.Typer(); "
        "app.callback()(lambda: None); cli.register(app); "
        f"app(['readiness', {str(facts)!r}], standalone_mode=False); "
        f"sys.exit(any(name in sys.modules for name in {HEAVY!r}))"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", script],
        capture_output=True,
        check=False,
        env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
        | {"PYTHONPATH": str(Path(cli.__file__).parents[2])},
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.decode("utf-8"))["persons"][1]["id"] == "niño"
