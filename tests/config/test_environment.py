"""The table of environment variables and the page that documents it."""

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from rumbo.config.environment import Environment

PAGE = Path(__file__).parents[2] / "docs" / "environment.md"


def documented() -> dict[str, str]:
    rows = re.findall(
        r"^\| `(\w+)` \| .+? \| (.+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE
    )
    return dict(rows)


def test_every_variable_is_documented_in_the_words_of_the_table() -> None:
    fields = {
        str(field.validation_alias or f"RUMBO_{name.upper()}"): field.description
        for name, field in Environment.model_fields.items()
    }
    assert documented() == fields


def test_a_variable_of_the_wrong_kind_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUMBO_THREADS", "many")
    with pytest.raises(ValidationError, match="threads"):
        Environment()


def test_nothing_is_read_without_the_prefix(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBUG", "1")
    assert Environment().debug is False
