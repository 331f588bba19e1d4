"""Checks of the house that need Django but no server: python -m rumbo.config.checks migrations."""

import os
import sys

import django
from django.core.management import call_command

USAGE_ERROR = 2


def main(arguments: list[str]) -> int:
    """Fail where a model has changed and its migration is missing."""
    if arguments != ["migrations"]:
        return USAGE_ERROR
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rumbo.config.settings")
    django.setup()
    call_command("check", fail_level="WARNING")
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=1)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
