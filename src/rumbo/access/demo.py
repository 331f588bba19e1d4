"""Who works in a demonstration: one invented person a role. They exist only in demo homes."""

from dataclasses import dataclass

PREFIX = "demo-"
OFFICE = "TAP"
# A partner's post bears the code of its organisation: what is sent to it follows from that.
PARTNER = ("HN-STSS", "Secretaría de Trabajo de Honduras", "HND")


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One sign-in of a demonstration: a role, somebody's name, and whether they work everywhere."""

    role: str
    name: str
    everywhere: bool = False
    partner: tuple[str, str, str] | None = None  # code, name and country of whom they work for

    @property
    def username(self) -> str:
        """What stands in the user table."""
        return f"{PREFIX}{self.role.replace('_', '-')}"


ACCOUNTS = (
    DemoAccount("registrar", "Rosa Hernández"),
    DemoAccount("counsellor", "Irma Castellanos"),
    DemoAccount("protection", "Marta Lucía Pineda", everywhere=True),
    DemoAccount("child_officer", "Andrés Solórzano"),
    DemoAccount("health", "Elena Cruz"),
    DemoAccount("documents", "Julio Barrios"),
    DemoAccount("movements", "Óscar Rivas", everywhere=True),
    DemoAccount("field", "Nelson Ayala"),
    DemoAccount("reception", "Karla Mejía"),
    DemoAccount("reintegration", "Sonia Paz"),
    DemoAccount("monitoring", "Iván Duarte"),
    DemoAccount("coordinator", "Beatriz Lemus", everywhere=True),
    DemoAccount("finance", "Tomás Arriaga"),
    DemoAccount("outreach", "Paola Chan"),
    DemoAccount("dpo", "Raquel Ibáñez", everywhere=True),
    DemoAccount("partner", "Lucía Zelaya", partner=PARTNER),
    DemoAccount("donor", "Visita de un donante", everywhere=True),
    DemoAccount("admin", "Administración", everywhere=True),
    DemoAccount("complaints", "Noemí Sandoval", everywhere=True),
)
