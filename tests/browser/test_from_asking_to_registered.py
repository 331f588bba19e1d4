"""A woman asks at a shelter, comes at the hour she was given, and is registered from what she said."""

import pytest

from tests.browser.crew import Crew
from tests.browser.ways import consents, describes
from tests.journeys.team import DILCIA

pytestmark = pytest.mark.django_db(transaction=True)


def test_who_asks_at_a_shelter_registers_at_her_hour(crew: Crew) -> None:
    asks = crew("outreach").never_sees("Ha iniciado sesión").follows("Anotar a quien pregunta")
    asks.sees("No hace falta su nombre")
    asks.fills({"¿Cuántas personas son?": "1", "¿Cómo llegó?": "Albergue", "País": "Honduras"})
    asks.chooses_all("¿Qué se le explicó?").chooses("¿Qué quiere?", "Una cita")
    asks.opens("Si quiere una cita: cuándo")
    asks.fills({"Qué día": "2025-03-05", "A qué hora": "10:00"})
    asks.opens("Quiere que se le llame")
    asks.chooses("¿Permite guardar cómo llamarle?", "Sí, de palabra")
    asks.fills({"Nombre": "Dilcia", "Teléfono": "+504 9999-0000"})
    asks.chooses("¿Es seguro llamarle?", "Sí").presses("Guardar")
    asks.screen.check("inquiry")
    asks.sees("Quedó anotado. Ficha", "Dilcia", "1 persona", "Albergue")

    crew.on("2025-03-05 09:00")
    asked = crew("registrar").follows("Abrir la solicitud", "Dilcia")
    asked.sees("+504 9999-0000", "10:00").follows("Registrar a esta persona")
    asked.sees("Pidieron información")
    consents(asked)
    describes(asked, 0, DILCIA)
    file = asked.presses("Registrar")
    file.sees("Quedó el registro", DILCIA.name, "Había pedido información el 03/03/2025")
    file.opens("Datos de la persona").sees("+504 9999-0000")
    gone = crew("registrar").goes_to("Solicitudes").picks("Ficha")
    gone.never_sees("+504 9999-0000").picks("Ver el expediente").sees(DILCIA.name)
    crew("outreach").never_sees("Dilcia")
