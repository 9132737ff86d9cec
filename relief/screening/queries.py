"""What other rooms ask of screenings. The area wall stands below: nobody filters by area."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal

from django.db import models
from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone

from relief.funds.facts import facts_with_awards
from relief.households.facts import facts_hash
from relief.households.models import Household, Member
from relief.offices.models import LocalFigures
from relief.offices.queries import entry, place_for
from relief.rules.answers import Answer, screen
from relief.rules.codes import Text
from relief.rules.parameters import Figures
from relief.rules.programmes import BY_CODE
from relief.rules.storing import answer_from_data, answer_to_data, law_version
from relief.web.remembered import remembered

from .keeping import facts_from_data, facts_to_data, place_from_data, place_to_data
from .models import Outcome, OutcomeKind, Screening


def screenings() -> models.QuerySet[Screening]:
    """Screenings with what their page says."""
    return Screening.objects.select_related("household__area__parent", "made_by")


def screenings_of(household: Household) -> models.QuerySet[Screening]:
    """The newest first."""
    return Screening.objects.filter(household=household)


def screenings_resting_on(row: LocalFigures) -> models.QuerySet[Screening]:
    """The screenings that were judged by one entry of local figures: it stands in what they kept.

    From when it was known until it was corrected, for a correction may leave every number as it was.
    """
    found = Screening.objects.filter(
        area__gte=row.area.number,
        area__lte=row.area.last,
        made_at__gte=row.known_from,
        **{f"figures__place__{row.section}__contains": [entry(row)]},
    )
    correction = getattr(row, "corrected_by", None)
    return found.filter(made_at__lt=correction.known_from) if correction else found


def latest_screening(household: Household) -> Screening | None:
    return screenings_of(household).first()


def figures_for(household: Household, day: date, known_at: datetime) -> Figures:
    """The figures of a household's place. LawNotEncoded for an early day, UnknownPlace without a county."""
    return Figures(place_for(household.place, day, known_at), household.area_kind, day)


def judged(household: Household, day: date, declared: Mapping[str, Any]) -> tuple[Screening, Answer]:
    """A screening as it would be kept, and its answer; nothing is stored. See `figures_for`."""
    now = timezone.now()
    figures = figures_for(household, day, now)
    answer = screen(declared, figures)
    screening = Screening(
        household=household,
        area_id=household.area_id,
        day=day,
        made_at=now,
        facts=facts_to_data(declared),
        findings=answer_to_data(answer),
        figures={"in_force": figures.written_out(), "place": place_to_data(figures.place)},
        law_version=law_version(figures),
        facts_hash=facts_hash(declared),
    )
    return screening, answer


def is_of_today(screening: Screening) -> bool:
    """Whether the same facts would be judged by the same law now, figures known since included."""
    return not changed_since(screening)


@remembered
def changed_since(screening: Screening) -> Literal["facts", "law", ""]:
    """What is no longer as it was when this was judged."""
    household = screening.household
    moved = screening.day != household.facts_on
    if moved or facts_hash(facts_with_awards(household)) != screening.facts_hash:
        return "facts"
    now = figures_for(household, screening.day, timezone.now())
    return "" if law_version(now) == screening.law_version else "law"


def answer_of(screening: Screening) -> Answer:
    """The answer that was kept; titles and citations are those of the rules that read it."""
    order = [member["id"] for member in screening.facts.get("members") or []]
    # JSON in the database does not keep the order of keys; people are shown in that of the household.
    programmes = [
        {**each, "persons": {key: each["persons"][key] for key in order if key in each["persons"]}}
        for each in screening.findings["programmes"]
    ]
    return answer_from_data({**screening.findings, "programmes": programmes})


def offered(screening: Screening) -> set[str]:
    """The programmes that could be asked for on this day in this place."""
    programmes = screening.findings["programmes"]
    return {each["code"] for each in programmes if each["verdict"] != "not_offered"}


def open_clauses(screening: Screening, programme: str) -> list[Text]:
    """What the law of the day leaves open in a programme that could be asked for."""
    if programme not in offered(screening):
        return []
    return [text for _cites, text in BY_CODE[programme].open_clauses_on(screening.day)]


def figures_of(screening: Screening) -> Figures:
    """The figures that were kept with a screening, and nothing known since."""
    kept = screening.figures
    return Figures(place_from_data(kept["place"]), kept["in_force"]["area"], screening.day)


def replayed(screening: Screening) -> Answer:
    """The rules of this version over the facts and figures that were kept, and nothing else."""
    return screen(facts_from_data(screening.facts), figures_of(screening))


def outcomes_of(household: Household) -> models.QuerySet[Outcome]:
    """Everything that was agreed with a household, the newest first."""
    return Outcome.objects.filter(household=household).select_related("recorded_by")


def newest_outcomes(household: Household) -> dict[str, Outcome]:
    """What stands now, by programme."""
    return {each.programme: each for each in reversed(outcomes_of(household))}


def come_backs(until: date) -> models.QuerySet[Outcome]:
    """People asked to come back by a day and not answered since, the earliest first; with `head_name`."""
    later = Outcome.objects.filter(
        household=OuterRef("household"),
        programme=OuterRef("programme"),
        recorded_at__gt=OuterRef("recorded_at"),
    )
    head = Member.objects.filter(household=OuterRef("household"), left_on=None, relation="head")
    return (
        Outcome.objects.filter(~Exists(later), kind=OutcomeKind.COME_BACK, come_back_on__lte=until)
        .select_related("household__area")
        .annotate(head_name=Subquery(head.order_by().values("person__name")[:1]))
        .order_by("come_back_on", "recorded_at")
    )
