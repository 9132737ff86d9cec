"""Who is tied to whom: one answer for the program and for the guards of every room above.

The functions run as the owner, because a tie may lead through another area. What they give out is an account
or a yes, never a person, a number or another household. Whoever was ever declared counts: a later version
that leaves somebody out does not open a case.
"""

from django.db import migrations

# Accounts that declare one number are one human being, and so are those that share one with them.
ACCOUNTS = """
CREATE FUNCTION public.recusal_accounts(person uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH RECURSIVE accounts (id) AS (
        SELECT person
        UNION
        SELECT other.staff_id FROM accounts
        JOIN public.recusal_declaration AS mine ON mine.staff_id = accounts.id
        JOIN public.recusal_declaration AS other ON other.number_index = mine.number_index
        WHERE other.staff_id IS NOT NULL)
    SELECT id FROM accounts
$$;
"""
# A member of a committee who has an account as well is the same human being too.
DECLARATIONS = """
CREATE FUNCTION public.recusal_declarations(person uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT DISTINCT theirs.id FROM public.recusal_declaration AS mine
    JOIN public.recusal_declaration AS theirs ON theirs.number_index = mine.number_index
    WHERE mine.staff_id IN (SELECT public.recusal_accounts(person))
$$;
"""
KNOWN = """
CREATE FUNCTION public.recusal_known(person uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM public.recusal_declaration WHERE staff_id = person)
$$;
"""

# From the household: every number that stands behind it, and how, met with every number that was declared.
TIES = """
CREATE FUNCTION public.recusal_ties(asked uuid)
RETURNS TABLE (declaration uuid, tie text, relation text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH present AS (
        SELECT person.id, person.number_index FROM public.households_member AS member
        JOIN public.households_person AS person ON person.id = member.person_id
        WHERE member.household_id = asked AND member.left_on IS NULL),
    reached AS (
        SELECT telephone_index, account_index, address_index FROM public.households_applicant
        WHERE household_id = asked),
    homes AS (
        SELECT 'household' AS tie, member.household_id FROM public.households_member AS member
        WHERE member.person_id IN (SELECT id FROM present)
        UNION
        SELECT 'telephone', other.household_id FROM reached
        JOIN public.households_applicant AS other ON other.telephone_index = reached.telephone_index
        WHERE other.household_id <> asked
        UNION
        SELECT 'account', other.household_id FROM reached
        JOIN public.households_applicant AS other ON other.account_index = reached.account_index
        WHERE other.household_id <> asked
        UNION
        SELECT 'address', other.household_id FROM reached
        JOIN public.households_applicant AS other ON other.address_index = reached.address_index
        WHERE other.household_id <> asked),
    numbers AS (
        SELECT 'present' AS tie, number_index FROM present WHERE number_index IS NOT NULL
        UNION
        SELECT homes.tie, person.number_index FROM homes
        JOIN public.households_member AS member ON member.household_id = homes.household_id
        JOIN public.households_person AS person ON person.id = member.person_id
        WHERE person.number_index IS NOT NULL
          AND (homes.tie = 'household' OR member.left_on IS NULL)
          AND NOT (homes.tie = 'household' AND person.id IN (SELECT id FROM present)))
    SELECT declared.id, CASE numbers.tie WHEN 'present' THEN 'self' ELSE numbers.tie END, ''
    FROM numbers JOIN public.recusal_declaration AS declared ON declared.number_index = numbers.number_index
    UNION
    SELECT named.declaration_id, CASE numbers.tie WHEN 'present' THEN 'relative' ELSE numbers.tie END,
           CASE numbers.tie WHEN 'present' THEN named.relation ELSE '' END
    FROM numbers JOIN public.recusal_relative AS named ON named.number_index = numbers.number_index
    UNION
    SELECT declared.id, 'telephone', '' FROM reached
    JOIN public.recusal_declaration AS declared ON declared.telephone_index = reached.telephone_index
    UNION
    SELECT named.declaration_id, 'telephone', '' FROM reached
    JOIN public.recusal_relative AS named ON named.telephone_index = reached.telephone_index
    UNION
    SELECT declared.id, 'account', '' FROM reached
    JOIN public.recusal_declaration AS declared ON declared.account_index = reached.account_index
    UNION
    SELECT declared.id, 'address', '' FROM reached
    JOIN public.recusal_declaration AS declared ON declared.address_index = reached.address_index
$$;
"""

RELATED = """
CREATE FUNCTION public.recusal_related(person uuid, household uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM public.recusal_ties(household) AS tied
        WHERE tied.declaration IN (SELECT public.recusal_declarations(person)))
$$;
"""

# Whose near relatives make a case one that is registered by itself: whoever works in the county, or decides
# for it, and the committee of the household's own community.
REGISTERED = """
CREATE FUNCTION public.recusal_registered(household uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM public.recusal_ties(household) AS tied
        JOIN public.recusal_declaration AS declared ON declared.id = tied.declaration
        JOIN public.households_household AS home ON home.id = household
        LEFT JOIN public.offices_user AS staff ON staff.id = declared.staff_id
        LEFT JOIN public.offices_area AS place ON place.number = staff.area_id
        LEFT JOIN public.recusal_committeemember AS member ON member.id = declared.of_member_id
        WHERE (staff.is_active AND staff.role IN ('caseworker', 'approver', 'county_officer')
               AND (place.number / 1000000 = home.area_id / 1000000
                    OR home.area_id BETWEEN place.number AND place.last))
           OR (member.area_id = home.area_id AND member.left_on IS NULL))
$$;
"""

SEEN = """
CREATE FUNCTION public.recusal_{name}
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM public.households_seen_area(household);
    RETURN QUERY {query};
END
$$;
"""
PEOPLE = SEEN.format(
    name="people(household uuid) RETURNS SETOF uuid",
    query="""
        SELECT DISTINCT accounts.id FROM public.recusal_ties(household) AS tied
        JOIN public.recusal_declaration AS declared ON declared.id = tied.declaration
        JOIN public.recusal_declaration AS theirs ON theirs.number_index = declared.number_index
        CROSS JOIN LATERAL public.recusal_accounts(theirs.staff_id) AS accounts (id)
        WHERE theirs.staff_id IS NOT NULL""",
)
GROUNDS = SEEN.format(
    name="grounds(household uuid)"
    " RETURNS TABLE (staff uuid, member uuid, tie text, relation text, counts boolean)",
    query="""
        SELECT DISTINCT declared.staff_id, declared.of_member_id, tied.tie, tied.relation,
               coalesce(somebody.is_active, committee.left_on IS NULL)
        FROM public.recusal_ties(household) AS tied
        JOIN public.recusal_declaration AS declared ON declared.id = tied.declaration
        LEFT JOIN public.offices_user AS somebody ON somebody.id = declared.staff_id
        LEFT JOIN public.recusal_committeemember AS committee ON committee.id = declared.of_member_id""",
)

# The same ties from the other end: a queue leaves these households out, and is not read row by row for it.
REACHED = """
CREATE FUNCTION public.recusal_reached(declarations uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH declared AS (
        SELECT * FROM public.recusal_declaration WHERE id = ANY (declarations)),
    named AS (
        SELECT * FROM public.recusal_relative WHERE declaration_id = ANY (declarations)),
    kin AS (
        SELECT id FROM public.households_person
        WHERE number_index IN (SELECT number_index FROM declared UNION SELECT number_index FROM named)),
    mates AS (
        SELECT DISTINCT mate.person_id FROM public.households_member AS own
        JOIN public.households_member AS mate ON mate.household_id = own.household_id
        WHERE own.person_id IN (SELECT id FROM kin)),
    known AS (
        SELECT home.telephone_index, home.account_index, home.address_index
        FROM public.households_member AS own
        JOIN public.households_applicant AS home ON home.household_id = own.household_id
        WHERE own.person_id IN (SELECT id FROM kin) AND own.left_on IS NULL
        UNION
        SELECT telephone_index, account_index, address_index FROM declared
        UNION
        SELECT telephone_index, NULL, NULL FROM named)
    SELECT member.household_id FROM public.households_member AS member
    WHERE member.person_id IN (SELECT person_id FROM mates) AND member.left_on IS NULL
    UNION
    SELECT household_id FROM public.households_applicant
    WHERE telephone_index IN (SELECT telephone_index FROM known)
    UNION
    SELECT household_id FROM public.households_applicant
    WHERE account_index IN (SELECT account_index FROM known)
    UNION
    SELECT household_id FROM public.households_applicant
    WHERE address_index IN (SELECT address_index FROM known)
$$;
"""
HOUSEHOLDS = """
CREATE FUNCTION public.recusal_households(person uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT home.id
    FROM public.recusal_reached(ARRAY(SELECT public.recusal_declarations(person))) AS found (id)
    JOIN public.households_household AS home ON home.id = found.id
    WHERE public.relief_sees(home.area_id)
$$;
"""
REGISTER = """
CREATE FUNCTION public.recusal_register() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT home.id
    FROM public.recusal_reached(ARRAY(SELECT id FROM public.recusal_declaration)) AS found (id)
    JOIN public.households_household AS home ON home.id = found.id
    WHERE public.relief_sees(home.area_id) AND public.recusal_registered(home.id)
$$;
"""

ASKED_BY_THE_PROGRAM = (
    "accounts(uuid)",
    "known(uuid)",
    "related(uuid, uuid)",
    "registered(uuid)",
    "people(uuid)",
    "grounds(uuid)",
    "households(uuid)",
    "register()",
)
INSIDE = ("declarations(uuid)", "ties(uuid)", "reached(uuid[])")
MADE = (
    (ACCOUNTS, "accounts(uuid)"),
    (DECLARATIONS, "declarations(uuid)"),
    (KNOWN, "known(uuid)"),
    (TIES, "ties(uuid)"),
    (RELATED, "related(uuid, uuid)"),
    (REGISTERED, "registered(uuid)"),
    (PEOPLE, "people(uuid)"),
    (GROUNDS, "grounds(uuid)"),
    (REACHED, "reached(uuid[])"),
    (HOUSEHOLDS, "households(uuid)"),
    (REGISTER, "register()"),
)
RIGHTS = "\n".join(
    [
        *(
            f"REVOKE EXECUTE ON FUNCTION public.recusal_{each} FROM PUBLIC;"
            for each in (*ASKED_BY_THE_PROGRAM, *INSIDE)
        ),
        *(f"GRANT EXECUTE ON FUNCTION public.recusal_{each} TO relief_app;" for each in ASKED_BY_THE_PROGRAM),
    ]
)


class Migration(migrations.Migration):
    dependencies = [("recusal", "0002_guards"), ("households", "0010_address_index")]
    operations = [
        *(migrations.RunSQL(sql, f"DROP FUNCTION public.recusal_{name};") for sql, name in MADE),
        migrations.RunSQL(RIGHTS, ""),
    ]
