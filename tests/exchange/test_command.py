"""`rumbo intake` from outside: what it prints, what it writes, how it ends, and where it is refused."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from rumbo.config.postgres import running
from rumbo.exchange import practice
from tests.installed import new_home, rows_in, rumbo

KEYS = [
    "rows", "registered", "suspected_duplicates", "to_correct", "already_here", "families",
    "cases", "presumed_unaccompanied",
]  # fmt: skip
ENDS = ("registered", "suspected_duplicates", "to_correct", "already_here")
ROWS = 80
COUNTED = ("registry_person", "casework_case", "exchange_intakerow", "exchange_importedsheet")


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """A real home whose database stays up: each command finds it running."""
    with new_home() as folder:
        assert rumbo(folder, "migrate").returncode == 0
        with running(folder):
            yield folder


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first rows of the practice sheet: and a few that nobody can have meant."""
    file = tmp_path_factory.mktemp("sheets") / "hoja.csv"
    heads, *lines = practice.path("intake-2025").read_text(encoding="utf-8-sig").splitlines()
    wrong = [line for line in lines if "31/02/1990" in line or "treinta" in line]
    assert wrong
    kept = [heads, *lines[: ROWS - 3], *wrong[:3]]
    file.write_text("\n".join(kept) + "\n", encoding="utf-8")
    return file


def written(home: Path) -> dict[str, int]:
    """How many rows of each kind there are."""
    with running(home) as cluster:
        return rows_in(cluster.url("owner"), *COUNTED)


def test_a_sheet_is_counted_reported_and_read_only_once(
    home: Path, sheet: Path, tmp_path: Path
) -> None:
    report = tmp_path / "correcciones.csv"
    done = rumbo(home, "intake", str(sheet), "--json", f"--report={report}")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") == 1
    found = json.loads(done.stdout)
    assert list(found) == KEYS
    assert found["rows"] == ROWS == sum(found[name] for name in ENDS)
    assert found["registered"] > 0
    assert found["to_correct"] > 0
    assert found["already_here"] == 0
    with report.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert list(lines[0]) == ["folio", "row", "column", "reason", "kind"]
    corrected = {line["row"] for line in lines if line["kind"] == "correction"}
    assert len(corrected) == found["to_correct"]
    assert all(line["folio"] and line["reason"] for line in lines)

    before = written(home)
    again = rumbo(home, "intake", str(sheet), "--json", f"--report={report}")
    assert again.returncode == 0
    assert json.loads(again.stdout) == dict.fromkeys(KEYS, 0) | {
        "rows": ROWS,
        "already_here": ROWS,
    }
    assert len(report.read_text(encoding="utf-8-sig").splitlines()) == 1
    assert written(home) == before
    told = rumbo(home, "intake", str(sheet))
    assert told.returncode == 0
    assert f"{ROWS}" in told.stdout
    assert "{" not in told.stdout


def born(file: Path, written_so: str, folio: str) -> Path:
    """A sheet of one row, with a birth date written in some way."""
    with practice.path("intake-2025").open(encoding="utf-8-sig", newline="") as source:
        reader = csv.DictReader(source)
        row = next(row for row in reader if row["fecha_nacimiento"] and not row["folio_familia"])
        heads = list(reader.fieldnames or ())
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, heads)
        writer.writeheader()
        writer.writerow(row | {"fecha_nacimiento": written_so, "edad": "", "folio": folio})
    return file


def test_short_dates_begin_with_the_year_where_it_is_said(home: Path, tmp_path: Path) -> None:
    plain = rumbo(home, "intake", str(born(tmp_path / "a.csv", "98-10-24", "YF-1")), "--json")
    said = born(tmp_path / "b.csv", "97-10-24", "YF-2")
    year_first = rumbo(home, "intake", str(said), "--json", "--year-first")
    assert plain.returncode == year_first.returncode == 0
    assert json.loads(plain.stdout)["to_correct"] == 1
    assert json.loads(year_first.stdout)["to_correct"] == 0


BAD = {
    "nada.csv": b"",
    "prosa.csv": b"Estimada Rosa,\nle escribo por lo de ayer.\n",
    "otra.csv": b"a,b,c\n1,2,3\n",
    "latin.csv": "folio,nombre\n1,Muñoz\n".encode("latin-1"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_one_sentence_and_nothing_is_written(
    name: str, home: Path, tmp_path: Path
) -> None:
    before, file, report = written(home), tmp_path / name, tmp_path / "report.csv"
    file.write_bytes(BAD[name])
    done = rumbo(home, "intake", str(file), "--json", f"--report={report}")
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert name in done.stderr
    assert written(home) == before
    assert not report.exists()


def test_a_file_that_is_not_there_is_said_and_wrong_usage_is_another_matter(home: Path) -> None:
    gone = rumbo(home, "intake", "/nowhere/hoja.csv")
    assert gone.returncode == 1
    assert "hoja.csv" in gone.stderr
    assert rumbo(home, "intake").returncode == 2


def test_a_demonstration_takes_no_sheet_by_command(sheet: Path) -> None:
    with new_home() as folder:
        folder.mkdir()
        (folder / "DEMO").touch()
        done = rumbo(folder, "intake", str(sheet), "--json")
        assert done.returncode == 1
        assert done.stdout == ""
        assert "no admite trabajo real" in done.stderr
        assert not (folder / "pg").exists()
