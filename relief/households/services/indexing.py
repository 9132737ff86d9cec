"""Keeping by what a person is found."""

from relief.offices.documents import Document

from ..models import Person, SearchWord
from ..queries import document_ending_index, document_index
from ..spelling import initials_of, pinyin_of, search_words


def put_name(person: Person, name: str) -> None:
    """The name and how it is said, on the row alone."""
    person.name, person.pinyin, person.initials = name, pinyin_of(name), initials_of(name)


def put_document(person: Person, document: Document) -> None:
    """The number, sealed, and the two indexes by which it is found whole and by its ending."""
    person.document_kind, person.number = document.kind, document.number
    person.number_index = document_index(document)
    person.number_ending_index = document_ending_index(document.number)


def keep_search_words(person: Person) -> None:
    """检索词 of the name as it is now. The person has to be stored."""
    person.search_words.all().delete()
    SearchWord.objects.bulk_create(
        SearchWord(person=person, word=word.text, start=word.start) for word in search_words(person.name)
    )
