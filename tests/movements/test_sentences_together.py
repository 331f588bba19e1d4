"""What several people of a group lack alike is said once."""

import uuid

from django.utils import translation

from rumbo.movements.gatekeeping import Lacking
from rumbo.movements.shown import said_together

ANA, BETO, CARLA = (uuid.UUID(int=n) for n in (1, 2, 3))


def lacking(person: uuid.UUID, name: str, text: str) -> Lacking:
    return Lacking(person, name, "RECEIVING_NOTIFIED", text, "movements")


def test_what_a_whole_family_lacks_is_one_sentence_and_the_rest_goes_by_name() -> None:
    found = [
        lacking(ANA, "Ana", "falta avisar."),
        lacking(BETO, "Beto", "falta avisar."),
        lacking(BETO, "Beto", "falta un documento."),
        lacking(CARLA, "Carla", "falta avisar."),
        lacking(CARLA, "Carla", "falta un documento."),
    ]
    with translation.override("es"):
        assert said_together(found, 3) == [
            "Toda la familia: falta avisar.",
            "Beto y Carla: falta un documento.",
        ]


def test_two_people_are_named_and_not_called_a_whole_family() -> None:
    found = [lacking(ANA, "Ana", "falta avisar."), lacking(BETO, "Beto", "falta avisar.")]
    with translation.override("es"):
        assert said_together(found, 2) == ["Ana y Beto: falta avisar."]
