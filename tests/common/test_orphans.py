"""A file whose row was never written goes after a day; every file that a row names stays."""

import os
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from rumbo.common.ids import new_id
from rumbo.common.jobs import sweep_files
from rumbo.common.sealed import files, keyring, orphans
from rumbo.counselling.models import Declaration
from rumbo.documents.models import KeptFile
from tests import factories
from tests.factories import ready

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, settings: Any) -> Iterator[None]:
    """Sweep no file of another test."""
    settings.RUMBO_HOME = tmp_path
    yield
    keyring.forget_read()


def kept(days_ago: float = 2) -> uuid.UUID:
    """A sealed file, written some days ago."""
    file_id = new_id()
    files.save(file_id, b"una firma")
    [path] = files.folder().glob(f"??/{file_id.hex}")
    then = time.time() - days_ago * 24 * 60 * 60
    os.utime(path, (then, then))
    return file_id


def test_what_no_row_names_goes_after_a_day_and_what_is_younger_stays() -> None:
    old, young = kept(), kept(days_ago=0.9)
    assert orphans.sweep() == 1
    assert set(files.kept()) == {young}
    assert old not in set(files.kept())


def test_a_signature_a_scan_and_what_only_the_history_names_stay() -> None:
    ready.reference()
    case = ready.make_ready(ready.family())
    signature, scan, before = kept(), kept(), kept()
    signed = Declaration.objects.get()
    signed.signature_file = before
    signed.save()
    signed.signature_file = signature
    signed.save()
    KeptFile.objects.create(
        id=scan,
        office=case.office,
        case=case,
        kind="BIRTH_CERTIFICATE",
        media_type="image/png",
        size=9,
        occurred_at=factories.MONDAY,
    )
    lost = kept()
    sweep_files(timestamp=0)
    assert set(files.kept()) == {signature, scan, before}
    assert lost not in set(files.kept())


def test_every_column_that_holds_a_file_is_known() -> None:
    named = set(orphans.columns())
    assert ("counselling_declaration", "signature_file") in named
    assert ("counselling_declaration", "paper_file") in named
    assert ("documents_keptfile", "id") in named
    assert ("reception_onwardmoney", "signature_file") in named
    assert ("programmes_advanceitem", "file") in named


@pytest.mark.parametrize("word", ["signature", "file", "scan", "paper_file"])
def test_no_column_that_sounds_like_a_file_is_left_to_the_sweep(word: str) -> None:
    named = set(orphans.columns())
    sounds = {
        (model._meta.db_table, str(field.column))
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if isinstance(field, models.UUIDField) and word in field.name
    }
    assert sounds
    assert not sounds - named
    assert ("protection_handover", "giver_signature") in named
