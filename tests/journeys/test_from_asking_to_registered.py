"""A woman asks at a shelter, comes at the hour she was given, registers, and is counted once."""

import re

import pytest

from tests.journeys.team import DILCIA, Calendar, Team

pytestmark = pytest.mark.django_db


def test_who_asks_at_a_shelter_registers_at_her_hour_and_counts_once(
    team: Team, on: Calendar
) -> None:
    asks = team("outreach").open("/").follow("Anotar a quien pregunta")
    asks.says("No hace falta su nombre", "Permiso para guardar cómo llamarle")
    saved = asks.press(
        "Guardar",
        people=1,
        channel="Albergue",
        country="Honduras",
        explained=["asylum", "programme"],
        wants="Una cita",
        day="2025-03-05",
        hour="10:00",
        consent="Sí, de palabra, después de leérselo",
        name="Dilcia",
        phone="+504 9999-0000",
        may_call="Sí",
    )
    saved.says("Quedó anotado. Ficha", "Dilcia", "1 persona", "Albergue")
    # Another woman only wants to know, and leaves no name.
    asks = team("outreach").open("/inquiries/new/")
    asks.press("Guardar", people=2, channel="Albergue").says("Se le informó", "2 personas")
    team("outreach").open("/").says("2 solicitudes de hoy", "1 con cita por delante")

    on("2025-03-05 09:00")
    asked = team("registrar").open("/").follow("Abrir la solicitud", "Dilcia")
    asked.says("Dilcia", "+504 9999-0000", "10:00")
    page = asked.follow("Registrar a esta persona")
    page.says("Primero, leer el aviso", "Pidieron información (lunes 3 de marzo, 1 persona)")
    page = page.press(
        "Dijo que sí: seguir",
        by="La propia persona",
        how="De palabra, después de leérselo",
        language="Español",
    )
    typed = DILCIA.typed(0)
    del typed["p0-phone"]  # the page has it from when she asked
    file = page.press("Registrar", **typed)
    file.says("Quedó el registro", DILCIA.name, "Había pedido información el 03/03/2025")

    those = team("registrar").open("/inquiries/?esta=registradas")
    slips = re.findall(r"Ficha \w{4}", those.text)
    assert len(slips) == 1
    gone = those.follow(slips[0])
    gone.never_says("+504 9999-0000").says("Ver el expediente")
    team("outreach").open("/").never_says("Dilcia").says("0 con cita por delante")
    funnel = team("coordinator").open("/reports/funnel/")
    funnel.says("Pidieron información 3 2 ", "Registradas 1 1 ")
