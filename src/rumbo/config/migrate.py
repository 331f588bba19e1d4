"""Migrates as the owning role, then sets the other roles' rights: python -m rumbo.config.migrate."""

import os
import sys
from importlib import import_module

import django
from django.core.management import call_command

# In the order in which their rows refer to each other.
WITH_REFERENCE = ("network", "programmes")
# Whose rows cost money before there was a ledger.
WITH_OLD_MONEY = ("documents", "movements", "reception")


def main() -> int:
    """Migrate, grant, load each room's reference data, and post what stood before the ledger."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rumbo.config.settings")
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    import_module("rumbo.config.postgres.grants").apply()
    _load_reference()
    _open_books()
    return 0


def _load_reference() -> None:
    """Bring the reference rows that rooms keep in files up to date."""
    actor = import_module("rumbo.access.values").SYSTEM
    for room in WITH_REFERENCE:
        import_module(f"rumbo.{room}.actions").load_reference(actor=actor)


def _open_books() -> None:
    """Post what a home had booked before there was a ledger; a home that has done so posts nothing."""
    actor = import_module("rumbo.access.values").SYSTEM
    for room in WITH_OLD_MONEY:
        import_module(f"rumbo.{room}.actions").open_books(actor=actor)


if __name__ == "__main__":
    sys.exit(main())
