"""Everything the report says exists in Spanish and in English."""

import json
import re

import pytest

from rumbo.statistics import codes
from rumbo.statistics.phrases import number, percent, say
from rumbo.statistics.report import charts

SENTENCES = json.loads((codes.DATA / "sentences.json").read_text(encoding="utf-8"))
CODES = json.loads((codes.DATA / "codes.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", SENTENCES)
def test_a_sentence_has_both_languages_and_the_same_places(name):
    spanish, english = SENTENCES[name]
    assert spanish
    assert english
    assert set(re.findall(r"{\w+}", spanish)) == set(re.findall(r"{\w+}", english))


@pytest.mark.parametrize("name", CODES)
def test_a_code_has_a_name_of_its_own_in_both_languages(name):
    for place in (0, 1):
        names = [words[place] for words in CODES[name].values()]
        assert all(names)
        assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.0, "0%"), (0.0004, "under 0.1%"), (0.0005, "0.1%"), (0.0084, "0.8%"),
        (0.0094, "0.9%"), (0.0095, "1%"), (0.5, "50%"), (0.999, "over 99%"), (1.0, "100%"),
    ],
)  # fmt: skip
def test_a_share_never_reads_as_none_or_all_where_it_is_not(share, said):
    assert percent(share, "en") == said


def test_numbers_are_grouped_alike_in_both_languages():
    assert number(1703) == "1\u00a0703"
    said = say("headline", "en", total=number(1703), persons=number(1690))
    assert said == "1\u00a0703 returns home with the programme's help, of 1\u00a0690 people."


def test_countries_and_months_are_read_by_name():
    assert codes.label("nationality", "HND", "es") == "Honduras"
    assert codes.label("country_of_return", "SLV", "en") == "El Salvador"
    assert codes.label("month", "2018-11", "es") == "noviembre de 2018"
    assert codes.label("site", "Celaya+Saltillo", "es") == "Celaya + Saltillo"


def test_a_chart_says_its_finding_and_runs_nothing_that_was_typed():
    picture = charts.bars([charts.Bar("<b>&", 0.5, "1")], 'A "finding"')
    assert 'role="img" aria-label="A &quot;finding&quot;"' in picture
    assert "&lt;b&gt;&amp;" in picture
