"""What `rumbo sitrep --public` writes keeps the threshold that was set, and says what that costs."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from rumbo.common import few
from rumbo.config.environment import Environment
from rumbo.statistics import cli, queries, sitrep
from rumbo.statistics.disclosure import Previous, cells, values
from rumbo.statistics.mirror import store
from rumbo.statistics.report import data_files
from rumbo.statistics.returns import Period
from tests import factories
from tests.factories import ready
from tests.statistics import samples, several_hundred
from tests.statistics.several_hundred import Published

UNTIL, SET_BY = date(2020, 1, 31), "RUMBO_PUBLIC_THRESHOLD"
EVERY = range(few.THRESHOLD, few.STRICTEST + 1)


def commanded(out: Path, *words: object, **environment: str) -> Result:
    """Call `rumbo sitrep --public` as somebody with these variables would."""
    app = typer.Typer(pretty_exceptions_enable=False)
    app.callback()(lambda: None)
    cli.register(app)
    asked = ("sitrep", "--until", UNTIL, "--public", "--lang", "en", "--out", out, *words)
    return CliRunner().invoke(app, [*map(str, asked)], env={SET_BY: "", **environment})


def written(out: Path) -> list[dict[str, Any]]:
    told = json.loads((out / "sitrep.json").read_text(encoding="utf-8"))
    assert told["public"] is True
    figures: list[dict[str, Any]] = told["figures"]
    return figures


def told_in(figures: list[dict[str, Any]]) -> list[int]:
    names = ("count", "base", "missing")
    return [figure[name] for figure in figures for name in names if figure[name] is not None]


def keeps(out: Path, least: int, said: str) -> int:
    """Hold a report against its threshold and its cost, as read from the file; give the smallest."""
    figures = written(out)
    shown = told_in(figures)
    assert not [number for number in shown if number < least]
    withheld = sum(figure["count"] is None for figure in figures)
    assert 0 < withheld < len(figures)
    cost = f"{round(100 * withheld / len(figures))}% of the cells are withheld"
    page = (out / "sitrep.html").read_text(encoding="utf-8").replace("\N{NO-BREAK SPACE}", " ")
    for told in (said, page):
        assert f"no group of 1 to {least - 1} people, or of none, is shown" in told
        assert cost in told
    return min(shown)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("returns") / "returns.csv"
    samples.write(path, samples.world(900, 4, calm=True))
    return path


def test_the_threshold_of_the_environment_is_kept_and_said_with_its_cost(
    file: Path, tmp_path: Path
) -> None:
    least = []
    for number in EVERY:
        out = tmp_path / str(number)
        done = commanded(out, "--returns", file, **{SET_BY: str(number)})
        assert done.exit_code == 0, done.output
        least.append(keeps(out, number, done.stderr))
    # Of this file the least that is shown goes up with the threshold: each is really the one.
    assert least[0] < few.STRICTEST
    assert all(number <= one for number, one in zip(EVERY, least, strict=True))
    # What is asked for on the line goes before what is set.
    done = commanded(tmp_path / "asked", "--returns", file, "--threshold", 9, **{SET_BY: "5"})
    assert keeps(tmp_path / "asked", 9, done.stderr) == least[4]


@pytest.mark.parametrize("number", ["4", "11", "x", "0", "-5", "5.5", "9" * 30, "７", "6\u202e"])
def test_another_threshold_is_refused_in_one_sentence(
    file: Path, tmp_path: Path, number: str
) -> None:
    for words, setting in ((("--threshold", number), "5"), ((), number)):
        done = commanded(tmp_path / "out", "--returns", file, *words, **{SET_BY: setting})
        assert done.exit_code == 2
        said = " ".join(done.stderr.replace("│", " ").split())
        assert "people that is shown goes from 5 to 10 (--threshold or RUMBO_" in said
        assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("number", ["4", "11", "x"])
def test_nothing_starts_with_another_threshold(number: str) -> None:
    with pytest.raises(ValueError, match="public_threshold"):
        Environment(public_threshold=number)  # type: ignore[arg-type]


def test_what_was_published_with_a_lower_threshold_is_not_published_again_with_a_higher(
    file: Path, tmp_path: Path
) -> None:
    first = commanded(tmp_path / "first", "--returns", file)
    assert keeps(tmp_path / "first", 5, first.stderr) < 10
    earlier = ("--previous", tmp_path / "first" / "sitrep.json")
    same = commanded(tmp_path / "same", "--returns", file, *earlier)
    assert same.exit_code == 0
    assert written(tmp_path / "same") == written(tmp_path / "first")
    commanded(tmp_path / "again", "--returns", file, *earlier, **{SET_BY: "10"})
    assert not [number for number in told_in(written(tmp_path / "again")) if number < 10]


# --- From the database.


@pytest.fixture
def _hundreds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "home", lambda: tmp_path)
    ready.reference()
    several_hundred.returned(several_hundred.world(900, 1), factories.office())


@pytest.mark.django_db
@pytest.mark.usefixtures("_hundreds")
def test_of_days_the_public_edition_is_counted_from_the_extract_and_is_that_of_the_database(
    tmp_path: Path,
) -> None:
    out, period = tmp_path / "out", Period(until=UNTIL)
    raw, asking = queries.returns_frame(None, UNTIL), queries.demand(None, UNTIL)
    earlier: list[Previous] = []
    for since in (None, date(2019, 7, 1)):
        words = ("--since", since) if since else ()
        done = commanded(out, *words, **{SET_BY: "7"})
        assert done.exit_code == 0, done.output
        keeps(out, 7, done.stderr)
        period = Period(until=UNTIL, since=since)
        mine = raw if since is None else queries.returns_frame(since, UNTIL)
        live = sitrep.public_sitrep(mine, period, "en", earlier, asking, threshold=7)
        assert (out / "sitrep.json").read_bytes() == data_files.as_json(live)
    assert store.load() is not None


@pytest.mark.django_db
@pytest.mark.usefixtures("_hundreds")
def test_without_hiding_other_cells_beside_small_ones_somebody_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    careful = Published([UNTIL])
    assert careful.found() == []
    assert careful.editions[0].cost < 0.65
    with monkeypatch.context() as careless:
        careless.setattr(cells, "_hide", lambda *_all, **_more: None)
        careless.setattr(values, "_is_enough", lambda *_all: True)
        one = Published([UNTIL])
    assert one.editions[0].cost < careful.editions[0].cost
    assert min(one.shown) >= 5
    assert one.found()


@pytest.mark.django_db
@pytest.mark.usefixtures("_hundreds")
def test_a_closed_quarter_keeps_the_threshold_that_the_house_was_started_with(
    settings: Any, tmp_path: Path
) -> None:
    settings.PUBLIC_BY = "quarters"
    for number in EVERY:
        out = tmp_path / str(number)
        shutil.rmtree(store.in_home("published"))  # once given it keeps its threshold
        settings.PUBLIC_THRESHOLD = Environment(public_threshold=number).public_threshold
        done = commanded(out, "--since", "2019-10-01", "--until", "2019-12-31")
        assert done.exit_code == 0, done.output
        keeps(out, number, done.stderr)
