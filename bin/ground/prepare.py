"""Everything between an empty database and a served page, in one process; each start says it all again."""

import io
import os
import sys
import time

import django
from django.core.management import call_command

ALWAYS: tuple[tuple[str, dict], ...] = (
    ("migrate", {"interactive": False, "verbosity": 0}),
    ("load_areas", {}),
    ("load_figures", {}),
    ("load_calendar", {}),
)
FILES: tuple[tuple[str, dict], ...] = (
    ("compile_translations", {}),
    ("collectstatic", {"interactive": False, "verbosity": 0}),
)


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "relief.settings")
    django.setup()
    for name, options in ALWAYS:
        carry_out(name, **options)
    if is_first_run():
        carry_out("seed_demonstration", stdout=io.StringIO())
    for name, options in FILES:
        carry_out(name, **options)
    print("\nWho may sign in, on this demonstration only:", flush=True)
    call_command("seed_demonstration", list=True)


def is_first_run():
    from django.contrib.auth import get_user_model

    return not get_user_model().objects.exists()


def carry_out(name, **options):
    begun = time.monotonic()
    call_command(name, **options)
    print(f"{name}: {time.monotonic() - begun:.1f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
