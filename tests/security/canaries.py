"""A thousand people whose names, phones and papers occur nowhere else, told to every room."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.test import Client
from django.urls import reverse

from rumbo.access.models import Office
from rumbo.access.values import SYSTEM
from rumbo.casework import actions as casework
from rumbo.casework.actions.opening import NewCase
from rumbo.casework.models import Case
from rumbo.documents import actions as documents
from rumbo.documents.values import NewFile
from rumbo.exchange.actions import import_sheet
from rumbo.registry import actions as registry
from rumbo.registry.values import NewConsent, NewGroup, NewPerson
from tests import factories
from tests.factories import counselling, pages
from tests.factories import protection as screens

FROM_A_SHEET = 40
FOLLOWED = 20
HEADINGS = (
    "folio", "fecha_registro", "lugar_registro", "nombres", "apellido_paterno",
    "apellido_materno", "sexo", "fecha_nacimiento", "edad", "nacionalidad", "departamento",
    "folio_familia", "parentesco", "telefono", "tipo_documento", "numero_documento",
    "vence_documento", "condicion_migratoria", "escolaridad", "ocupacion", "idioma",
    "nna_no_acompanado", "mpp", "fecha_corte_eeuu", "motivo_retorno", "motivo_migracion",
    "incidentes_en_ruta", "salud", "embarazo_semanas", "teme_volver", "vulnerabilidades",
    "desea_retornar_a_partir_de", "observaciones",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Canary:
    """One person: a surname, a phone and a document that nobody else ever had."""

    name: str
    phone: str
    paper: str

    @property
    def words(self) -> tuple[str, str, str]:
        """What must be found nowhere."""
        return self.name, self.phone, self.paper


def canaries(seed: int, number: int = 1000) -> list[Canary]:
    """Make people out of syllables that no word list has, always with an accent."""
    chance = random.Random(seed)  # noqa: S311
    found: dict[str, Canary] = {}
    while len(found) < number:
        syllables = [
            chance.choice("bcdfghjklmnpqrstvwxyz") + chance.choice("aeiou") for _ in range(6)
        ]
        accented = chance.choice("áéíóúñ")
        name = "".join(syllables).capitalize() + accented + chance.choice("lnrsxz")
        found[name] = Canary(
            name, str(chance.randrange(10**13, 10**14)), str(chance.randrange(10**15, 10**16))
        )
    return list(found.values())


def play(people: Sequence[Canary], scratch: Path) -> None:
    """Let every room hear of them, through the verbs and through the pages."""
    office = factories.office()
    registered, sheet = people[:-FROM_A_SHEET], people[-FROM_A_SHEET:]
    cases = _register(registered, office)
    pairs = zip(cases[:FOLLOWED], registered[::2], registered[1::2], strict=False)
    for case, canary, witness in pairs:
        _follow(case, canary, witness)
    _import(sheet, scratch)
    _search(people, cases[:5], office)


def _register(people: Sequence[Canary], office: Office) -> list[Case]:
    groups = [
        NewGroup(people=tuple(map(_person, pair)), site="TAP", at=factories.MONDAY)
        for pair in zip(people[::2], people[1::2], strict=True)
    ]
    made = registry.register_many(actor=SYSTEM, office=office, groups=groups)
    day = factories.MONDAY
    new = [NewCase(group, "TAP", day.date(), day) for group in made]
    return casework.open_many(actor=SYSTEM, office=office, cases=new)


def _person(canary: Canary) -> NewPerson:
    return NewPerson(
        identity={
            "given_names": f"María {canary.name}",
            "surname_1": canary.name,
            "mother": f"Ana {canary.name}",
            "document_number": canary.paper,
        },
        sex="F",
        birth_date=date(1990, 5, 4),
        nationalities=("HND",),
        origin_country="HND",
        place={"address": f"Casa de {canary.name}", "municipality": canary.name},
        contact={"phone": f"+{canary.phone}", "note": f"preguntar por {canary.name}"},
        profile={"observations": {"observations": f"{canary.name} viene del norte"}},
        consent=NewConsent(wording="2026-11-20"),
    )


def _follow(case: Case, canary: Canary, witness: Canary) -> None:
    said = f"{canary.name}, tel. {canary.phone}, documento {canary.paper}"
    person = factories.people_of(case)[0]
    casework.open_task(
        actor=SYSTEM, case=case, role="counsellor", code="SHELTER", person=person, note=said
    )
    told = casework.add_contact(
        actor=SYSTEM, case=case, person=person, about="APPOINTMENT", note=said
    )
    casework.log_attempt(
        actor=SYSTEM, contact=told, channel="PHONE", outcome="NO_ANSWER", note=said
    )
    casework.note_family_contact(
        actor=SYSTEM,
        case=case,
        person=person,
        who={"name": canary.name, "relation": "MOTHER", "phone": canary.phone},
        consent_on=factories.MONDAY.date(),
    )
    casework.note_stay(actor=SYSTEM, case=case, kind="SHELTER", where=said)
    casework.move(actor=SYSTEM, case=case, to="COUNSELLING", why=said)
    _talk(case, canary, witness, said)


def _talk(case: Case, canary: Canary, witness: Canary, said: str) -> None:
    person = factories.people_of(case)[0]
    counsellor, protector = factories.actor("counsellor"), factories.actor("protection")
    counselling.counselled(counsellor, case, person, notes=said, questions=said)
    counselling.declared(counsellor, case, person, witness=f"Rosa {witness.name}")
    screens.screened(protector, case, person, "GBV", notes=said)
    screens.asked(protector, case, person, "YES")
    documents.keep_file(
        actor=factories.actor("documents"),
        case=case,
        person=person,
        kind="OTHER",
        file=NewFile(name=f"{canary.name}.pdf", content=b"%PDF-1.7\n" + said.encode() * 20),
    )
    person.identity = {**person.identity, "also_known_as": f"la {canary.name}"}
    person.save()
    casework.hold_case(
        actor=SYSTEM, case=case, reason="MEDICAL", why=said, review_on=factories.MONDAY.date()
    )


def _import(people: Sequence[Canary], scratch: Path) -> None:
    lines = [",".join(HEADINGS)]
    for number, canary in enumerate(people):
        row = dict.fromkeys(HEADINGS, "") | {
            "folio": f"TAP-{number:05d}",
            "fecha_registro": "03/03/2025",
            "lugar_registro": "Tapachula",
            "nombres": f"Óscar {canary.name}",
            "apellido_paterno": canary.name,
            "sexo": "Hombre",
            # Every fourth row has a date that does not exist and goes to the correction list.
            "fecha_nacimiento": "07/12/1980" if number % 4 else "31/02/1990",
            "nacionalidad": "HND",
            "telefono": f"+{canary.phone}",
            "tipo_documento": "DNI",
            "numero_documento": canary.paper,
            "observaciones": f"{canary.name} viaja a solas",
        }
        lines.append(",".join(row.values()))
    path = scratch / "hoja.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    import_sheet(actor=SYSTEM, path=path, today=date(2025, 3, 4))
    import_sheet(actor=SYSTEM, path=path, today=date(2025, 3, 4))
    path.unlink()


def _search(people: Sequence[Canary], cases: Sequence[Case], office: Office) -> None:
    client = pages.client_for("registrar", "counsellor", at=office)
    for canary in people[::50]:
        for typed in (canary.name[:8], f"María {canary.name}", canary.paper):
            client.post(reverse("desk:search"), {"q": typed})
        _type(client, canary)
        client.get(f"{reverse('desk:people')}?q={canary.name}")
    for case in cases:
        client.get(reverse("desk:case", kwargs={"case": case.pk}))


def _type(client: Client, canary: Canary) -> None:
    typed = {"given_names": "María", "surname_1": canary.name, "document_number": canary.paper}
    client.post(reverse("desk:likely"), {f"p0-{key}": value for key, value in typed.items()})
