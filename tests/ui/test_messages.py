"""The English catalogues: nothing a person reads stays untranslated, and a change shows only itself."""

from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo

from rumbo.ui import messages

CODE = """
from django.utils.translation import gettext as _, ngettext, pgettext
def say(n):
    _("Nadie espera hoy.")
    pgettext("puerta", "Salida")
    return ngettext("%(n)s día", "%(n)s días", n) % {"n": n}
"""
PAGE = """{% load i18n %}
<c-card title="{% translate "Qué falta" %}">
    {% blocktranslate count total=n %}Falta una cosa.{% plural %}Faltan {{ total }} cosas.{% endblocktranslate %}
  {{ _("Hoy") }}
</c-card>
"""
ENGLISH: dict[str, str | tuple[str, str]] = {
    "Nadie espera hoy.": "Nobody waits today.",
    "Salida": "Exit",
    "%(n)s día": ("%(n)s day", "%(n)s days"),
    "Qué falta": "What is missing",
    "Falta una cosa.": ("One thing is missing.", "%(total)s things are missing."),
    "Hoy": "Today",
}


@pytest.fixture
def room(tmp_path: Path) -> Path:
    folder = tmp_path / "rumbo" / "casework"
    (folder / "templates" / "casework").mkdir(parents=True)
    (folder / "__init__.py").write_text('"""A room."""\n', encoding="utf-8")
    (folder / "views.py").write_text(CODE, encoding="utf-8")
    (folder / "templates" / "casework" / "list.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "rumbo" / "ui").mkdir()
    return folder


def translate(room: Path, english: dict[str, str | tuple[str, str]]) -> None:
    messages.extract_room(room)
    path = messages.catalogue_of(room)
    catalogue = messages.load(path)
    for message in catalogue:
        key = message.id if isinstance(message.id, str) else message.id[0]
        if key in english:
            message.string = english[key]
    path.write_bytes(messages.written(catalogue))


def test_sentences_are_found_in_code_templates_and_component_attributes(room):
    assert messages.extract_room(room) == len(ENGLISH)
    faults = messages.faults_of(room)
    assert len(faults) == len(ENGLISH)
    assert "casework: has no English: 'Qué falta'" in faults


def test_a_full_catalogue_has_no_faults(room):
    translate(room, ENGLISH)
    assert messages.faults_of(room) == []


def test_extracting_again_changes_no_byte(room):
    translate(room, ENGLISH)
    before = messages.catalogue_of(room).read_bytes()
    assert messages.extract_room(room) == 0
    assert messages.catalogue_of(room).read_bytes() == before
    for word in (b"Date", b"Generated", b"Translator", str(room).encode(), b"views.py:"):
        assert word not in before


def test_a_lost_placeholder_is_a_fault(room):
    translate(room, {**ENGLISH, "%(n)s día": ("one day", "many days")})
    assert messages.faults_of(room) == ["casework: has other placeholders in English: '%(n)s día'"]


def test_a_fuzzy_string_is_a_fault(room):
    translate(room, ENGLISH)
    path = messages.catalogue_of(room)
    text = path.read_text(encoding="utf-8").replace('msgid "Hoy"', '#, fuzzy\nmsgid "Hoy"')
    path.write_text(text, encoding="utf-8")
    assert messages.faults_of(room) == ["casework: is marked fuzzy: 'Hoy'"]


def test_a_sentence_that_is_gone_is_a_fault_until_the_catalogue_follows(room):
    translate(room, ENGLISH)
    (room / "views.py").write_text("", encoding="utf-8")
    assert len(messages.faults_of(room)) == 3
    messages.extract_room(room)
    assert messages.faults_of(room) == []


def test_compiling_makes_english_and_an_empty_spanish(room):
    translate(room, ENGLISH)
    root = room.parent
    assert messages.compile_all(root) == 1
    assert messages.compile_all(root) == 0
    with messages.catalogue_of(room).with_suffix(".mo").open("rb") as file:
        english = GNUTranslations(file)
    assert english.pgettext("puerta", "Salida") == "Exit"
    assert english.ngettext("%(n)s día", "%(n)s días", 2) == "%(n)s days"
    with messages.catalogue_of(root / "ui", "es").with_suffix(".mo").open("rb") as file:
        assert len(read_mo(file)) == 0


@pytest.mark.parametrize("room", messages.rooms(), ids=lambda room: room.name)
def test_every_room_speaks_english(room):
    assert messages.faults_of(room) == []
