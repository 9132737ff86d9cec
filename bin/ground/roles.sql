-- The two roles, for an administrator of the server; saying it again changes nothing.
-- relief_owner owns the database and its tables and migrates; it passes no policy by privilege of the server.
-- relief_app is the only login of the served application: it owns nothing and is a member of nothing.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'relief_owner') THEN
        CREATE ROLE relief_owner;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'relief_app') THEN
        CREATE ROLE relief_app;
    END IF;
END
$$;
ALTER ROLE relief_owner LOGIN CREATEDB NOCREATEROLE NOSUPERUSER NOREPLICATION NOBYPASSRLS;
ALTER ROLE relief_app LOGIN NOCREATEDB NOCREATEROLE NOSUPERUSER NOREPLICATION NOBYPASSRLS;
GRANT relief_app TO relief_owner;
