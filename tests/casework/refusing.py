"""A refusal as people write it: with a word on every other programme that may still help."""

from datetime import timedelta

from django.utils import timezone

from relief.casework import services
from relief.casework.models import Application
from relief.casework.referrals import may_still_help
from relief.casework.services import onward_box
from relief.screening.queries import latest_screening
from tests.world import acting_everywhere


def named(application):
    """The programmes that a refusal of today has to speak of."""
    with acting_everywhere():
        found = Application.objects.select_related("household").get(pk=application.pk)
        return {each.code for each in may_still_help(found, latest_screening(found.household))}


def refuse(*, by, application, **said):
    """The service, with a draft for each of them."""
    return services.refuse(by=by, application=application, **({"drafted": named(application)} | said))


def asked_yesterday():
    today = timezone.localdate()
    return {"on": today, "asked_on": today - timedelta(days=1)}


def terminate(*, by, application, **said):
    """The same of a household that does not cooperate."""
    return services.terminate(by=by, application=application, **({"drafted": named(application)} | said))


def onwards(application):
    """The boxes of the form."""
    return {onward_box(code): "drafted" for code in named(application)}
