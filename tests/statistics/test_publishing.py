"""People are published one way only: by closed quarters, or by reports of other days."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rumbo.common import clock
from rumbo.programmes.models import FundingLine
from rumbo.statistics import keeping, publishing
from rumbo.statistics.errors import UnreadableReturns
from rumbo.statistics.mirror import store
from rumbo.statistics.periods import closed_quarters, closed_years
from rumbo.statistics.returns import Period
from tests import factories
from tests.factories import ready
from tests.factories.money import LINE
from tests.factories.pages import client_for
from tests.statistics import samples
from tests.statistics.test_packs import commanded

pytestmark = pytest.mark.django_db
WAYS = ["quarters", "reports"]


def quarter() -> Any:
    return next(closed_quarters(clock.today()))


def whole(one: Any, **changes: Any) -> Period:
    return Period(**{"since": one.since, "until": one.until} | changes)


def public_files(client: Client) -> list[int]:
    """What answers each public address of the page of reports, and what the page offers."""
    one, year = quarter(), next(closed_years(clock.today()))
    addresses = [
        reverse("statistics:public", args=[one.year, one.number, "json"]),
        reverse("statistics:highlights_public", args=[year, "json"]),
    ]
    page = client.get(reverse("statistics:report")).content.decode()
    assert [address in page for address in addresses] == [
        client.get(address).status_code == 200 for address in addresses
    ]
    return [client.get(address).status_code for address in addresses]


@pytest.mark.parametrize(("way", "answer"), [("", 200), ("quarters", 200), ("reports", 404)])
def test_where_reports_are_published_nobody_is_given_a_quarter(
    settings: Any, way: str, answer: int
) -> None:
    factories.office()
    settings.PUBLIC_BY = way
    assert public_files(client_for("monitoring")) == [answer, answer]


def test_where_quarters_are_published_only_they_are_told(settings: Any) -> None:
    one = quarter()
    settings.PUBLIC_BY = "quarters"
    made = publishing.quarter_asked(whole(one), None, "es")
    assert made is not None
    assert made.public
    others = [
        (whole(one, since=None), None),
        (whole(one, until=one.until - timedelta(days=7)), None),
        (whole(one, stream="AVR"), None),
        (whole(one.next.next.next), None),
        (whole(one), date(2020, 1, 1)),
    ]
    for period, known in others:
        with pytest.raises(UnreadableReturns) as refused:
            publishing.quarter_asked(period, known, "es")
        assert "RUMBO_PUBLIC_BY=quarters" in refused.value.sentence("es")


@pytest.mark.parametrize("way", ["", "reports"])
def test_otherwise_reports_of_any_days_are_made(settings: Any, way: str) -> None:
    settings.PUBLIC_BY = way
    assert publishing.quarter_asked(whole(quarter(), since=None), None, "es") is None
    assert publishing.is_both() == (way == "")


def asked(folder: Path, *words: str) -> tuple[int, str]:
    done = commanded(*words, "--public", "--out", str(folder))
    return done.exit_code, done.stderr


def test_the_command_keeps_to_the_way_that_was_chosen(settings: Any, tmp_path: Path) -> None:
    factories.office()
    one = quarter()
    days = ("--since", str(one.since), "--until", str(one.until))
    week = ("--since", str(one.since), "--until", str(one.until - timedelta(days=7)))
    year = ("--pack", "highlights", "--year", str(next(closed_years(clock.today()))))
    warned = "no las dos cosas"
    code, said = asked(tmp_path, *week)
    assert (code, warned in said) == (0, True)  # nobody chose: both, and it is said
    settings.PUBLIC_BY = "quarters"
    code, said = asked(tmp_path, *days)
    assert (code, warned in said) == (0, False)
    code, said = asked(tmp_path / "none", *week)
    assert (code, "RUMBO_PUBLIC_BY=quarters" in said) == (1, True)
    assert not (tmp_path / "none").exists()
    assert asked(tmp_path, *year)[0] == 0
    settings.PUBLIC_BY = "reports"
    code, said = asked(tmp_path, *week)
    assert (code, warned in said) == (0, False)
    code, said = asked(tmp_path / "none", *year)
    assert (code, "RUMBO_PUBLIC_BY=reports" in said) == (1, True)


def test_a_report_from_a_file_asks_nothing_of_the_installation(
    settings: Any, tmp_path: Path
) -> None:
    settings.PUBLIC_BY = "quarters"
    file = samples.write(tmp_path / "returns.csv", samples.world(60, 1, calm=True))
    code, _said = asked(tmp_path, "--until", "2019-07-11", "--returns", str(file))
    assert code == 0


def test_a_line_of_a_donor_says_why_no_quarter_is_given(settings: Any) -> None:
    ready.reference()
    settings.PUBLIC_BY = "reports"
    one = FundingLine.objects.get(code=LINE)
    client = client_for("finance")
    page = client.get(reverse("statistics:line", args=[one.code])).content.decode()
    assert "podrían restarse" in page
    last = quarter()
    told = reverse("statistics:line_report", args=[one.code, last.year, last.number, "json"])
    assert client.get(told).status_code == 404


def test_a_quarter_and_a_pack_are_given_with_no_other_threshold_than_everybody_has(
    settings: Any, tmp_path: Path
) -> None:
    factories.office()
    ready.reference()
    one, out = quarter(), tmp_path / "out"
    days = ("--since", str(one.since), "--until", str(one.until))
    year = ("--pack", "highlights", "--year", str(next(closed_years(clock.today()))))
    line = ("--pack", "line", "--line", LINE, "--year", str(one.year), "--quarter", str(one.number))
    for way in ("", "quarters"):
        settings.PUBLIC_BY = way
        assert asked(out, *days, "--threshold", "9", "--lang", "en")[0] == 2
    for pack in (year, line):
        assert asked(out, *pack, "--threshold", "9")[0] == 2
    code, said = asked(out, *days, "--threshold", "9", "--lang", "en")
    assert "with the same threshold, here 5" in " ".join(said.replace("│", " ").split())
    assert not out.exists()
    assert not list(store.in_home("published").glob("*.json"))
    assert asked(out, *days, "--threshold", "5")[0] == 0
    # What is out keeps its threshold, so the one that is set since is no longer its own.
    settings.PUBLIC_THRESHOLD = 9
    assert asked(tmp_path / "none", *days, "--threshold", "9")[0] == 2
    code, said = asked(tmp_path / "as it was", *days, "--lang", "en")
    assert (code, "no group of 1 to 4 people" in said) == (0, True)
    earlier = ("--previous", str(out / "sitrep.json"))
    code, said = asked(tmp_path / "none", *days, *earlier)
    assert (code, "no va con --previous" in " ".join(said.replace("│", " ").split())) == (2, True)
    settings.PUBLIC_BY = ""
    code, said = asked(tmp_path / "none", *days, "--as-of", "2020-05-01")
    assert (code, "no va con --as-of" in said) == (1, True)
    assert not (tmp_path / "none").exists()


def test_a_closed_quarter_is_one_edition_on_the_page_and_by_command(tmp_path: Path) -> None:
    """Where both ways are open the two would be counted on different days."""
    factories.office()
    one = quarter()
    days = ("--since", str(one.since), "--until", str(one.until))
    address = reverse("statistics:public", args=[one.year, one.number, "json"])
    client = client_for("monitoring")
    given = client.get(address).content
    kept = keeping.kept_at(one)
    assert kept is not None
    # As if it had been given before something was erased.
    told = kept.read_bytes()
    changed = told.replace(b'"base": null', b'"base": 77', 1)
    assert changed != told
    kept.write_bytes(changed)
    assert client.get(address).content != given
    assert asked(tmp_path, *days)[0] == 0
    assert (tmp_path / "sitrep.json").read_bytes() == client.get(address).content
