from uuid import uuid4

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from relief.households.models import Household, Member
from relief.households.models.columns import FenField
from relief.rules.programmes import BY_CODE
from relief.vault.fields import EncryptedTextField


class Kind(models.TextChoices):
    """How an award is given: month by month, once, or as a standing without money."""

    MONTHLY = "monthly", _("按月")
    ONCE = "once", _("一次")
    STANDING = "standing", _("认定")


class Award(models.Model):
    """待遇: what an approval gives a household, from its first day to its last, `until` empty while open.

    `amount` in fen, a month or in all. `decision` is the key of the decision, in a room above this one, and
    `change` that of a later one which changed the amount; an award as it was decided at first has none.
    `cause` is what relief was for. Nothing changes but the end, which only comes nearer; an award that ends
    before it begins is void.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="+")
    programme = models.CharField(_("项目"), max_length=40)
    kind = models.CharField(_("怎样发放"), max_length=10, choices=Kind.choices)
    amount = FenField(_("金额"))
    since = models.DateField(_("起"))
    until = models.DateField(_("止"), null=True, blank=True)
    decision = models.UUIDField(editable=False)
    change = models.UUIDField(null=True, unique=True, editable=False)
    cause = EncryptedTextField(_("事由"), null=True, blank=True)

    class Meta:
        ordering = ["since", "id"]
        indexes = [models.Index(fields=["decision"], name="funds_award_decision")]
        constraints = [
            CheckConstraint(condition=Q(programme__in=list(BY_CODE)), name="funds_award_programme"),
            CheckConstraint(
                condition=Q(kind=Kind.STANDING, amount__isnull=True)
                | Q(kind__in=(Kind.MONTHLY, Kind.ONCE), amount__gt=0),
                name="funds_award_amount",
            ),
            UniqueConstraint(
                fields=["decision"], condition=Q(change=None), name="funds_award_one_of_a_decision"
            ),
            CheckConstraint(
                condition=~Q(kind=Kind.ONCE) | Q(until__isnull=False), name="funds_award_once_is_one_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household_id} {self.programme} {self.since}"

    @property
    def is_void(self) -> bool:
        return self.until is not None and self.until < self.since


class Covered(models.Model):
    """发给谁: a person of an award. The database refuses a second one of the programme at the same time.

    `person` is the key of the human being, or of the membership while nobody has said who that is. What is
    repeated of the award is held to it, and its end follows, so that the exclusion reads one table.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    award = models.ForeignKey(Award, models.PROTECT, related_name="covered")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    person = models.UUIDField(editable=False)
    programme = models.CharField(max_length=40, editable=False)
    since = models.DateField(editable=False)
    until = models.DateField(null=True, editable=False)

    class Meta:
        ordering = ["award", "member__position", "id"]
        indexes = [models.Index(fields=["person"], name="funds_covered_person")]
        constraints = [UniqueConstraint(fields=["award", "member"], name="funds_covered_named_once")]

    def __str__(self) -> str:
        return f"{self.award_id} {self.member_id}"
