"""The kinds of papers. The name of the sheet in `sheets/` is that of the kind."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PaperKind(models.TextChoices):
    """文书的种类, in the order in which a case comes to them."""

    APPLICATION = "application", _("社会救助申请书")
    CONSENT = "consent", _("家庭经济状况核对授权书")
    MISSING = "missing", _("补正材料一次性告知书")
    RELIEF_FIRST = "relief_first", _("先行救助登记表")
    HOME_VISIT = "home_visit", _("入户调查表")
    SELF_CARE = "self_care", _("生活自理能力评估表")
    OPINION = "opinion", _("初审意见表")
    NOTICE = "notice", _("初审意见公示")
    PUBLIC_NOTICE = "public_notice", _("救助事项公示")
    CONFERENCE = "conference", _("一事一议会议纪要")
    APPROVAL = "approval", _("审批表")
    DECISION = "decision", _("确认通知书")
    REFUSAL = "refusal", _("不予确认告知书")
    TERMINATION = "termination", _("终止审核确认告知书")
    RECEIPT = "receipt", _("签收单")
    HEARING_NOTICE = "hearing_notice", _("听取意见告知书")
    HEARING_MINUTES = "hearing_minutes", _("听取意见笔录")
    CHANGE_DECISION = "change_decision", _("变更、终止待遇决定书")


class Numbers(models.TextChoices):
    """How identity numbers stand on a paper."""

    NONE = "none", _("没有")
    MASKED = "masked", _("部分隐去")
    WHOLE = "whole", _("完整")


# What an assessment of self-care looks at: 民发〔2021〕43号第二十一条.
ABILITIES = (
    _("自主吃饭"),
    _("自主穿衣"),
    _("自主上下床"),
    _("自主如厕"),
    _("室内自主行走"),
    _("自主洗澡"),
)
