"""How each fact is asked for: a whole question in both languages, for whoever sits at the table.

Keyed by the map a fact stands in and its name. `%(who)s` is the member, or the row that the fact is of:
李长水, 李长水的第1笔收入. The labels of the data dictionary head columns and boxes, and make no sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from relief.rules import facts
from relief.rules.codes import Text
from relief.rules.paths import steps

QUESTIONS: Mapping[str, Text] = {
    "household.members": Text("家里都有哪些人？", "Who belongs to the household?"),
    "household.support_disregarded": Text(
        "决定豁免的供养费每月是多少？", "How much support a month has an officer decided to disregard?"
    ),
    "household.assets": Text("家里有哪些财产？", "What assets does the household have?"),
    "assets.financial": Text("家里有多少金融资产？", "How much does the household have in financial assets?"),
    "assets.dwellings": Text("家里有几套住房？", "How many dwellings does the household have?"),
    "assets.vehicles": Text("家里有几辆机动车？", "How many motor vehicles does the household have?"),
    "assets.non_residential_property": Text(
        "家里有没有非居住用房？", "Does the household have property that nobody lives in?"
    ),
    "assets.business_capital": Text(
        "家里的经营性出资是多少？", "How much capital has the household put into businesses?"
    ),
    "household.spending": Text(
        "近12个月有没有大额支出？", "Was there any large spending in the last 12 months?"
    ),
    "spending.medical_self_paid": Text(
        "近12个月自负的医疗费用是多少？",
        "How much did the household itself pay for treatment in the last 12 months?",
    ),
    "spending.tuition": Text("近12个月的学费是多少？", "How much was tuition in the last 12 months?"),
    "spending.tuition_public_rate": Text(
        "按同类公办学校，近12个月的学费是多少？",
        "How much would tuition in the last 12 months have been at the public-school rate?",
    ),
    "spending.rehabilitation": Text(
        "近12个月的残疾康复费用是多少？",
        "How much was spent on rehabilitation of disabled members in the last 12 months?",
    ),
    "household.hardship": Text("有没有突发困难？", "Has there been any sudden hardship?"),
    "hardship.event": Text("突发困难是什么事？", "What was the sudden hardship?"),
    "hardship.day": Text("突发困难发生在哪一天？", "On which day did the sudden hardship happen?"),
    "hardship.cause": Text("突发困难的事由是什么？", "What was the cause of the sudden hardship?"),
    "hardship.urgent": Text("情况紧急吗？", "Is it urgent?"),
    "hardship.basic_living_difficulty": Text(
        "经办人认定基本生活困难吗？", "Does the handler find the basic living to be in difficulty?"
    ),
    "hardship.requested": Text("申请多少救助金？", "How much relief is asked for?"),
    "hardship.place_of_emergency": Text("急难发生在哪里？", "Where did the emergency happen?"),
    "hardship.new_bill": Text(
        "同一事由有没有新的费用？", "Is there a new bill for a cause that was relieved before?"
    ),
    "household.change": Text("情况有没有变化？", "Have circumstances changed?"),
    "change.kind": Text("情况有什么变化？", "In what way have circumstances changed?"),
    "change.day": Text("情况是哪一天变化的？", "On which day did circumstances change?"),
    "household.incomes": Text(
        "有没有家庭共有的收入？", "Does the household have any income that belongs to no single member?"
    ),
    "members.incomes": Text("%(who)s有没有收入？", "Does %(who)s have any income?"),
    "incomes.kind": Text("%(who)s是哪一种？", "What kind of income is %(who)s?"),
    "incomes.amount": Text("%(who)s是多少？", "How much is %(who)s?"),
    "incomes.per": Text("%(who)s按月还是按年算？", "Is %(who)s counted by the month or by the year?"),
    "household.receiving": Text("有没有正在享受的救助？", "Are any awards in payment?"),
    "receiving.programme": Text("%(who)s是哪个项目？", "Which programme does %(who)s belong to?"),
    "receiving.monthly": Text("%(who)s每月是多少？", "How much a month is %(who)s?"),
    "receiving.since": Text("%(who)s是从哪天起的？", "Since which day has %(who)s been paid?"),
    "receiving.members": Text("%(who)s给哪些成员？", "Which members is %(who)s for?"),
    "household.relief_history": Text("以前有没有得到过临时救助？", "Has any relief been given before?"),
    "relief_history.programme": Text("%(who)s是哪个项目？", "Which programme did %(who)s belong to?"),
    "relief_history.cause": Text("%(who)s的事由是什么？", "What was the cause of %(who)s?"),
    "relief_history.day": Text("%(who)s是哪一天给的？", "On which day was %(who)s given?"),
    "relief_history.members": Text("%(who)s给了哪些成员？", "Which members was %(who)s given to?"),
    "household.recognised_as": Text(
        "家里有没有已经认定的身份，比如低保边缘家庭？",
        "Is the household recognised as anything yet, such as an edge family?",
    ),
    "members.relation": Text("%(who)s是户主的什么人？", "How is %(who)s related to the head?"),
    "members.born_on": Text("%(who)s是哪一天出生的？", "On which day was %(who)s born?"),
    "members.lives_with": Text(
        "%(who)s长期和家里人住在一起吗？", "Does %(who)s live with the household for good?"
    ),
    "members.away": Text(
        "%(who)s有没有脱离家庭，比如服刑、失踪？",
        "Is %(who)s away from the household, in prison or missing for example?",
    ),
    "members.away_since": Text("%(who)s是从哪天脱离家庭的？", "Since which day has %(who)s been away?"),
    "members.owed_support": Text(
        "本户对%(who)s有法定的赡养、扶养、抚养义务吗？", "Does the household owe %(who)s support by law?"
    ),
    "members.can_live_independently": Text("%(who)s能独立生活吗？", "Can %(who)s live independently?"),
    "members.schooling": Text(
        "%(who)s在全日制学校读书吗？读到哪一级？", "Is %(who)s at school full time, and at which level?"
    ),
    "members.serious_illness": Text(
        "%(who)s有没有重特大疾病？", "Does %(who)s have a serious illness on the local list?"
    ),
    "members.working": Text("%(who)s现在有工作或生意吗？", "Does %(who)s have a job or a business now?"),
    "members.hukou": Text("%(who)s的户籍在哪里？", "Where is %(who)s registered (hukou)?"),
    "members.residence_permit": Text("%(who)s有本地居住证吗？", "Does %(who)s have a residence permit here?"),
    "members.works_here": Text("%(who)s在本地务工吗？", "Does %(who)s work here?"),
    "members.lives_here": Text("%(who)s经常居住在本地吗？", "Does %(who)s habitually live here?"),
    "members.graduated_on": Text("%(who)s是哪一天毕业的？", "On which day did %(who)s graduate, if at all?"),
    "members.seeking_work": Text("%(who)s正在找工作吗？", "Is %(who)s seeking work?"),
    "members.self_care_failed": Text(
        "生活自理的6项里，%(who)s有几项做不到？", "How many of the 6 items of self-care does %(who)s fail?"
    ),
    "members.chose_child_allowance": Text(
        "%(who)s的监护人选择孤儿、事实无人抚养儿童保障吗？",
        "Has the guardian of %(who)s chosen the child allowance?",
    ),
    "members.infected_or_isolated": Text(
        "%(who)s感染了吗，或因隔离影响了收入吗？",
        "Is %(who)s infected, or has isolation cut the income of %(who)s?",
    ),
    "members.died_on": Text("%(who)s是哪一天去世的？", "On which day did %(who)s die?"),
    "members.disability": Text("%(who)s有没有残疾？", "Does %(who)s have a disability?"),
    "obligors.disability": Text("%(who)s有没有残疾？", "Does %(who)s have a disability?"),
    "disability.kind": Text("%(who)s是哪一类残疾？", "What kind of disability does %(who)s have?"),
    "disability.grade": Text("%(who)s的残疾是几级？", "Of which grade is the disability of %(who)s?"),
    "members.unemployment": Text("%(who)s有没有失业？", "Is %(who)s unemployed?"),
    "unemployment.months_without_income": Text(
        "%(who)s连续多少个整月没有收入？", "For how many full months has %(who)s been without income?"
    ),
    "unemployment.insurance": Text("%(who)s有没有失业保险？", "Does %(who)s have unemployment insurance?"),
    "unemployment.caused_by_epidemic": Text(
        "%(who)s失业是受疫情影响吗？", "Did the epidemic make %(who)s unemployed?"
    ),
    "unemployment.own_application": Text("%(who)s是本人申请的吗？", "Did %(who)s apply in person?"),
    "members.obligors": Text(
        "家庭以外，%(who)s有没有法定义务人？", "Does %(who)s have any obligors outside the household?"
    ),
    "obligors.relation": Text("%(who)s是本人的什么人？", "How is %(who)s related to the person?"),
    "obligors.born_on": Text("%(who)s是哪一天出生的？", "On which day was %(who)s born?"),
    "obligors.monthly_income": Text("%(who)s每月收入多少？", "How much a month does %(who)s earn?"),
    "obligors.assets": Text("%(who)s的财产在规定以内吗？", "Are the assets of %(who)s within the limits?"),
    "obligors.status": Text("%(who)s自己是救助对象吗？", "Is %(who)s on assistance?"),
    "obligors.legal_state": Text(
        "%(who)s有没有行为能力，是不是失踪或在服刑？",
        "Does %(who)s have civil capacity, and is %(who)s neither missing nor in prison?",
    ),
}


def question(path: str, members: Iterable[str]) -> Text:
    """The question about the fact at a path."""
    at = steps(path, members)
    names = [step for step in at if isinstance(step, str)]
    if len(at) > 1 and at[0] == facts.MEMBER.name:
        del names[1]
    return QUESTIONS[".".join([facts.HOUSEHOLD.name, *names][-2:])]
