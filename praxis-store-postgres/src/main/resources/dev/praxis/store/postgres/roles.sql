-- The roles of a praxis store in the current database. Run this as a superuser, once; running it again does no harm.
--
--   praxis_owner  owns the schema and brings it forward; open the store once with it, and again with each new release
--   praxis_app    what the application runs as: it can read and append, and cannot change, remove, disable or drop anything
--
-- Neither has a password yet: ALTER ROLE praxis_app PASSWORD '...', or better a certificate; see pg_hba.conf.
-- For other names replace them throughout.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'praxis_owner') THEN
    CREATE ROLE praxis_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'praxis_app') THEN
    CREATE ROLE praxis_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
  END IF;
END $$;

CREATE SCHEMA IF NOT EXISTS praxis AUTHORIZATION praxis_owner;
REVOKE ALL ON SCHEMA praxis FROM PUBLIC;
GRANT USAGE ON SCHEMA praxis TO praxis_app;

-- For what the owner makes in this schema from now on. No UPDATE, DELETE, TRUNCATE, REFERENCES or TRIGGER.
ALTER DEFAULT PRIVILEGES FOR ROLE praxis_owner IN SCHEMA praxis GRANT SELECT, INSERT ON TABLES TO praxis_app;
-- Where functions are not everybody's, as they are by default. They run with the rights of who calls them.
ALTER DEFAULT PRIVILEGES FOR ROLE praxis_owner IN SCHEMA praxis GRANT EXECUTE ON FUNCTIONS TO praxis_app;

-- Both find the store without naming the schema in the location.
DO $$
BEGIN
  EXECUTE format('ALTER ROLE praxis_owner IN DATABASE %I SET search_path = praxis', current_database());
  EXECUTE format('ALTER ROLE praxis_app IN DATABASE %I SET search_path = praxis', current_database());
  -- Every query of the store has an index; a plan from when the table was small must not read all of it.
  EXECUTE format('ALTER ROLE praxis_app IN DATABASE %I SET enable_seqscan = off', current_database());
  EXECUTE format('ALTER ROLE praxis_app IN DATABASE %I SET enable_bitmapscan = off', current_database());
  EXECUTE format('ALTER ROLE praxis_app IN DATABASE %I SET enable_sort = off', current_database());
  EXECUTE format('ALTER ROLE praxis_app IN DATABASE %I SET enable_hashjoin = off', current_database());
  EXECUTE format('ALTER ROLE praxis_app IN DATABASE %I SET enable_mergejoin = off', current_database());
  -- A search by vectors sorts all the same; counted as dear as the above makes it, it would be compiled each time.
  EXECUTE format('ALTER ROLE praxis_app IN DATABASE %I SET jit = off', current_database());
END $$;
