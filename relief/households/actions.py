from django.db import models
from django.utils.translation import gettext_lazy as _


class HouseholdAction(models.TextChoices):
    """What this room writes into the audit, and how a timeline says it."""

    CASE_FILE_BROUGHT = "households.case_file_brought", _("带来案例文件")
    ENTERED = "households.entered", _("由案例建户")
    OPENED = "households.opened", _("建户")
    JOINED = "households.joined", _("添加成员")
    LEFT = "households.left", _("成员离开")
    DECLARED = "households.declared", _("申报情况")
    JUDGED = "households.judged", _("认定")
    APPLICANT = "households.applicant", _("登记申请人")
    CONSENTED = "households.consented", _("登记核对授权")
    NUMBER_ASKED = "households.number_asked", _("查证件号码是否已登记")
    NUMBER_SEARCHED = "households.number_searched", _("按证件号码查找")
    NAMED = "households.named", _("登记姓名和证件")
    NAME_CORRECTED = "households.name_corrected", _("更正姓名和证件")
    PERSON_ATTACHED = "households.person_attached", _("关联已登记的人员")
    PERSON_NOT_ATTACHED = "households.person_not_attached", _("姓名不一致，没有关联")
    READ_BACK = "households.read_back", _("存回案例文件")
    EVIDENCE_ADDED = "households.evidence_added", _("交材料")
    EVIDENCE_OPENED = "households.evidence_opened", _("看材料")
    EVIDENCE_WITHDRAWN = "households.evidence_withdrawn", _("作废材料")
    EVIDENCE_SWEPT = "households.evidence_swept", _("清理无主文件")
