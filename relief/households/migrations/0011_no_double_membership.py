"""Who is in two households is found whenever somebody asks, and what was answered is kept in `cautions`."""

from django.db import migrations

# What 0002 put on the table, for whoever goes back.
BACK = """
ALTER TABLE public.households_doublemembership ENABLE ROW LEVEL SECURITY;
CREATE POLICY households_doublemembership_area ON public.households_doublemembership
    USING (EXISTS (SELECT 1 FROM public.households_household AS parent
                   WHERE parent.id = households_doublemembership.household_id))
    WITH CHECK (EXISTS (SELECT 1 FROM public.households_household AS parent
                        WHERE parent.id = households_doublemembership.household_id));
ALTER TABLE public.households_doublemembership
    ADD CONSTRAINT households_doublemembership_member_same_household
    FOREIGN KEY (member_id, household_id) REFERENCES public.households_member (id, household_id)
    DEFERRABLE INITIALLY DEFERRED;
REVOKE DELETE ON public.households_doublemembership FROM relief_app;
"""


class Migration(migrations.Migration):
    dependencies = [("households", "0010_address_index"), ("cautions", "0002_guards")]
    operations = [
        migrations.RunSQL("SELECT 1;", BACK),
        migrations.DeleteModel(name="DoubleMembership"),
    ]
