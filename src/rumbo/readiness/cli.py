"""`rumbo readiness FACTS.json`: the table read over a file of facts, with no database and no Django."""

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from rumbo.readiness.errors import FactsRefused
from rumbo.readiness.gates import judge
from rumbo.readiness.loading import load_facts


class Lang(StrEnum):
    """The languages in which the answer can be given."""

    es = "es"
    en = "en"


def register(app: typer.Typer) -> None:
    """Add the command to the house's command line."""
    app.command(name="readiness")(readiness)


def readiness(
    facts: Annotated[
        Path, typer.Argument(metavar="FACTS.json", help="Hechos del expediente (JSON).")
    ],
    lang: Annotated[Lang, typer.Option(help="Idioma de la respuesta: es o en.")] = Lang.es,
) -> None:
    """Dice quién puede reservar, confirmar y abordar, y qué falta a cada persona, con su fuente."""
    try:
        judgement = judge(load_facts(facts))
    except FactsRefused as refused:
        typer.echo(f"{facts.name}: {refused.sentence(lang.value)}", err=True)
        raise typer.Exit(1) from refused
    answer = json.dumps(judgement.as_json(lang.value), ensure_ascii=False, indent=2)
    sys.stdout.buffer.write(f"{answer}\n".encode())
    sys.stdout.buffer.flush()
