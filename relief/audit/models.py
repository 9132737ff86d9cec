from uuid import uuid4

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    """审计事项: one thing that one person did to one subject.

    No foreign keys: an event outlives what it tells of. The database itself sets `at`, the county,
    the place in that county's chain and the digest, whatever the program sends.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    at = models.DateTimeField(_("时间"), default=timezone.now)
    actor_id = models.UUIDField(_("办理人"), null=True)
    actor_role = models.CharField(_("当时的岗位"), max_length=20)
    action = models.CharField(_("事项"), max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=60)
    area = models.BigIntegerField(_("所在区划"))
    details = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    county = models.BigIntegerField()
    number = models.BigIntegerField()
    previous = models.BinaryField(max_length=32)
    digest = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "number"], name="audit_event_one_chain"),
            models.CheckConstraint(
                condition=models.Q(action__regex=r"^[a-z_]+\.[a-z_]+$"), name="audit_event_action_named"
            ),
            models.CheckConstraint(
                condition=models.Q(actor_id__isnull=False) | models.Q(actor_role="system"),
                name="audit_event_somebody_acts",
            ),
        ]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "at"], name="audit_event_subject"),
            models.Index(fields=["area", "at"], name="audit_event_area"),
            models.Index(fields=["actor_id", "at"], name="audit_event_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject_kind} {self.subject_id}"
