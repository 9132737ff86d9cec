"""By what a person is found besides the numbers, which have keyed indexes of their own."""

from django.db import models
from django.db.models import UniqueConstraint

from .people import Person


class SearchWord(models.Model):
    """检索词: a name, its pinyin or its initials, from one of its characters to the end.

    Whoever begins to type any part of a name finds it by one range of one index. It has to be a range: behind
    the area wall the database uses an index only with operators that leak nothing, which LIKE and the
    operators of arrays and trigrams are not. `start` is the character that the word begins with.
    """

    id = models.BigAutoField(primary_key=True)
    # A person without a membership goes by a trigger, so the words must go by the database as well.
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="search_words", db_constraint=False, db_index=False
    )
    word = models.CharField(max_length=200, db_collation="C")
    start = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["start", "word"]
        indexes = [models.Index(fields=["word", "person"], name="households_word_of_person")]
        constraints = [UniqueConstraint(fields=["person", "word"], name="households_word_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.start}"
