"""What was done before deeds were kept becomes deeds, from the applications, the decisions and the audit."""

import os
import subprocess
import sys
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection, connections

from relief.audit.queries import events_about
from relief.casework.models import Application
from relief.casework.services import approve, withdraw
from relief.offices.access import acting
from tests.casework.arranging import make_application, make_relief
from tests.casework.refusing import refuse
from tests.world import acting_everywhere


def migrate(*to):
    """As the owner, as a server does it when it is brought up to date."""
    connections.close_all()
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}")
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "casework", *to, "--verbosity=0"],
        cwd=settings.ROOT,
        env=os.environ | {"DATABASE_URL": url.geturl()},
        check=True,
    )


def kept(columns):
    with acting_everywhere():
        rows = Application.objects.order_by("submitted_at", "deeds__number")
        return list(rows.values_list("state", "steps", "owner", *(f"deeds__{each}" for each in columns)))


def test_back_to_the_time_before_deeds_and_forth_again(committed):
    lin, he = committed.lin_xiaoman, committed.he_jing
    relief, waiting, margin, withdrawn = (
        make_relief(lin),
        make_relief(lin),
        make_application(lin, "dibao_margin"),
        make_relief(lin),
    )
    with acting(he):
        approve(by=he, application=relief, amount=800_00)
        refuse(by=he, application=margin, reason="不符合。")
    with acting(lin):
        withdraw(by=lin, application=withdrawn)
    columns = ("number", "deed", "by", "role", "after", "screening", "requested", "text")
    before = kept(columns)

    migrate("0003")
    migrate()

    assert kept(columns) == before
    with acting_everywhere():
        (done,) = withdrawn.deeds.filter(deed="withdraw")
        assert done.at == events_about(withdrawn).get(action="casework.withdrawn").at
        decided = Application.objects.get(pk=relief.pk)
        assert decided.owned_at == decided.decision.decided_at == decided.deeds.get(number=2).at
    # The guards stand again: what follows is a lawful deed, and its number the next.
    with acting(he):
        assert approve(by=he, application=waiting, amount=800_00).decider == he
