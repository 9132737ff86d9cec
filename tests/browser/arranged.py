"""What the demonstration lacks for every page to show something, made by the services in the served database.

A program of its own, not a module of the tests: beside the browser's event loop the ORM does not work.
"""

import sys
from io import BytesIO
from types import SimpleNamespace

import django
from django.utils import timezone
from PIL import Image

django.setup()

from relief.casework.models import Application, Objection  # noqa: E402
from relief.casework.services import (  # noqa: E402
    accept,
    approve,
    assess,
    investigate,
    record_visit,
    send_back,
    submit,
    take,
)
from relief.casework.services.objecting import object_by_code, take_objection  # noqa: E402
from relief.casework.workflow import OPEN, State  # noqa: E402
from relief.households.models import Household  # noqa: E402
from relief.households.services import bring_case_file  # noqa: E402
from relief.households.services.evidence import add_evidence, withdraw_evidence  # noqa: E402
from relief.offices.access import acting  # noqa: E402
from relief.offices.models import User  # noqa: E402
from relief.oversight.models import Purpose  # noqa: E402
from relief.oversight.services import open_household  # noqa: E402
from relief.screening.services import screen_household  # noqa: E402
from relief.web.uploads import cleaned  # noqa: E402
from tests.browser.hanging import hanging  # noqa: E402
from tests.casework.investigated import assessment_words, lead  # noqa: E402

caseworker = User.objects.get(username="linxiaoman")
with acting(caseworker):
    case_file = bring_case_file(by=caseworker, name="公布的案例", text=None)
    household = Household.objects.filter(case="income-not-declared").get()
    head = household.members.get(relation="head")
    taken = BytesIO()
    Image.new("RGB", (300, 400), "linen").save(taken, "JPEG")
    photograph = [cleaned(taken.getvalue())]
    # Each has one: only a few households are looked at on the way.
    for home in Household.objects.all():
        of_home = {"household": home, "member": None, "about": "", "files": photograph}
        add_evidence(by=caseworker, paper="application", **of_home)
        (unclear,) = add_evidence(by=caseworker, paper="pledge", **of_home)
        withdraw_evidence(by=caseworker, evidence=unclear, reason="拍得看不清")

    screen_household(by=caseworker, household=household, day=household.facts_on)
    asked = {"by": caseworker, "household": household, "remarks": "入户时看到灶台是冷的。"}
    returned, decided = submit(programme="dibao", **asked), submit(programme="dibao_margin", **asked)
    in_hand = submit(programme="dibao_individual", **asked)
    investigated = submit(programme="tekun", **asked)
approver = User.objects.get(username="hejing")
officer = User.objects.get(username="gaojianguo")

# Published; the seven days pass before `drawn.py` goes on with it.
with acting(caseworker):
    listed = Household.objects.filter(area=caseworker.area).exclude(applications__state__in=OPEN).first()
    screen_household(by=caseworker, household=listed, day=listed.facts_on)
    published = submit(by=caseworker, household=listed, programme="tekun")
people = SimpleNamespace(lin_xiaoman=caseworker, he_jing=approver, gao_jianguo=officer)
lead(people, published, State.INVESTIGATING)
with acting(approver):
    assess(by=approver, application=published, on=timezone.localdate(), **assessment_words())
lead(people, published, State.PUBLISHED, after=State.INVESTIGATING)

with acting(approver):
    send_back(by=approver, application=returned, text="收入没有申报，请补。")
    approve(by=approver, application=decided, reason="材料齐，情况属实。")
    take(by=approver, application=in_hand)
    accept(by=approver, application=investigated)
    investigate(by=approver, application=investigated)
    today = timezone.localdate()
    record_visit(
        by=approver,
        application=investigated,
        on=today,
        visited_on=today,
        investigators=(approver, caseworker),
        way="home",
        ground="",
        present="户主",
        signed_by="户主",
        finding="家里一张床，一口锅。",
    )

# Whoever opens the household is asked about its head, who is another household's as well.
with acting(caseworker):
    another = Household.objects.exclude(pk=household.pk).filter(members__relation="head").last()
    another.members.filter(relation="head").update(person=head.person)

# Pages are looked at, not the question before them; that has a page of its own.
for reader in User.objects.filter(role__in=["approver", "county_officer", "auditor"]):
    with acting(reader):
        for home in Household.objects.all():
            open_household(by=reader, household=home, purpose=Purpose.SPOT_CHECK)

code, _key = hanging()
object_by_code(code=code, text="邻居说他儿子在外打工。")
with acting(officer):
    take_objection(by=officer, objection=Objection.objects.get(notice__opinion__code=code))
    registered = Application.objects.get(household__case="tekun-sixtieth-birthday")
made = (household, case_file, returned, decided, in_hand, investigated, registered, published)
sys.stdout.write(" ".join(str(each.pk) for each in made))
