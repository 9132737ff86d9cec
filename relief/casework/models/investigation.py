"""What an investigation leaves behind: each row belongs to the deed that wrote it, and is never changed."""

from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.db.models.functions import Cast, Right, Upper
from django.utils.translation import gettext_lazy as _

from relief.households.models.columns import FenField
from relief.vault.fields import EncryptedTextField

from .application import Deed


class VisitWay(models.TextChoices):
    """怎么调查的."""

    HOME = "home", _("入户")
    REMOTE = "remote", _("电话或视频")


class HomeVisit(models.Model):
    """入户调查: two investigators see the family, and both sides sign (民发〔2021〕57号第十五条).

    `ground` says why nobody went there. `present` names who of the family was there, `signed_by` who of
    them signed beside the investigators.
    """

    deed = models.OneToOneField(Deed, models.PROTECT, primary_key=True, related_name="visit")
    visited_on = models.DateField(_("调查日期"))
    way = models.CharField(_("方式"), max_length=10, choices=VisitWay.choices)
    ground = models.CharField(_("没有入户的原因"), max_length=200, blank=True)
    first = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    second = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    present = models.CharField(_("家里谁在场"), max_length=200)
    signed_by = models.CharField(_("家庭一方由谁签字"), max_length=100)
    finding = EncryptedTextField(_("调查情况"))

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(way=VisitWay.HOME, ground="") | (Q(way=VisitWay.REMOTE) & ~Q(ground="")),
                name="casework_visit_ground",
            ),
            CheckConstraint(condition=~Q(first=F("second")), name="casework_visit_two_investigators"),
            CheckConstraint(
                condition=~Q(present="") & ~Q(signed_by=""), name="casework_visit_both_sides_signed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deed_id} {self.visited_on}"


class CheckResult(models.TextChoices):
    """核对结果."""

    AGREES = "agrees", _("与申报一致")
    DIFFERS = "differs", _("与申报不一致")
    COULD_NOT = "could_not", _("没能核对")


class MeansCheck(models.Model):
    """信息核对: what came of one request (民发〔2021〕57号第十七条).

    `request` is the deed that asked for it.
    """

    deed = models.OneToOneField(Deed, models.PROTECT, primary_key=True, related_name="means_check")
    request = models.OneToOneField(Deed, models.PROTECT, related_name="answer")
    started_on = models.DateField(_("启动日期"))
    result_on = models.DateField(_("出结果日期"))
    result = models.CharField(_("核对结果"), max_length=10, choices=CheckResult.choices)
    words = EncryptedTextField(_("说明"), null=True, blank=True)

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(result__in=CheckResult.values), name="casework_check_result"),
            CheckConstraint(condition=Q(result_on__gte=F("started_on")), name="casework_check_days"),
            CheckConstraint(
                condition=Q(result=CheckResult.AGREES) | Q(words__isnull=False), name="casework_check_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deed_id} {self.result}"


class CheckTold(models.Model):
    """告知核对结果: the family hears of a check that differs, and answers (民发〔2021〕57号第十八条)."""

    deed = models.OneToOneField(Deed, models.PROTECT, primary_key=True, related_name="check_told")
    told_on = models.DateField(_("告知日期"))
    objected = models.BooleanField(_("有异议"))
    words = EncryptedTextField(_("申请人怎么说"))

    def __str__(self) -> str:
        return f"{self.deed_id} {self.told_on}"


ABILITIES = {
    "eats": _("自主吃饭"),
    "dresses": _("自主穿衣"),
    "gets_up": _("自主上下床"),
    "uses_the_toilet": _("自主如厕"),
    "walks": _("室内自主行走"),
    "washes": _("自主洗澡"),
}


class SelfCare(models.TextChoices):
    """What an assessment comes to."""

    ABLE = "able", _("具备生活自理能力")
    PARTLY = "partly", _("部分丧失生活自理能力")
    WHOLLY = "wholly", _("完全丧失生活自理能力")


class Assessment(models.Model):
    """自理能力评估 of tekun by six abilities (民发〔2021〕43号第二十一条、第二十二条)."""

    deed = models.OneToOneField(Deed, models.PROTECT, primary_key=True, related_name="assessment")
    assessed_on = models.DateField(_("评估日期"))
    assessors = models.CharField(_("评估人"), max_length=200)
    eats = models.BooleanField(ABILITIES["eats"])
    dresses = models.BooleanField(ABILITIES["dresses"])
    gets_up = models.BooleanField(ABILITIES["gets_up"])
    uses_the_toilet = models.BooleanField(ABILITIES["uses_the_toilet"])
    walks = models.BooleanField(ABILITIES["walks"])
    washes = models.BooleanField(ABILITIES["washes"])

    class Meta:
        constraints = [
            CheckConstraint(condition=~Q(assessors=""), name="casework_assessment_by_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.deed_id} {self.result}"

    @property
    def result(self) -> SelfCare:
        """All six: able. Up to three that are lost: partly. Four or more: wholly."""
        lost = sum(not getattr(self, name) for name in ABILITIES)
        return SelfCare.ABLE if not lost else SelfCare.PARTLY if lost <= 3 else SelfCare.WHOLLY


class Deliberation(models.Model):
    """民主评议 of the neighbours (民发〔2021〕57号第十九条, 43号第十四条). Everybody who was there voted."""

    deed = models.OneToOneField(Deed, models.PROTECT, primary_key=True, related_name="deliberation")
    held_on = models.DateField(_("评议日期"))
    attended = models.PositiveSmallIntegerField(_("到会人数"))
    in_favour = models.PositiveSmallIntegerField(_("赞成"))
    against = models.PositiveSmallIntegerField(_("反对"))
    abstained = models.PositiveSmallIntegerField(_("弃权"))
    words = EncryptedTextField(_("评议情况和结果"))

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(attended__gt=0, attended=F("in_favour") + F("against") + F("abstained")),
                name="casework_deliberation_votes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deed_id} {self.held_on}"


CODE_LENGTH = 12
A_CODE = Upper(Right(Cast(RandomUUID(), models.CharField()), CODE_LENGTH))


class Opinion(models.Model):
    """初审意见 and its 公示: seven days, the first and the last among them (民发〔2021〕57号第十九条).

    `code` stands on the notice: by it anybody objects. The database makes it.
    """

    deed = models.OneToOneField(Deed, models.PROTECT, primary_key=True, related_name="opinion")
    gives = models.BooleanField(_("拟同意"))
    amount = FenField(_("金额"), null=True, blank=True)
    reason = models.TextField(_("理由"), blank=True)
    notice_from = models.DateField(_("公示第一天"))
    notice_to = models.DateField(_("公示最后一天"))
    code = models.CharField(
        _("异议编码"), max_length=CODE_LENGTH, db_default=A_CODE, unique=True, editable=False
    )

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(gives=True, amount__isnull=False, amount__gt=0)
                | (Q(gives=False, amount=None) & ~Q(reason="")),
                name="casework_opinion_amount",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deed_id} {self.gives}"


class DeliveryWay(models.TextChoices):
    """怎么送达的."""

    IN_PERSON = "in_person", _("当面")
    POSTED = "posted", _("邮寄")
    ELECTRONIC = "electronic", _("电子送达")


class Delivery(models.Model):
    """送达: the written notice of the decision was handed over (民发〔2021〕57号第二十一条)."""

    deed = models.OneToOneField(Deed, models.PROTECT, primary_key=True, related_name="delivery")
    handed_on = models.DateField(_("送达日期"))
    way = models.CharField(_("方式"), max_length=10, choices=DeliveryWay.choices)

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(way__in=DeliveryWay.values), name="casework_delivery_way"),
        ]

    def __str__(self) -> str:
        return f"{self.deed_id} {self.way}"


class CountyVisit(models.Model):
    """县级入户: what somebody of the county saw in the home of a registered case (57号第二十条)."""

    deed = models.OneToOneField(Deed, models.PROTECT, primary_key=True, related_name="county_visit")
    visited_on = models.DateField(_("入户日期"))
    companion = models.CharField(_("同去的人"), max_length=100)
    present = models.CharField(_("家里谁在场"), max_length=200)
    signed_by = models.CharField(_("家庭一方由谁签字"), max_length=100)
    finding = EncryptedTextField(_("看到的情况"))

    class Meta:
        constraints = [
            CheckConstraint(
                condition=~Q(companion="") & ~Q(present="") & ~Q(signed_by=""),
                name="casework_county_visit_who_was_there",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deed_id} {self.visited_on}"
