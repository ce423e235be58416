-- change: schemas/globex_19c4_app_public/schema
CREATE SCHEMA globex_19c4_app_public;
-- revert
DROP SCHEMA globex_19c4_app_public;
-- verify
SELECT pg_catalog.has_schema_privilege('globex_19c4_app_public', 'USAGE');

-- change: schemas/globex_19c4_app_public/tables/volcanoes/table
-- requires: schemas/globex_19c4_app_public/schema
CREATE TABLE globex_19c4_app_public.volcanoes (id uuid PRIMARY KEY, name text NOT NULL);
-- revert
DROP TABLE globex_19c4_app_public.volcanoes;
-- verify
SELECT id, name FROM globex_19c4_app_public.volcanoes WHERE false;

-- change: schemas/globex_19c4_app_public/tables/users/table
-- requires: schemas/globex_19c4_app_public/schema
CREATE TABLE globex_19c4_app_public.users (id uuid PRIMARY KEY);
-- revert
DROP TABLE globex_19c4_app_public.users;
-- verify
SELECT id FROM globex_19c4_app_public.users WHERE false;
