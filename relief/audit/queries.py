from django.db import models

from .models import Event


def events_about(*subjects: models.Model) -> models.QuerySet[Event]:
    """What was done to these rows, oldest first: the material of a timeline."""
    asked = models.Q(pk__in=[])
    for subject in subjects:
        asked |= models.Q(subject_kind=subject._meta.label_lower, subject_id=str(subject.pk))
    return Event.objects.filter(asked).order_by("county", "number")
