"""Who counts as a member of the family that lives together (共同生活的家庭成员), and how many they are."""

from __future__ import annotations

from datetime import date

from relief.rules.citations import LAW, MINFA_2021_57, cite
from relief.rules.codes import Away, Relation, Schooling, Text
from relief.rules.language import (
    LAST_DAY,
    MOST_YEARS,
    AnyOver,
    Const,
    Criterion,
    Figure,
    Flag,
    IsIn,
    Number,
    SumOver,
    Up,
)

FROM_2021 = date(2021, 7, 1)


def day_of(fact: str) -> Number:
    """A declared day as a number; some day or other while nobody has declared it."""
    return Number(fact, least=1, most=LAST_DAY, unit="days")


age = Number("age", most=MOST_YEARS, unit="years")
today = Figure("day")
years_away = Number("away_years", most=MOST_YEARS, unit="years")
head = IsIn("relation", Relation.mask("head"))
child = IsIn("relation", Relation.mask("child"))
parent = IsIn("relation", Relation.mask("parent"))
further_kin = IsIn(
    "relation", Relation.mask("grandchild", "parent_in_law", "grandparent", "sibling", "other")
)
minor = age < 18
student = IsIn(
    "schooling",
    Schooling.mask(
        "compulsory", "senior_secondary", "secondary_vocational", "junior_college", "undergraduate"
    ),
)

clergy_for_years = Criterion(
    "household.clergy_for_years",
    Text("宗教教职人员脱离家庭满三年", "living apart as clergy for three full years"),
    cite(MINFA_2021_57, "第七条"),
    IsIn("away", Away.mask("religious")) & (years_away >= Figure("religious_years")),
    FROM_2021,
)

excluded = Criterion(
    "household.excluded",
    Text("不计入的人员", "people who do not count"),
    cite(MINFA_2021_57, "第七条"),
    Flag("dead")
    | IsIn("away", Away.mask("imprisoned", "compulsory_rehabilitation", "declared_missing"))
    | clergy_for_years,
    FROM_2021,
)

family = Criterion(
    "household.family",
    Text("家庭成员关系", "member of the family"),
    cite(MINFA_2021_57, "第七条"),
    IsIn("relation", Relation.mask("head", "spouse"))
    | (child & (minor | student | ~Flag("can_live_independently") | Flag("lives_with")))
    | (parent & (Flag("lives_with") | Up(AnyOver("members", head & (minor | student)))))
    | (further_kin & Flag("lives_with") & Flag("owed_support")),
    FROM_2021,
)

counts = Criterion(
    "household.counts",
    Text("共同生活的家庭成员", "counts as a member who lives together"),
    cite(LAW, "第十八条") + cite(MINFA_2021_57, "第七条"),
    family & ~excluded,
    FROM_2021,
)

size = SumOver("members", Const(1), counts)

somebody_counts = Criterion(
    "household.somebody_counts",
    Text("有共同生活的家庭成员", "somebody counts as a member"),
    cite(MINFA_2021_57, "第七条"),
    (size >= 1).counted_in("people"),
    FROM_2021,
)

living = ~Flag("dead")
covered = Flag("named") | (Flag("whole") & Up(counts))
"""Of an award as it concerns a member: by name, or as one of those who count."""
