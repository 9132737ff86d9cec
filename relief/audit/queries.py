from collections.abc import Collection, Mapping
from uuid import UUID

from django.db import connection, models

from .models import Event

HOLDS = """
SELECT event.id FROM public.audit_event AS event
LEFT JOIN public.audit_event AS before ON before.county = event.county AND before.number = event.number - 1
WHERE event.id = ANY(%s)
  AND event.digest = sha256(convert_to(public.audit_written(event), 'UTF8'))
  AND event.previous = coalesce(before.digest, ''::bytea)
"""


def events_about(*subjects: models.Model) -> models.QuerySet[Event]:
    """What was done to these rows, oldest first: the material of a timeline."""
    asked = models.Q(pk__in=[])
    for subject in subjects:
        asked |= models.Q(subject_kind=subject._meta.label_lower, subject_id=str(subject.pk))
    return Event.objects.filter(asked).order_by("county", "number")


def events_of(rows: Mapping[str, Collection[str]]) -> models.QuerySet[Event]:
    """Everything done to rows named by kind and key, the newest first: the material of a trail."""
    asked = models.Q(pk__in=[])
    for kind, keys in rows.items():
        asked |= models.Q(subject_kind=kind, subject_id__in=keys)
    return Event.objects.filter(asked).order_by("-at", "-pk")


def holding(events: Collection[Event]) -> set[UUID]:
    """Of these events those that are as they were written, each linked to the one before it in its county."""
    with connection.cursor() as cursor:
        cursor.execute(HOLDS, [[event.pk for event in events]])
        return {key for (key,) in cursor}
