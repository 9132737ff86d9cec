from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CaseworkAction(models.TextChoices):
    """What this room writes into the audit, and how a timeline says it."""

    SUBMITTED = "casework.submitted", _("提交")
    RESUBMITTED = "casework.resubmitted", _("补正后重新提交")
    WITHDRAWN = "casework.withdrawn", _("撤回")
    TAKEN = "casework.taken", _("领办")
    GIVEN_BACK = "casework.given_back", _("放回待审")
    HANDED_OVER = "casework.handed_over", _("转交")
    REASSIGNED = "casework.reassigned", _("改派")
    APPROVED = "casework.approved", _("批准")
    REFUSED = "casework.refused", _("不予批准")
    SENT_BACK = "casework.sent_back", _("退回补正")
    REFERRED = "casework.referred", _("报县级")
    CORRECTED = "casework.corrected", _("更正")
    ACCEPTED = "casework.accepted", pgettext_lazy("办理", "受理")
    INVESTIGATED = "casework.investigated", _("启动调查")
    VISITED = "casework.visited", _("记入户调查")
    CHECK_REQUESTED = "casework.check_requested", _("提请核对")
    CHECKED = "casework.checked", _("记核对结果")
    PROPOSED = "casework.proposed", _("初审意见")
    OBJECTED = "casework.objected", _("公示异议")
    FORWARDED = "casework.forwarded", _("报送确认")
    NOTIFIED = "casework.notified", _("送达")
    ASSESSED = "casework.assessed", _("自理能力评估")
    CHECK_BEGUN = "casework.check_begun", _("启动核对")
    EXTENDED = "casework.extended", _("延长期限")
    VOIDED = "casework.voided", _("误录作废")
    FORWARDED_HERE = "casework.forwarded_here", _("转本级确认")
    REFERRAL_ENDED = "casework.referral_ended", _("结束转介")
    CHANGE_REPORTED = "casework.change_reported", _("报告变化")
    CHANGE_PROPOSED = "casework.change_proposed", _("拟调整待遇")
    HEARD = "casework.heard", _("听取意见")
    CHANGE_FORWARDED = "casework.change_forwarded", _("报送调整")
    CHANGE_CONFIRMED = "casework.change_confirmed", _("确认调整")
    ENDED = "casework.ended", _("确认终止")
    CHANGE_DROPPED = "casework.change_dropped", _("不再调整")
    CHANGE_NOTIFIED = "casework.change_notified", _("送达调整决定")
    REVIEWED = "casework.reviewed", _("定期核查")
    DEATH_REPORTED = "casework.death_reported", _("报告去世")
    DEATH_SETTLED = "casework.death_settled", _("去世后核查办结")
    ABILITY_REPORTED = "casework.ability_reported", _("报告自理能力变化")
    RAN_OUT = "casework.ran_out", _("期满终止")
    ASSIGNED = "casework.assigned", _("指定经办人")
    COUNTY_VISITED = "casework.county_visited", _("记县级入户")
    BROUGHT_UP = "casework.brought_up", _("提请一事一议")
    CONFERENCE_CALLED = "casework.conference_called", _("列入一事一议")
    RELIEVED_FIRST = "casework.relieved_first", _("先行救助")
    PAPERS_COMPLETED = "casework.papers_completed", _("补齐手续")
    SPOT_CHECKED = "casework.spot_checked", _("记县级抽查")
    COMMUNITY_RELIEVED = "casework.community_relieved", _("社区直接救助")
    MOVED_ON = "casework.moved_on", _("转往别的乡镇（街道）")
    TAKEN_IN = "casework.taken_in", _("接收转来的")
    TURNED_AWAY = "casework.turned_away", _("退回转出地")
    CHANGE_FORWARDED_HERE = "casework.change_forwarded_here", _("转本级确认调整")
    RELIEF_PUBLISHED = "casework.relief_published", _("调查并公示")
    TERMINATED = "casework.terminated", _("终止审核确认")
    COMPLAINED = "casework.complained", _("接到投诉举报")
    CHECK_TOLD = "casework.check_told", _("告知核对结果")
    DELIBERATED = "casework.deliberated", _("记民主评议")


class ConferenceAction(models.TextChoices):
    """一事一议: what is done to a conference and to none of its applications."""

    MINUTES_CLOSED = "casework.minutes_closed", _("定稿会议记录")
    ITEM_DECIDED = "casework.item_decided", _("登记一事一议决定")


class DrawAction(models.TextChoices):
    """县级抽查: what is done to a list and to none of its applications."""

    LIST_CLOSED = "casework.draw_list_closed", _("封存抽查名单")
    DRAWN = "casework.drawn", _("抽取抽查对象")


class ObjectionAction(models.TextChoices):
    """公示异议 by the code of a notice: what the database writes when it comes, and what an officer does."""

    RAISED = "casework.objection_raised", _("收到公示异议")
    TAKEN = "casework.objection_taken", _("接办公示异议")
    ANSWERED = "casework.objection_answered", _("答复公示异议")
