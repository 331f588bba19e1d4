"""Migrates as the owning role, then sets the other roles' rights: python -m rumbo.config.migrate."""

import os
import sys
from importlib import import_module

import django
from django.core.management import call_command

from rumbo.config.rooms import rooms_with


def main() -> int:
    """Migrate, grant, and load each room's reference data."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rumbo.config.settings")
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    import_module("rumbo.config.postgres.grants").apply()
    _load_reference()
    return 0


def _load_reference() -> None:
    """Let each room that keeps reference data in files bring its rows up to date."""
    actor = import_module("rumbo.access.values").SYSTEM
    for room in rooms_with("actions"):
        load = getattr(import_module(f"rumbo.{room}.actions"), "load_reference", None)
        if load is not None:
            load(actor=actor)


if __name__ == "__main__":
    sys.exit(main())
