"""Invented people: plausible names, and identity numbers of areas that do not exist."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import md5
from random import Random
from uuid import UUID

from relief.households.demonstration import synthetic_number
from relief.households.models import Member
from relief.offices.documents import DocumentKind, Sex

SURNAMES = tuple(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
)
GIVEN = {
    Sex.MALE: tuple("建国志强文军伟平德明永福振华国庆长水金宝学东海涛立新玉山春生有根世忠光荣大勇"),
    Sex.FEMALE: tuple("秀英桂芳玉兰丽娟淑珍月梅雪琴小燕春花翠萍美玲凤霞红艳爱莲巧云素芬慧敏雅静"),
}
# Codes that begin with 99 belong to nobody; those of the demonstration's own county are left to its people.
FIRST_COUNTY, COUNTIES, SERIALS = 990101, 9899, 500
OF_THE_HEADS_NAME = {"child", "grandchild", "parent", "sibling"}


@dataclass(frozen=True, slots=True)
class Invented:
    """One person, and the member row that he or she stands behind."""

    member: Member
    name: str
    sex: Sex
    number: str | None
    kind: DocumentKind | None


class Inventor:
    """Gives everybody a name, and a number that nobody else has. `known`: people there were before."""

    def __init__(self, known: int) -> None:
        # The same command makes the same people; nothing here has to be hard to guess.
        self.random = Random(990100)  # nosec B311
        self.known = known
        self.given: Counter[tuple[date, Sex]] = Counter()

    def family(self, members: Iterable[Member]) -> Iterator[Invented]:
        surname = self.random.choice(SURNAMES)
        sex = self.random.choice(list(Sex))
        for member in members:
            if member.relation == "spouse":
                sex = Sex.FEMALE if sex == Sex.MALE else Sex.MALE
            elif member.relation != "head":
                sex = self.random.choice(list(Sex))
            own = member.relation == "head" or member.relation in OF_THE_HEADS_NAME
            name = (surname if own else self.random.choice(SURNAMES)) + self._given_name(sex)
            number = self._number(member.born_on, sex) if member.born_on else None
            yield Invented(member, name, sex, number, DocumentKind.IDENTITY_CARD if number else None)

    def _given_name(self, sex: Sex) -> str:
        return "".join(self.random.choices(GIVEN[sex], k=self.random.choice((1, 2, 2))))

    def _number(self, born_on: date, sex: Sex) -> str:
        """500 numbers of a day and a sex in each county, so the counties go on where they end."""
        turn = self.known + self.given[born_on, sex]
        self.given[born_on, sex] += 1
        county, serial = divmod(turn, SERIALS)
        return synthetic_number(born_on, sex, serial, str(FIRST_COUNTY + county % COUNTIES))


def derived(household: UUID, original: UUID) -> UUID:
    """The key of a copy, as `copying` reckons it in the database."""
    return UUID(md5(f"{household}{original}".encode(), usedforsecurity=False).hexdigest())
