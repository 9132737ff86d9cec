"""What a change of what is given leaves behind: rows of their deeds, never changed."""

from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from relief.households.models.columns import FenField
from relief.vault.fields import EncryptedTextField

from .application import Deed
from .investigation import A_CODE, CODE_LENGTH


class ChangeKind(models.TextChoices):
    """增发、减发、停发 (民发〔2021〕57号第三十一条)."""

    RAISE = "raise", _("增发")
    CUT = "cut", _("减发")
    END = "end", _("停发，终止待遇")


class ChangeGround(models.TextChoices):
    """为什么调整."""

    CIRCUMSTANCES = "circumstances", _("人口、收入或财产状况变化")
    WORK = "work", _("连续3次无正当理由拒绝介绍的工作，只减停本人的")
    ABLE = "able", _("具备或者恢复劳动能力")
    PRISON = "prison", _("被判处刑罚，在监狱服刑")
    OBLIGOR = "obligor", _("法定义务人有了履行能力")
    WISH = "wish", _("本人自愿退出")
    DEATH = "death", _("有人去世")
    MISTAKE = "mistake", _("当初认定有误")


class Proposal(models.Model):
    """拟调整: what the township means to give instead, and why (民发〔2021〕57号第三十一条).

    `amount` of a month; none where it ends. The end of tekun is published first (民发〔2021〕43号第二十六条).
    `code` is for objections to that notice, as of an `Opinion`.
    """

    deed = models.OneToOneField(Deed, models.PROTECT, primary_key=True, related_name="proposal")
    kind = models.CharField(_("怎样调整"), max_length=10, choices=ChangeKind.choices)
    ground = models.CharField(_("原因"), max_length=20, choices=ChangeGround.choices)
    amount = FenField(_("调整后的金额"), null=True, blank=True)
    reason = EncryptedTextField(_("理由"))
    notice_from = models.DateField(_("公示第一天"), null=True, blank=True)
    notice_to = models.DateField(_("公示最后一天"), null=True, blank=True)
    code = models.CharField(
        _("异议编码"), max_length=CODE_LENGTH, db_default=A_CODE, unique=True, editable=False
    )

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(ground__in=ChangeGround.values), name="casework_proposal_ground"),
            CheckConstraint(
                condition=Q(kind=ChangeKind.END, amount=None)
                | Q(kind__in=(ChangeKind.RAISE, ChangeKind.CUT), amount__isnull=False, amount__gt=0),
                name="casework_proposal_amount",
            ),
            CheckConstraint(
                condition=~Q(ground=ChangeGround.WISH) | Q(kind=ChangeKind.END),
                name="casework_proposal_wish_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deed_id} {self.kind}"

    @property
    def is_heard_first(self) -> bool:
        """Before less is given the family is heard; not who asks for the end themselves (第四十八条).

        An end because of a death is one of an award for people who have all died.
        """
        nobody = self.kind == ChangeKind.END and self.ground in (ChangeGround.WISH, ChangeGround.DEATH)
        return self.kind != ChangeKind.RAISE and not nobody


class HearingWay(models.TextChoices):
    """怎样听取意见."""

    IN_PERSON = "in_person", _("当面")
    TELEPHONE = "telephone", _("电话")
    IN_WRITING = "in_writing", _("书面")
    DID_NOT_COME = "did_not_come", _("书面通知了，没有来，也没有答复")


class Hearing(models.Model):
    """听取意见 before anything is cut or ended (《社会救助法》第四十八条).

    `who` was heard, or was invited in writing on `invited_on` and did not come.
    """

    deed = models.OneToOneField(Deed, models.PROTECT, primary_key=True, related_name="hearing")
    heard_on = models.DateField(_("听取意见的日期"))
    way = models.CharField(_("方式"), max_length=20, choices=HearingWay.choices)
    who = models.CharField(_("听了谁的意见"), max_length=100)
    invited_on = models.DateField(_("书面通知的日期"), null=True, blank=True)
    words = EncryptedTextField(_("说了什么"), null=True, blank=True)

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(way=HearingWay.DID_NOT_COME, invited_on__isnull=False, words__isnull=True)
                | Q(
                    way__in=(HearingWay.IN_PERSON, HearingWay.TELEPHONE, HearingWay.IN_WRITING),
                    invited_on=None,
                    words__isnull=False,
                ),
                name="casework_hearing_said",
            ),
            CheckConstraint(condition=~Q(who=""), name="casework_hearing_of_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.deed_id} {self.heard_on}"


class ReviewResult(models.TextChoices):
    """What a review comes to."""

    UNCHANGED = "unchanged", _("没有明显变化，不调整")
    CHANGED = "changed", _("有变化，要提出调整")


class Review(models.Model):
    """定期核查: what was looked at, and whether anything is to change (民发〔2021〕57号第三十一条)."""

    deed = models.OneToOneField(Deed, models.PROTECT, primary_key=True, related_name="review")
    result = models.CharField(_("核查结果"), max_length=10, choices=ReviewResult.choices)
    visited_on = models.DateField(_("入户日期"), null=True, blank=True)
    words = EncryptedTextField(_("看了什么"))

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(result__in=ReviewResult.values), name="casework_review_result"),
        ]

    def __str__(self) -> str:
        return f"{self.deed_id} {self.result}"


class ChangeDecision(models.Model):
    """调整决定 of the county: what was proposed holds from `effective_on`; the family reads why."""

    deed = models.OneToOneField(Deed, models.PROTECT, primary_key=True, related_name="change_decision")
    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="decision")
    effective_on = models.DateField(_("从哪天起"))
    reason = EncryptedTextField(_("理由"))

    def __str__(self) -> str:
        return f"{self.deed_id} {self.effective_on}"
