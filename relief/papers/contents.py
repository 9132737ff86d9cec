"""The fields of every kind of paper. A field is called the same and means the same wherever it stands."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from relief.rules.citations import (
    LAW,
    MINFA_2018_23,
    MINFA_2021_43,
    MINFA_2021_57,
    NOTICE_2022,
    RIGID_2024,
    cite,
)

from .declared import COMMON, PEOPLE, Cites, Field, Form
from .kinds import Numbers, PaperKind

FIELDS: dict[str, Field] = COMMON | {
    "applicant": Field(_("申请人")),
    "document": Field(_("证件号码")),
    "telephone": Field(_("电话")),
    "address": Field(_("住址")),
    "account": Field(_("收款账号")),
    "mandate": Field(_("申请方式")),
    "requested": Field(_("申请金额")),
    "cause": Field(_("困难原因")),
    "members": Field(_("共同生活的家庭成员"), PEOPLE),
    "declared": Field(_("申报的情况"), {"item": _("事项"), "told": _("申报内容")}),
    "consenting": Field(_("授权人"), PEOPLE | {"signed_on": _("签字日期")}),
    "asked": Field(_("要补的材料")),
    "bring_to": Field(_("交到哪里")),
    "place": Field(_("急难发生地")),
    "given": Field(_("救助方式和金额")),
    "given_on": Field(_("救助日期")),
    "handled_by": Field(_("经办人")),
    "complete_by": Field(_("补齐手续的期限")),
    "visited_on": Field(_("调查日期")),
    "way": Field(_("方式")),
    "ground": Field(_("没有入户的原因")),
    "investigators": Field(_("调查人")),
    "present": Field(_("家里谁在场")),
    "signed_by": Field(_("家庭一方由谁签字")),
    "finding": Field(_("调查情况")),
    "assessed_on": Field(_("评估日期")),
    "assessors": Field(_("评估人")),
    "abilities": Field(_("六项能力"), {"ability": _("能力"), "alone": _("能不能自己做")}),
    "result": Field(_("评估结果")),
    "size": Field(_("家庭人数")),
    "opinion": Field(_("初审意见")),
    "amount": Field(_("金额")),
    "reason": Field(_("理由")),
    "visit": Field(_("入户调查")),
    "check": Field(_("信息核对")),
    "proposed_by": Field(_("提出初审意见的人")),
    "notice_from": Field(_("公示第一天")),
    "notice_to": Field(_("公示最后一天")),
    "objections": Field(_("有异议找谁")),
    "code": Field(_("异议编码")),
    "matter": Field(_("公示事项")),
    "held_on": Field(_("日期")),
    "held_at": Field(_("地点")),
    "attending": Field(_("参加的人")),
    "question": Field(_("议题")),
    "advice": Field(_("系统建议")),
    "resolution": Field(_("会议决定")),
    "steps": Field(
        _("办理经过"),
        {"step": _("步骤"), "person": _("经办人"), "day": _("日期"), "words": _("意见")},
    ),
    "outcome": Field(_("决定")),
    "decided_by": Field(_("决定机关")),
    "decided_on": Field(_("决定日期")),
    "since": Field(_("起")),
    "until": Field(_("止")),
    "onwards": Field(_("还可能符合")),
    "article": Field(_("依据条款")),
    "remedies": Field(_("不服决定怎么办")),
    "demanded": Field(_("书面要求过什么")),
    "demanded_on": Field(_("要求的日期")),
    "handed": Field(_("签收的文书"), {"number": _("编号"), "title": _("名称"), "pages": _("页数")}),
    "handed_on": Field(_("送达日期")),
    "delivery": Field(_("送达方式")),
    "change": Field(_("拟作的变更")),
    "hearing_on": Field(_("听取意见的时间")),
    "hearing_at": Field(_("听取意见的地点")),
    "heard_by": Field(_("听取人")),
    "recorder": Field(_("记录人")),
    "views": Field(_("本人意见")),
    "answer": Field(_("对意见的答复")),
}

TO_IDENTIFY: Promise = _("申请人对自己申报的内容签字，要看得出是谁、写得对不对。")
BY_NUMBER: Promise = _("银行等被核对的单位按证件号码查找，号码不全就没法核对。")
TO_TELL_APART: Promise = _("够分清是谁，不够让别人拿去用。")
NOBODY_S: Promise = _("公示只公布姓名、人数和金额。")
NOT_NEEDED: Promise = _("办这件事用不着证件号码。")

OF_DIBAO = ("dibao", "dibao_individual", "dibao_grace")


def _own(*, dibao: Cites, tekun: Cites, rigid: Cites = ()) -> dict[str, Cites]:
    """By programme the articles of the method by which it is investigated and confirmed."""
    return dict.fromkeys(OF_DIBAO, dibao) | {"tekun": tekun, "rigid_expenditure": rigid}


FORMS: dict[PaperKind, Form] = {
    PaperKind.APPLICATION: Form(
        fields=(
            *("applicant", "document", "telephone", "address", "account"),
            *("mandate", "requested", "cause", "members", "declared"),
        ),
        numbers=Numbers.WHOLE,
        why=TO_IDENTIFY,
        cites=cite(LAW, "第四十条"),
        own=_own(
            dibao=cite(MINFA_2021_57, "第九条"),
            tekun=cite(MINFA_2021_43, "第十条"),
            rigid=cite(RIGID_2024, "第六条"),
        ),
    ),
    PaperKind.CONSENT: Form(
        fields=("applicant", "address", "consenting"),
        numbers=Numbers.WHOLE,
        why=BY_NUMBER,
        cites=cite(LAW, "第四十条、第四十一条"),
        own=_own(dibao=cite(MINFA_2021_57, "第九条"), tekun=cite(MINFA_2021_43, "第十条")),
    ),
    PaperKind.MISSING: Form(
        fields=("applicant", "asked", "bring_to"),
        numbers=Numbers.NONE,
        why=NOT_NEEDED,
        own=_own(dibao=cite(MINFA_2021_57, "第十条"), tekun=cite(MINFA_2021_43, "第十二条")),
    ),
    PaperKind.RELIEF_FIRST: Form(
        fields=(
            *("applicant", "document", "address", "place", "cause"),
            *("given", "given_on", "handled_by", "complete_by"),
        ),
        numbers=Numbers.MASKED,
        why=TO_TELL_APART,
        cites=cite(LAW, "第五十条") + cite(MINFA_2018_23, "二（二）"),
    ),
    PaperKind.HOME_VISIT: Form(
        fields=(
            *("applicant", "document", "address", "visited_on", "way", "ground"),
            *("investigators", "present", "members", "finding", "signed_by"),
        ),
        numbers=Numbers.MASKED,
        why=TO_TELL_APART,
        own=_own(dibao=cite(MINFA_2021_57, "第十六条"), tekun=cite(MINFA_2021_43, "第十三条")),
    ),
    PaperKind.SELF_CARE: Form(
        fields=("applicant", "document", "address", "assessed_on", "assessors", "abilities", "result"),
        numbers=Numbers.MASKED,
        why=TO_TELL_APART,
        cites=cite(MINFA_2021_43, "第二十一条、第二十二条"),
    ),
    PaperKind.OPINION: Form(
        fields=(
            *("applicant", "document", "address", "size", "members", "visit", "check"),
            *("opinion", "amount", "reason", "proposed_by", "notice_from", "notice_to"),
        ),
        numbers=Numbers.MASKED,
        why=TO_TELL_APART,
        own=_own(dibao=cite(MINFA_2021_57, "第十九条"), tekun=cite(MINFA_2021_43, "第十五条")),
    ),
    PaperKind.NOTICE: Form(
        fields=("applicant", "size", "amount", "notice_from", "notice_to", "objections", "code"),
        numbers=Numbers.NONE,
        why=NOBODY_S,
        own=_own(dibao=cite(MINFA_2021_57, "第十九条"), tekun=cite(MINFA_2021_43, "第十五条")),
        named=False,
    ),
    PaperKind.PUBLIC_NOTICE: Form(
        fields=("applicant", "size", "matter", "notice_from", "notice_to", "objections", "code"),
        numbers=Numbers.NONE,
        why=NOBODY_S,
        own={
            "tekun": cite(MINFA_2021_43, "第二十六条"),
            "expenditure_relief": cite(MINFA_2018_23, "二（二）"),
        },
        named=False,
    ),
    PaperKind.CONFERENCE: Form(
        fields=(
            *("applicant", "held_on", "held_at", "attending", "question"),
            *("advice", "resolution", "amount", "reason"),
        ),
        numbers=Numbers.NONE,
        why=NOT_NEEDED,
        cites=cite(MINFA_2018_23, "二（三）") + cite(NOTICE_2022, "四"),
    ),
    PaperKind.APPROVAL: Form(
        fields=(
            *("applicant", "document", "address", "size", "members", "requested", "advice", "steps"),
            *("outcome", "amount", "reason", "decided_by", "decided_on"),
        ),
        numbers=Numbers.MASKED,
        why=TO_TELL_APART,
        cites=cite(LAW, "第四十四条"),
    ),
    PaperKind.DECISION: Form(
        fields=(
            *("applicant", "document", "address", "outcome", "amount", "since", "until"),
            *("decided_by", "decided_on", "members", "reason", "remedies"),
        ),
        numbers=Numbers.MASKED,
        why=TO_TELL_APART,
        cites=cite(LAW, "第四十五条"),
        own=_own(
            dibao=cite(MINFA_2021_57, "第二十一条"),
            tekun=cite(MINFA_2021_43, "第十七条"),
            rigid=cite(RIGID_2024, "第七条"),
        ),
    ),
    PaperKind.REFUSAL: Form(
        fields=(
            *("applicant", "document", "address", "reason", "article"),
            *("decided_by", "decided_on", "remedies"),
        ),
        numbers=Numbers.MASKED,
        why=TO_TELL_APART,
        cites=cite(LAW, "第四十五条"),
        own=_own(
            dibao=cite(MINFA_2021_57, "第二十一条"),
            tekun=cite(MINFA_2021_43, "第十八条"),
            rigid=cite(RIGID_2024, "第七条"),
        ),
    ),
    PaperKind.TERMINATION: Form(
        fields=(
            *("applicant", "document", "address", "demanded", "demanded_on", "reason", "article"),
            *("decided_by", "decided_on", "remedies"),
        ),
        numbers=Numbers.MASKED,
        why=TO_TELL_APART,
        cites=cite(LAW, "第四十三条、第四十五条") + cite(MINFA_2021_57, "第二十九条"),
    ),
    PaperKind.RECEIPT: Form(
        fields=("applicant", "handed", "handed_on", "delivery", "handled_by"),
        numbers=Numbers.NONE,
        why=NOT_NEEDED,
        cites=cite(LAW, "第四十五条、第四十八条"),
        own=_own(
            dibao=cite(MINFA_2021_57, "第二十一条"),
            tekun=cite(MINFA_2021_43, "第十七条、第十八条"),
            rigid=cite(RIGID_2024, "第七条"),
        ),
    ),
    PaperKind.HEARING_NOTICE: Form(
        fields=(
            "applicant",
            "document",
            "address",
            "change",
            "reason",
            "hearing_on",
            "hearing_at",
            "heard_by",
        ),
        numbers=Numbers.MASKED,
        why=TO_TELL_APART,
        cites=cite(LAW, "第四十八条"),
    ),
    PaperKind.HEARING_MINUTES: Form(
        fields=(
            *("applicant", "document", "hearing_on", "way", "heard_by", "recorder", "present"),
            *("change", "reason", "views", "answer"),
        ),
        numbers=Numbers.MASKED,
        why=TO_TELL_APART,
        cites=cite(LAW, "第四十八条"),
    ),
    PaperKind.CHANGE_DECISION: Form(
        fields=(
            *("applicant", "document", "address", "outcome", "since", "views", "reason"),
            *("onwards", "decided_by", "decided_on", "remedies"),
        ),
        numbers=Numbers.MASKED,
        why=TO_TELL_APART,
        cites=cite(LAW, "第四十七条、第四十八条"),
        own=_own(
            dibao=cite(MINFA_2021_57, "第三十二条"), tekun=cite(MINFA_2021_43, "第二十三条、第二十六条")
        ),
    ),
}


def fields_of(kind: PaperKind) -> dict[str, Field]:
    """Every field of a paper by name, those that are common to all before its own."""
    return COMMON | {name: FIELDS[name] for name in FORMS[kind].fields}
