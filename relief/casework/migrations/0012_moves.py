"""The table of transitions as rows: which moves are lawful, who does them, whose it is then.

The functions of 0005 and 0010 read these rows in place of lists of their own, so that a new deed is a row
and, where it needs more, a trigger beside it.
"""

from importlib import import_module

from django.db import migrations

from relief.casework.moves import Move, moves, procedures, states

deeds = import_module("relief.casework.migrations.0005_deed_guards")
begun = import_module("relief.casework.migrations.0010_procedure_guards")

TABLES = """
CREATE TABLE public.casework_move (
    deed text, before text, after text, role text, procedure text,
    second_person boolean NOT NULL, desk text NOT NULL, owner text NOT NULL,
    decides text NOT NULL, leaves text NOT NULL,
    PRIMARY KEY (deed, before, after, role, procedure));
CREATE TABLE public.casework_procedure (
    programme text, procedure text, PRIMARY KEY (programme, procedure));
CREATE TABLE public.casework_state (
    state text PRIMARY KEY, role text NOT NULL, after_opinion boolean NOT NULL);
REVOKE INSERT, UPDATE, DELETE, TRUNCATE
    ON public.casework_move, public.casework_procedure, public.casework_state FROM relief_app;
"""
NO_TABLES = """
DROP TABLE public.casework_move;
DROP TABLE public.casework_procedure;
DROP TABLE public.casework_state;
"""
MOVES = (
    Move("submit", "", "submitted", "caseworker", "both", False, "any", "nobody"),
    Move("resubmit", "returned", "submitted", "caseworker", "both", False, "any", "returns"),
    Move("withdraw", "submitted", "withdrawn", "caseworker", "both", False, "any", "stays"),
    Move("withdraw", "accepted", "withdrawn", "caseworker", "investigated", False, "any", "stays"),
    Move("withdraw", "investigating", "withdrawn", "caseworker", "investigated", False, "any", "stays"),
    Move("withdraw", "published", "withdrawn", "caseworker", "investigated", False, "any", "stays"),
    Move("withdraw", "referred", "withdrawn", "caseworker", "short", False, "any", "stays"),
    Move("withdraw", "to_confirm", "withdrawn", "caseworker", "investigated", False, "any", "stays"),
    Move("withdraw", "returned", "withdrawn", "caseworker", "both", False, "any", "stays"),
    Move("take", "submitted", "submitted", "approver", "both", True, "nobodys", "actor"),
    Move("take", "accepted", "accepted", "approver", "investigated", True, "nobodys", "actor"),
    Move("take", "investigating", "investigating", "approver", "investigated", True, "nobodys", "actor"),
    Move("take", "published", "published", "approver", "investigated", True, "nobodys", "actor"),
    Move("take", "referred", "referred", "county_officer", "short", True, "nobodys", "actor"),
    Move("take", "to_confirm", "to_confirm", "county_officer", "investigated", True, "nobodys", "actor"),
    Move("give_back", "submitted", "submitted", "approver", "both", False, "own", "nobody"),
    Move("give_back", "accepted", "accepted", "approver", "investigated", False, "own", "nobody"),
    Move("give_back", "investigating", "investigating", "approver", "investigated", False, "own", "nobody"),
    Move("give_back", "published", "published", "approver", "investigated", False, "own", "nobody"),
    Move("give_back", "referred", "referred", "county_officer", "short", False, "own", "nobody"),
    Move("give_back", "to_confirm", "to_confirm", "county_officer", "investigated", False, "own", "nobody"),
    Move("hand_over", "submitted", "submitted", "approver", "both", False, "own", "colleague"),
    Move("hand_over", "accepted", "accepted", "approver", "investigated", False, "own", "colleague"),
    Move(
        "hand_over", "investigating", "investigating", "approver", "investigated", False, "own", "colleague"
    ),
    Move("hand_over", "published", "published", "approver", "investigated", False, "own", "colleague"),
    Move("hand_over", "referred", "referred", "county_officer", "short", False, "own", "colleague"),
    Move(
        "hand_over", "to_confirm", "to_confirm", "county_officer", "investigated", False, "own", "colleague"
    ),
    Move("hand_over_all", "submitted", "submitted", "county_officer", "both", False, "anothers", "colleague"),
    Move("hand_over_all", "submitted", "submitted", "administrator", "both", False, "anothers", "colleague"),
    Move(
        "hand_over_all",
        "accepted",
        "accepted",
        "county_officer",
        "investigated",
        False,
        "anothers",
        "colleague",
    ),
    Move(
        "hand_over_all",
        "accepted",
        "accepted",
        "administrator",
        "investigated",
        False,
        "anothers",
        "colleague",
    ),
    Move(
        "hand_over_all",
        "investigating",
        "investigating",
        "county_officer",
        "investigated",
        False,
        "anothers",
        "colleague",
    ),
    Move(
        "hand_over_all",
        "investigating",
        "investigating",
        "administrator",
        "investigated",
        False,
        "anothers",
        "colleague",
    ),
    Move(
        "hand_over_all",
        "published",
        "published",
        "county_officer",
        "investigated",
        False,
        "anothers",
        "colleague",
    ),
    Move(
        "hand_over_all",
        "published",
        "published",
        "administrator",
        "investigated",
        False,
        "anothers",
        "colleague",
    ),
    Move("hand_over_all", "referred", "referred", "county_officer", "short", False, "anothers", "colleague"),
    Move("hand_over_all", "referred", "referred", "administrator", "short", False, "anothers", "colleague"),
    Move(
        "hand_over_all",
        "to_confirm",
        "to_confirm",
        "county_officer",
        "investigated",
        False,
        "anothers",
        "colleague",
    ),
    Move(
        "hand_over_all",
        "to_confirm",
        "to_confirm",
        "administrator",
        "investigated",
        False,
        "anothers",
        "colleague",
    ),
    Move("hand_over_all", "returned", "returned", "county_officer", "both", False, "anothers", "colleague"),
    Move("hand_over_all", "returned", "returned", "administrator", "both", False, "anothers", "colleague"),
    Move(
        "approve", "submitted", "approved", "approver", "short", True, "own_or_nobodys", "actor", "approved"
    ),
    Move("refuse", "submitted", "refused", "approver", "short", True, "own_or_nobodys", "actor", "refused"),
    Move("send_back", "submitted", "returned", "approver", "both", True, "own_or_nobodys", "actor"),
    Move(
        "approve",
        "referred",
        "approved",
        "county_officer",
        "short",
        True,
        "own_or_nobodys",
        "actor",
        "approved",
    ),
    Move(
        "refuse", "referred", "refused", "county_officer", "short", True, "own_or_nobodys", "actor", "refused"
    ),
    Move("send_back", "referred", "returned", "county_officer", "short", True, "own_or_nobodys", "nobody"),
    Move("refer", "submitted", "referred", "approver", "short", True, "own_or_nobodys", "nobody"),
    Move(
        "approve",
        "to_confirm",
        "approved",
        "county_officer",
        "investigated",
        True,
        "own_or_nobodys",
        "actor",
        "approved",
    ),
    Move(
        "refuse",
        "to_confirm",
        "refused",
        "county_officer",
        "investigated",
        True,
        "own_or_nobodys",
        "actor",
        "refused",
    ),
    Move(
        "send_back",
        "to_confirm",
        "investigating",
        "county_officer",
        "investigated",
        True,
        "own_or_nobodys",
        "nobody",
    ),
    Move("correct", "approved", "corrected", "approver", "both", True, "any", "stays"),
    Move("correct", "approved", "corrected", "county_officer", "both", True, "any", "stays"),
    Move("correct", "refused", "corrected", "approver", "both", True, "any", "stays"),
    Move("correct", "refused", "corrected", "county_officer", "both", True, "any", "stays"),
    Move("accept", "submitted", "accepted", "approver", "investigated", True, "own_or_nobodys", "actor"),
    Move(
        "investigate",
        "accepted",
        "investigating",
        "approver",
        "investigated",
        True,
        "own_or_nobodys",
        "actor",
    ),
    Move(
        "record_visit",
        "investigating",
        "investigating",
        "approver",
        "investigated",
        True,
        "own_or_nobodys",
        "actor",
        "",
        "casework_homevisit",
    ),
    Move(
        "request_check",
        "investigating",
        "investigating",
        "approver",
        "investigated",
        True,
        "own_or_nobodys",
        "actor",
    ),
    Move(
        "propose",
        "investigating",
        "published",
        "approver",
        "investigated",
        True,
        "own_or_nobodys",
        "actor",
        "",
        "casework_opinion",
    ),
    Move(
        "assess",
        "investigating",
        "investigating",
        "approver",
        "tekun",
        True,
        "own_or_nobodys",
        "actor",
        "",
        "casework_assessment",
    ),
    Move("forward", "published", "to_confirm", "approver", "investigated", True, "own_or_nobodys", "nobody"),
    Move(
        "record_check",
        "investigating",
        "investigating",
        "county_officer",
        "investigated",
        False,
        "any",
        "stays",
        "",
        "casework_meanscheck",
    ),
    Move("object", "published", "investigating", "approver", "investigated", False, "any", "stays"),
    Move("object", "published", "investigating", "caseworker", "investigated", False, "any", "stays"),
    Move(
        "notify",
        "approved",
        "approved",
        "approver",
        "investigated",
        False,
        "any",
        "stays",
        "",
        "casework_delivery",
    ),
    Move(
        "notify",
        "refused",
        "refused",
        "approver",
        "investigated",
        False,
        "any",
        "stays",
        "",
        "casework_delivery",
    ),
)
SHORT = (
    "dibao_margin",
    "rigid_expenditure",
    "emergency_relief",
    "fast_relief",
    "expenditure_relief",
    "nonresident_relief",
    "uninsured_unemployed",
    "jobless_graduate",
    "epidemic_family_relief",
    "dibao_grace",
    "one_time_supplement",
    "price_subsidy",
)
INVESTIGATED = ("dibao", "dibao_individual", "tekun")
PROCEDURES = (
    *((programme, "both") for programme in (*INVESTIGATED, *SHORT)),
    *((programme, "short") for programme in SHORT),
    *((programme, "investigated") for programme in INVESTIGATED),
    ("tekun", "tekun"),
)
STATES = (
    ("submitted", "approver", False),
    ("accepted", "approver", False),
    ("investigating", "approver", False),
    ("published", "approver", False),
    ("referred", "county_officer", False),
    ("to_confirm", "county_officer", True),
)

LAWFUL = """
CREATE FUNCTION public.casework_lawful(deed text, before text, after text, role text, programme text)
RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM public.casework_move AS move
        JOIN public.casework_procedure AS way USING (procedure)
        WHERE move.deed = $1 AND move.before = $2 AND move.after = $3 AND move.role = $4
          AND way.programme = $5)
$$;
"""
MOVE_OF = """
CREATE FUNCTION public.casework_move_of(deed text, before text, after text, role text, programme text)
RETURNS public.casework_move LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT move.* FROM public.casework_move AS move
    JOIN public.casework_procedure AS way USING (procedure)
    WHERE move.deed = $1 AND move.before = $2 AND move.after = $3 AND move.role = $4
      AND way.programme = $5
    LIMIT 1
$$;
"""
TOOK_PART = begun.TOOK_PART.replace(
    "asked.state = 'to_confirm' AND EXISTS (",
    "asked.state IN (SELECT state FROM public.casework_state WHERE after_opinion) AND EXISTS (",
)
MAY_DECIDE = """
CREATE FUNCTION public.casework_may_decide(person uuid, asked public.casework_application, state text)
RETURNS boolean LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
    SELECT public.casework_acts_as(
               person, asked, coalesce(
                   (SELECT step.role FROM public.casework_state AS step WHERE step.state = $3), 'approver'))
       AND NOT public.casework_took_part(person, asked)
$$;
"""
DEED_DONE = """
CREATE FUNCTION public.casework_deed_done() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    asked public.casework_application;
    move public.casework_move;
    wrong text;
BEGIN
    SELECT * INTO asked FROM public.casework_application WHERE id = NEW.application_id FOR UPDATE;
    PERFORM 1 FROM public.households_household WHERE id = asked.household_id FOR UPDATE;
    PERFORM 1 FROM public.offices_user
        WHERE id IN (NEW.by_id, NEW.colleague_id, asked.owner_id) ORDER BY id FOR SHARE;
    move := public.casework_move_of(
        NEW.deed, CASE NEW.number WHEN 1 THEN '' ELSE asked.state END, NEW.after, NEW.role, asked.programme);
    wrong := CASE
        WHEN NEW.number <> 1 + (SELECT count(*) FROM public.casework_deed WHERE application_id = asked.id)
            OR asked.steps <> greatest(NEW.number - 1, 1) THEN 'casework_deed_number'
        WHEN move.deed IS NULL THEN 'casework_deed_move'
        WHEN NEW.by_id IS DISTINCT FROM public.casework_actor()
            OR NOT public.casework_acts_as(NEW.by_id, asked, NEW.role) THEN 'casework_deed_actor'
        WHEN move.second_person AND public.casework_took_part(NEW.by_id, asked)
            THEN 'casework_deed_second_person'
        WHEN NOT CASE move.desk
            WHEN 'nobodys' THEN asked.owner_id IS NULL
            WHEN 'own' THEN asked.owner_id IS NOT DISTINCT FROM NEW.by_id
            WHEN 'own_or_nobodys' THEN coalesce(asked.owner_id, NEW.by_id) = NEW.by_id
            WHEN 'anothers' THEN asked.owner_id IS NOT NULL
            ELSE true END THEN 'casework_deed_owner'
        WHEN NEW.colleague_id IS NOT NULL AND (NEW.colleague_id = asked.owner_id
            OR NOT public.casework_may_decide(NEW.colleague_id, asked, asked.state))
            THEN 'casework_deed_colleague'
        WHEN NEW.deed = 'submit' AND (NEW.by_id, NEW.screening_id, coalesce(NEW.requested_fen, 0))
            <> (asked.submitted_by_id, asked.screening_id, coalesce(asked.requested_fen, 0))
            THEN 'casework_deed_of_the_submission'
        WHEN NEW.deed = 'withdraw' AND NOT EXISTS (
            SELECT 1 FROM public.casework_deed AS done WHERE done.application_id = asked.id
              AND done.by_id = NEW.by_id AND done.deed IN ('submit', 'resubmit'))
            THEN 'casework_deed_withdrawer'
        WHEN NEW.deed = 'correct' AND NOT EXISTS (
            SELECT 1 FROM public.casework_deed AS done
            JOIN public.casework_move AS made ON (made.deed, made.after) = (done.deed, done.after)
            WHERE done.application_id = asked.id AND done.role = NEW.role AND made.decides <> '')
            THEN 'casework_deed_corrector'
        WHEN NEW.screening_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM public.screening_screening AS screening
            WHERE screening.id = NEW.screening_id AND screening.household_id = asked.household_id)
            THEN 'casework_deed_screening'
        WHEN NEW.at NOT BETWEEN coalesce(
                (SELECT max(done.at) FROM public.casework_deed AS done WHERE done.application_id = asked.id),
                NEW.at) - interval '5 minutes'
            AND clock_timestamp() + interval '5 minutes' THEN 'casework_deed_moment'
        ELSE public.casework_investigation_wrong(NEW, asked)
    END;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'the deed % is against the table of transitions: %', NEW.deed, wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = wrong;
    END IF;
    RETURN NEW;
END
$$;
"""
MOVED_LAWFULLY = (
    begun.MOVED_LAWFULLY.partition("    owner := CASE")[0].replace(
        "    done public.casework_deed;\n", "    done public.casework_deed;\n    move public.casework_move;\n"
    )
    + """    move := public.casework_move_of(done.deed, OLD.state, done.after, done.role, OLD.programme);
    owner := CASE move.owner
        WHEN 'actor' THEN done.by_id
        WHEN 'colleague' THEN done.colleague_id
        WHEN 'stays' THEN OLD.owner_id
        WHEN 'returns' THEN CASE WHEN public.casework_may_decide(OLD.owner_id, OLD, NEW.state)
            THEN OLD.owner_id END
    END;
    since := CASE"""
    + begun.MOVED_LAWFULLY.partition("    since := CASE")[2]
)
DECIDED_LAWFULLY = """
CREATE FUNCTION public.casework_decision_made() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    asked public.casework_application;
    deciding text[];
    wrong text;
BEGIN
    SELECT * INTO asked FROM public.casework_application WHERE id = NEW.application_id FOR UPDATE;
    PERFORM 1 FROM public.households_household WHERE id = asked.household_id FOR UPDATE;
    PERFORM 1 FROM public.offices_user WHERE id = NEW.decider_id FOR SHARE;
    SELECT array_agg(move.role) INTO deciding FROM public.casework_move AS move
        JOIN public.casework_procedure AS way USING (procedure)
        WHERE move.before = asked.state AND move.decides <> '' AND way.programme = asked.programme;
    wrong := CASE
        WHEN deciding IS NULL THEN 'casework_decision_of_waiting'
        WHEN NEW.decider_id IS DISTINCT FROM public.casework_actor() OR NOT (
            SELECT bool_or(public.casework_acts_as(NEW.decider_id, asked, role))
            FROM unnest(deciding) AS role)
            THEN 'casework_decision_decider'
        WHEN public.casework_took_part(NEW.decider_id, asked) THEN 'casework_decision_second_person'
        WHEN coalesce(asked.owner_id, NEW.decider_id) <> NEW.decider_id THEN 'casework_decision_owner'
        WHEN NOT EXISTS (
            SELECT 1 FROM public.screening_screening AS screening
            WHERE screening.id = NEW.screening_id AND screening.household_id = asked.household_id)
            THEN 'casework_decision_screening'
        WHEN NEW.outcome = 'approved'
            AND (NEW.amount_fen IS NULL) <> (asked.programme IN ('dibao_margin', 'rigid_expenditure'))
            THEN 'casework_decision_amount_of_programme'
    END;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'this decision may not be: %', wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = wrong;
    END IF;
    RETURN NEW;
END
$$;
"""
DECIDED_TOGETHER_BEFORE = deeds.TOGETHER.partition("DROP TRIGGER")[0]
DECIDED_TOGETHER = DECIDED_TOGETHER_BEFORE.replace(
    "(SELECT (by_id, after::text, screening_id) FROM public.casework_deed\n"
    "        WHERE application_id = asked AND deed IN ('approve', 'refuse'))",
    "(SELECT (done.by_id, made.decides, done.screening_id) FROM public.casework_deed AS done\n"
    "        JOIN (SELECT DISTINCT deed, after, decides FROM public.casework_move WHERE decides <> '')\n"
    "          AS made\n"
    "          ON (made.deed, made.after) = (done.deed, done.after)\n"
    "        WHERE done.application_id = asked)",
)
RECORDED_BEFORE = begun.TOGETHER.partition("CREATE CONSTRAINT TRIGGER")[0]
RECORDED = """
CREATE FUNCTION public.casework_deed_recorded() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    beside text;
    found boolean;
BEGIN
    FOR beside IN SELECT DISTINCT leaves FROM public.casework_move
        WHERE deed = NEW.deed AND after = NEW.after AND role = NEW.role AND leaves <> ''
    LOOP
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM public.%I WHERE deed_id = $1)', beside)
            INTO found USING NEW.id;
        IF NOT found THEN
            RAISE EXCEPTION 'the deed % leaves a row behind', NEW.deed
                USING ERRCODE = 'check_violation', CONSTRAINT = 'casework_deed_recorded';
        END IF;
    END LOOP;
    RETURN NULL;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0011_award")]
    operations = [
        migrations.RunSQL(TABLES, NO_TABLES),
        moves(added=MOVES),
        procedures(added=PROCEDURES),
        states(added=STATES),
        migrations.RunSQL(MOVE_OF, "DROP FUNCTION public.casework_move_of(text, text, text, text, text);"),
        deeds.replaced(LAWFUL, begun.LAWFUL),
        deeds.replaced(TOOK_PART, begun.TOOK_PART),
        deeds.replaced(MAY_DECIDE, begun.MAY_DECIDE),
        deeds.replaced(DEED_DONE, begun.DEED_DONE),
        deeds.replaced(MOVED_LAWFULLY, begun.MOVED_LAWFULLY),
        deeds.replaced(DECIDED_LAWFULLY, begun.DECIDED_LAWFULLY),
        deeds.replaced(DECIDED_TOGETHER, DECIDED_TOGETHER_BEFORE),
        deeds.replaced(RECORDED, RECORDED_BEFORE),
    ]
