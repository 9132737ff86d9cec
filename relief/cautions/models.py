from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from relief.households.models import Household, Member
from relief.offices.models import Role
from relief.vault.fields import EncryptedTextField


class Kind(models.TextChoices):
    """What of double help the database finds; it says no more than that to another office."""

    TWO_HOUSEHOLDS = "two_households", _("同一个人在两户")
    OTHER_AWARD = "other_award", _("在另一户有待遇")
    RELIEVED = "relieved", _("最近一年得过临时救助")
    DECLARED = "declared", _("申报过别处给的临时救助")


class Reply(models.TextChoices):
    """What somebody found out about it."""

    LEFT_THE_OTHER = "left_the_other", _("已经离开另一户")
    BELONGS_TO_BOTH = "belongs_to_both", _("两户都是成员")
    NOT_A_MEMBER_HERE = "not_a_member_here", _("不是本户成员")
    ENDS_THERE = "ends_there", _("对方已经停发，或已定下停发")
    MAY_HAVE_BOTH = "may_have_both", _("按规定可以同时享受")
    OTHER_CAUSE = "other_cause", _("不是同一件事")
    NEW_COSTS = "new_costs", _("同一件事，有新的费用或正当理由")
    MISTAKEN = "mistaken", _("查过，没有这回事")


REPLIES = {
    Kind.TWO_HOUSEHOLDS: (Reply.LEFT_THE_OTHER, Reply.BELONGS_TO_BOTH, Reply.NOT_A_MEMBER_HERE),
    Kind.OTHER_AWARD: (Reply.ENDS_THERE, Reply.MAY_HAVE_BOTH, Reply.MISTAKEN),
    Kind.RELIEVED: (Reply.OTHER_CAUSE, Reply.NEW_COSTS, Reply.MISTAKEN),
    Kind.DECLARED: (Reply.OTHER_CAUSE, Reply.NEW_COSTS, Reply.MISTAKEN),
}


class Step(models.TextChoices):
    """Where in the work somebody was asked."""

    ENTRY = "entry", _("录入")
    SUBMISSION = "submission", _("提交")
    DECISION = "decision", _("决定")


def _fitting() -> Q:
    found = Q()
    for kind, replies in REPLIES.items():
        found |= Q(kind=kind, reply__in=replies)
    return found


class Answer(models.Model):
    """核实: what was found out about one warning, by whom, at which step, and how. Never changed.

    A warning itself is no row: it is found anew whenever somebody asks. `about` is the same for the same
    thing found and tells nothing of it; `office` is the one that was to be telephoned.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="caution_answers")
    member = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(_("哪一种"), max_length=20, choices=Kind.choices)
    about = models.UUIDField(editable=False)
    office = models.CharField(_("经办单位"), max_length=120, blank=True)
    reply = models.CharField(_("核实的结果"), max_length=20, choices=Reply.choices)
    words = EncryptedTextField(_("怎么核实的"))
    step = models.CharField(_("在哪一步"), max_length=20, choices=Step.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    role = models.CharField(_("当时的岗位"), max_length=20, choices=Role.choices)
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            UniqueConstraint(fields=["household", "about"], name="cautions_answer_once"),
            CheckConstraint(condition=_fitting(), name="cautions_answer_fits"),
            CheckConstraint(condition=Q(step__in=Step.values), name="cautions_answer_step"),
        ]

    def __str__(self) -> str:
        return f"{self.household_id} {self.kind} {self.reply}"
