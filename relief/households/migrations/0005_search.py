"""How a household is found: words of names, the ending of a number, the serial of a household number.

With it the one question that looks across areas without a household to ask for: who else knows a number.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Right

import relief.vault.fields
from relief.households.queries import document_ending_index
from relief.households.spelling import search_words
from relief.offices.policies import parent_policy

# A person without a membership goes by a trigger of 0003, and the words with the person.
GO_TOGETHER = """
ALTER TABLE public.households_searchword ADD CONSTRAINT households_searchword_of_person
    FOREIGN KEY (person_id) REFERENCES public.households_person (id)
    ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
"""

# Asked with the acting caseworker's own community; it answers for nobody else, and cannot be asked unseen.
ASK = """
CREATE FUNCTION public.households_search_number(asked_index bytea)
RETURNS TABLE (office text, telephone text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor uuid := nullif(current_setting('relief.user', true), '')::uuid;
    asking_area bigint := (SELECT area_id FROM public.offices_user
                           WHERE id = actor AND role = 'caseworker' AND is_active);
    someone uuid := (SELECT id FROM public.households_person WHERE number_index = asked_index);
BEGIN
    IF asking_area IS NULL OR public.relief_sees(asking_area) IS NOT TRUE THEN
        RAISE EXCEPTION 'only a caseworker asks' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO public.audit_event (id, at, actor_id, actor_role, action, subject_kind, subject_id,
                                    area, details, county, number, previous, digest)
    VALUES (gen_random_uuid(), clock_timestamp(), actor, 'caseworker', 'households.number_searched',
            'offices.user', actor::text, asking_area,
            jsonb_build_object('known', someone IS NOT NULL), 0, 0, '', '');
    RETURN QUERY
        SELECT DISTINCT near.name::text, near.telephone::text
        FROM public.households_member AS member
        JOIN public.households_household AS home ON home.id = member.household_id
        CROSS JOIN LATERAL (
            SELECT area.name, area.telephone FROM public.offices_area AS area
            WHERE area.number <= home.area_id AND area.last >= home.area_id AND area.level <> 'community'
            ORDER BY area.telephone = '', area.last - area.number LIMIT 1
        ) AS near
        WHERE member.person_id = someone AND public.relief_sees(home.area_id) IS NOT TRUE
        ORDER BY 1;
END
$$;
REVOKE EXECUTE ON FUNCTION public.households_search_number(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.households_search_number(bytea) TO relief_app;
"""


def fill_endings(apps, schema_editor):
    people = apps.get_model("households", "Person").objects.filter(number_index__isnull=False)
    for person in people.iterator():
        person.number_ending_index = document_ending_index(person.number)
        person.save(update_fields=["number_ending_index"])


def fill_words(apps, schema_editor):
    words = apps.get_model("households", "SearchWord").objects
    for person in apps.get_model("households", "Person").objects.only("name").iterator():
        words.bulk_create(
            words.model(person_id=person.pk, word=word.text, start=word.start)
            for word in search_words(person.name)
        )


class Migration(migrations.Migration):
    dependencies = [("households", "0004_entry")]
    operations = [
        migrations.AddField(
            "household",
            "serial",
            models.GeneratedField(
                expression=Right("number", 6), output_field=models.CharField(max_length=6), db_persist=True
            ),
        ),
        migrations.AddIndex("household", models.Index(fields=["serial"], name="households_by_serial")),
        migrations.CreateModel(
            "SearchWord",
            [
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("word", models.CharField(db_collation="C", max_length=200)),
                ("start", models.PositiveSmallIntegerField()),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_words",
                        to="households.person",
                    ),
                ),
            ],
            options={
                "ordering": ["start", "word"],
                "indexes": [models.Index(fields=["word", "person"], name="households_word_of_person")],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "word"), name="households_word_once")
                ],
            },
        ),
        migrations.RunSQL(
            GO_TOGETHER,
            "ALTER TABLE public.households_searchword DROP CONSTRAINT households_searchword_of_person;",
        ),
        parent_policy("households_searchword", "person_id", "households_person"),
        migrations.AddField(
            "person", "number_ending_index", relief.vault.fields.KeyedIndexField(db_index=True, null=True)
        ),
        migrations.RunSQL(ASK, "DROP FUNCTION public.households_search_number(bytea);"),
        migrations.RunPython(fill_endings, migrations.RunPython.noop),
        migrations.AddConstraint(
            "person",
            models.CheckConstraint(
                condition=Q(number_index__isnull=True, number_ending_index__isnull=True)
                | Q(number_index__isnull=False, number_ending_index__isnull=False),
                name="households_person_ending_with_number",
            ),
        ),
        migrations.RunPython(fill_words, migrations.RunPython.noop),
    ]
