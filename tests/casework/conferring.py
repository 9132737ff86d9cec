"""A conference as people hold it: called, written down, decided."""

from relief.casework import services
from relief.casework.conferences import items_of, undecided
from relief.casework.models import AgendaItem
from relief.offices.access import acting
from tests.casework.investigated import today

PRESENT = (
    services.Present("梁副县长", "县政府 副县长", "chair"),
    services.Present("许文", "县财政局 股长", "member"),
)


def call(by, *applications):
    """Called for today; the conference."""
    with acting(by):
        called_for = {"meets_on": today(), "place": "县民政局会议室", "on": today()}
        return services.call_conference(by=by, applications=applications, **called_for)


def hold(item: AgendaItem, by) -> None:
    """The minutes of its conference are closed."""
    words = {str(each.pk): "入户核过，确有困难。" for each in undecided(items_of(item.conference))}
    held = {"held_on": today(), "present": PRESENT, "words": words, "on": today()}
    services.close_minutes(by=by, conference=item.conference, **held)


def item_for(application) -> AgendaItem:
    rows = AgendaItem.objects.select_related("conference", "deed__application")
    return rows.get(deed__application=application.pk)
