"""What pages ask of applications. The area wall stands below: nobody filters by area."""

from collections.abc import Collection
from uuid import UUID

from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, Value, When

from relief.households.models import Entry, Household, Member
from relief.offices.models import SPAN, Area, Level, Role, User, last_of
from relief.offices.queries import people_who_may
from relief.recusal.queries import related_households

from .models import SUBMITTING, Application, Deed, HomeVisit
from .workflow import (
    AFTER_THE_OPINION,
    DECIDERS,
    DECIDES,
    OPEN,
    TRANSITIONS,
    WAITING,
    DeedKind,
    State,
)

BY_DUE = ("due_on", "submitted_at", "id")
MOVES = tuple({each.deed: None for each in TRANSITIONS if each.before != each.after})
PROPOSING = (DeedKind.PROPOSE, DeedKind.PROPOSE_CHANGE)
# Whoever did one of these has no part in what the second person does.
HAD_A_HAND = Q(deed__in=SUBMITTING) | Q(deed__in=PROPOSING, application__state__in=AFTER_THE_OPINION)


def applications() -> models.QuerySet[Application]:
    """Applications with what their page says."""
    return Application.objects.select_related(
        "household__area__parent",
        "household__entered_by",
        "submitted_by",
        "screening",
        "owner__area",
        "decision__decider",
    )


def waiting() -> models.QuerySet[Application]:
    """待审, at the township's step or at the county's."""
    return Application.objects.filter(state__in=WAITING)


def waiting_for(user: User) -> models.QuerySet[Application]:
    """待审 at one's own step; who decides nothing sees both."""
    steps = [state for state, role in DECIDERS.items() if role == user.role]
    if not steps:
        return waiting()
    return waiting().filter(state__in=steps).exclude(household__in=related_households(user))


def on_ones_desk(user: User, most: int) -> list[Application]:
    """What somebody took and has not ended, the soonest due first, with `head_name`."""
    return list(with_heads(waiting_for(user).filter(owner=user).order_by(*BY_DUE))[:most])


def nobody_s(user: User, most: int) -> list[Application]:
    """What waits at one's step and nobody has taken, the soonest due first, with `head_name`."""
    return list(with_heads(waiting_for(user).filter(owner=None).order_by(*BY_DUE))[:most])


def how_many_wait(user: User) -> dict[str, int]:
    """At one's step: `mine`, `nobody_s`, and those that `colleagues` have."""
    mine, free = Q(owner=user), Q(owner=None)
    return waiting_for(user).aggregate(
        mine=Count("pk", filter=mine),
        nobody_s=Count("pk", filter=free),
        colleagues=Count("pk", filter=~(mine | free)),
    )


def newest_deeds(applications: Collection[Application], *kinds: DeedKind) -> dict[UUID, Deed]:
    """Of each of these applications the last of these deeds."""
    rows = Deed.objects.filter(application__in=[each.pk for each in applications], deed__in=kinds)
    rows = rows.select_related("by").order_by("application_id", "-number").distinct("application_id")
    return {each.application_id: each for each in rows}


def submissions_of(user: User, most: int) -> list[Application]:
    """What somebody submitted, the newest first, with what came of it."""
    return list(with_heads(Application.objects.filter(submitted_by=user).order_by("-submitted_at"))[:most])


def decided_by(user: User, most: int) -> list[Application]:
    """What somebody decided, the newest first."""
    rows = Application.objects.filter(decision__decider=user).order_by("-decision__decided_at")
    return list(with_heads(rows)[:most])


def with_heads(rows: models.QuerySet[Application]) -> models.QuerySet[Application]:
    present = Member.objects.filter(household=OuterRef("household"), left_on=None).order_by()
    head = present.filter(relation="head")
    size = present.values("household").annotate(count=Count("pk")).values("count")
    return (
        rows.select_related("household__area", "submitted_by", "owner", "screening", "decision__decider")
        .defer("screening__facts", "screening__figures")
        .annotate(head_name=Subquery(head.values("person__name")[:1]), size=Subquery(size))
    )


def applications_of(household: Household) -> list[Application]:
    """The newest first."""
    rows = Application.objects.filter(household=household).order_by("-submitted_at", "-id")
    return list(rows.select_related("submitted_by", "owner", "decision__decider"))


def newest_applications(households: Collection[UUID]) -> list[Application]:
    """Of each of these households the application that was submitted last."""
    rows = Application.objects.filter(household__in=households)
    return list(rows.order_by("household_id", "-submitted_at", "-id").distinct("household_id"))


def is_open(household: Household, programme: str) -> bool:
    """Whether an application for it stands that nobody has ended."""
    return Application.objects.filter(household=household, programme=programme, state__in=OPEN).exists()


def returned() -> models.QuerySet[Application]:
    """退回补正: what caseworkers have to mend, who has waited longest first."""
    return with_heads(Application.objects.filter(state=State.RETURNED).order_by("submitted_at", "id"))


def checks_asked_for() -> models.QuerySet[Application]:
    """提请核对, and no result yet: what a county officer has to find out, who has waited longest first."""
    asked = Deed.objects.filter(application=OuterRef("pk"), deed=DeedKind.REQUEST_CHECK, answer=None)
    rows = Application.objects.filter(Exists(asked), state=State.INVESTIGATING)
    return with_heads(rows.order_by("submitted_at", "id"))


def without_papers(most: int) -> list[Application]:
    """已先行救助，待补手续: the soonest due first, with `head_name`."""
    return list(with_heads(Application.objects.filter(state=State.RELIEVED).order_by(*BY_DUE))[:most])


def to_be_submitted_again() -> models.QuerySet[Application]:
    """Corrected decisions whose household has not asked for the programme since."""
    later = Application.objects.filter(
        household=OuterRef("household"),
        programme=OuterRef("programme"),
        submitted_at__gt=OuterRef("submitted_at"),
    )
    return with_heads(Application.objects.filter(~Exists(later), state=State.CORRECTED))


def deeds_of(application: Application) -> list[Deed]:
    """Everything that was done to it, in order."""
    return list(application.deeds.select_related("by", "colleague", "screening"))


def newest_deed(application: Application, *kinds: DeedKind) -> Deed | None:
    """The last of these deeds."""
    rows = application.deeds.filter(deed__in=kinds).select_related("by", "colleague")
    return rows.order_by("-number").first()


def last_move(application: Application) -> Deed | None:
    """The deed that brought the application to where it stands: not who had it on the desk meanwhile."""
    return newest_deed(application, *MOVES)


def what_to_mend(application: Application) -> Deed | None:
    """The last 退回补正: its text, its moment and who wrote it."""
    return newest_deed(application, DeedKind.SEND_BACK)


def was_asked_before(application: Application) -> bool:
    """一次性告知: whether the household was told before what to mend."""
    return application.deeds.filter(deed=DeedKind.SEND_BACK, after=State.RETURNED).exists()


def remarks_on(application: Application) -> Deed | None:
    """The last submission: its text is what the caseworker says to the approver."""
    return newest_deed(application, *SUBMITTING)


def decided_as(application: Application) -> Role | None:
    """In which role it was decided: an approver's decision is the township's, an officer's the county's."""
    done = newest_deed(application, *DECIDES)
    return Role(done.role) if done else None


def people_who_submitted(application: Application) -> set[UUID]:
    """Whoever submitted, at first or again: none of them decides on it."""
    again = application.deeds.filter(deed__in=SUBMITTING).values_list("by", flat=True)
    return {application.submitted_by_id, *again}


def may_withdraw(user: User, application: Application) -> bool:
    """Whoever submitted it; once another office took it in, whoever is the caseworker there."""
    taken_in = application.deeds.filter(deed=DeedKind.TAKE_IN).exists()
    return taken_in or user.pk in people_who_submitted(application)


def people_who_proposed(application: Application) -> set[UUID]:
    """Whoever gave an opinion on it or proposed a change: none of them confirms it."""
    return set(application.deeds.filter(deed__in=PROPOSING).values_list("by", flat=True))


def people_who_looked(application: Application) -> set[UUID]:
    """调查人: whoever looked into the home for it."""
    visits = HomeVisit.objects.filter(deed__application=application).values_list("first", "second")
    return {person for two in visits for person in two}


def people_who_entered(household: Household) -> set[UUID]:
    """Everybody who entered facts of a household: none of them decides on it."""
    entered = Entry.objects.filter(household=household).values_list("entered_by", flat=True)
    return {household.entered_by_id, *entered}


def investigators_of(area: Area) -> models.QuerySet[User]:
    """Who may look into a household: caseworkers and approvers of the township it lies in."""
    township = area.number // SPAN[Level.TOWNSHIP] * SPAN[Level.TOWNSHIP]
    last = last_of(township, Level.TOWNSHIP)
    found = User.objects.filter(
        area__number__gte=township,
        area__last__lte=last,
        role__in=(Role.CASEWORKER, Role.APPROVER),
        is_active=True,
    )
    return found.select_related("area").order_by("display_name", "pk")


def approvers_of(area: Area) -> models.QuerySet[User]:
    """The approvers of the township that an area lies in."""
    return people_who_may((Role.APPROVER,), area)


def caseworkers_of(area: Area) -> models.QuerySet[User]:
    return people_who_may((Role.CASEWORKER,), area)


def county_officers_of(area: Area) -> models.QuerySet[User]:
    return people_who_may((Role.COUNTY_OFFICER,), area)


def households_of(persons: Collection[UUID]) -> list[tuple[UUID, UUID]]:
    """Where one sees that any of these persons is or was a member: the household and the person."""
    found = Member.objects.filter(person__in=persons).order_by()
    return list(found.values_list("household_id", "person_id").distinct())


def decided_before(households: Collection[UUID], leave_out: Application) -> list[Application]:
    """What was decided on applications of these households, the newest first."""
    rows = Application.objects.filter(household__in=households, decision__isnull=False)
    rows = rows.exclude(pk=leave_out.pk).select_related("household", "decision")
    return list(rows.order_by("-decision__decided_at"))


def open_to(user: User) -> models.QuerySet[Application]:
    """What somebody may decide now: what is on one's own desk, then what nobody has, soonest due first."""
    entered = Entry.objects.filter(household=OuterRef("household"), entered_by=user)
    submitted = Deed.objects.filter(HAD_A_HAND, application=OuterRef("pk"), by=user)
    rows = waiting_for(user).filter(Q(owner=user) | Q(owner=None))
    rows = rows.filter(~Exists(entered), ~Exists(submitted)).exclude(household__entered_by=user)
    return rows.order_by(F("owner").asc(nulls_last=True), *BY_DUE)


Which = tuple[str, int]
"""A deed: the key of its application, and its number."""


def words_by_deed(applications: Collection[Application]) -> dict[Which, str]:
    """What was said with every deed of these applications; of a decision its reason."""
    deciding = Q(deed__in=DECIDES)
    reason = Case(
        When(deciding, then="application__decision__reason"),
        default=Value(""),
        output_field=models.TextField(),
    )
    rows = Deed.objects.filter(application__in=applications).annotate(reason=reason)
    return {
        (str(deed.application_id), deed.number): deed.reason or str(deed.text or "")
        for deed in rows.order_by("application", "number")
    }
