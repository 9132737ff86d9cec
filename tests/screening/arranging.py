"""What the tests of this room stand on."""

from datetime import date

from relief.offices.models import Section
from relief.rules.places import read_place
from tests.factories import make_figures
from tests.households.case_files import PUBLISHED
from tests.world import acting_everywhere


def make_place(county):
    """Everything that the demonstration county has set."""
    text = (PUBLISHED[0].parent / "places" / "demo-county.yaml").read_text(encoding="utf-8")
    place = read_place(text, "demo-county")
    with acting_everywhere():
        for section in Section.values:
            for entry in place.get(section, []):
                since, until = entry.pop("from", date(2021, 7, 1)), entry.pop("to", None)
                make_figures(county, section=section, in_force_from=since, in_force_to=until, values=entry)
