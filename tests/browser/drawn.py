"""The application that `arranged.py` published goes to the county, which closes a list and draws the lots."""

import sys

import django
from django.utils import timezone

django.setup()

from relief.casework.models import Application  # noqa: E402
from relief.casework.services import close_list, draw_lots, forward  # noqa: E402
from relief.offices.access import acting  # noqa: E402
from relief.offices.models import User  # noqa: E402

approver, officer = (User.objects.get(username=each) for each in ("hejing", "gaojianguo"))
with acting(approver):
    application = Application.objects.get(pk=sys.argv[1])
    forward(by=approver, application=application, on=timezone.localdate())
with acting(officer):
    draw_lots(by=officer, draw=close_list(by=officer))
