"""Everything between an empty database and a served page; each start says it all again.

Two parts, so that the files are made while the database starts.
"""

import io
import os
import sys
import time

import django
from django.core.management import call_command

DATA: tuple[tuple[str, dict], ...] = (
    ("migrate", {"interactive": False, "verbosity": 0}),
    ("load_areas", {}),
    ("load_figures", {}),
    ("load_calendar", {}),
)
FILES: tuple[tuple[str, dict], ...] = (
    ("compile_translations", {}),
    ("collectstatic", {"interactive": False, "verbosity": 0}),
)


def main(part):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "relief.settings")
    django.setup()
    {"data": prepare_data, "files": prepare_files}[part]()


def prepare_data():
    for name, options in DATA:
        carry_out(name, **options)
    if is_first_run():
        carry_out("seed_demonstration", stdout=io.StringIO())
    print("\nWho may sign in, on this demonstration only:", flush=True)
    call_command("seed_demonstration", list=True)


def prepare_files():
    for name, options in FILES:
        carry_out(name, **options)


def is_first_run():
    from django.contrib.auth import get_user_model

    return not get_user_model().objects.exists()


def carry_out(name, **options):
    begun = time.monotonic()
    call_command(name, **options)
    print(f"{name}: {time.monotonic() - begun:.1f} s", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
