-- The tenants' changes: SQL that deploys into an empty database in the order of `id`, each with its way back and its proof.

CREATE TABLE seed.action (
    tenant text,
    step integer,
    n bigint,
    change text,
    deps text[],
    content text,
    revert text,
    verify text
);

-- One row a table, with the names that its changes are made of.
CREATE VIEW seed.place AS
SELECT t.name AS tenant,
       t.prefix,
       n,
       t.prefix || '_' || seed.schema_of(n) AS schema,
       seed.table_name(t.prefix, n) AS name,
       format('schemas/%s_%s', t.prefix, seed.schema_of(n)) AS folder
FROM seed.tenant t, LATERAL generate_series(1, t.tables) n;

INSERT INTO seed.action
SELECT t.name, 1, s.n,
       format('schemas/%s_%s/schema', t.prefix, s.name),
       CASE WHEN s.n > 1 THEN '{}'::text[] END,
       format('CREATE SCHEMA %s_%s;', t.prefix, s.name),
       format('DROP SCHEMA %s_%s;', t.prefix, s.name),
       format($$SELECT 1/count(*) FROM information_schema.schemata WHERE schema_name = '%s_%s';$$, t.prefix, s.name)
FROM seed.tenant t, seed.schema_name s;

INSERT INTO seed.action
SELECT tenant, 2, n,
       format('%s/tables/%s/table', folder, name),
       ARRAY[folder || '/schema'],
       format(E'CREATE TABLE %s."%s" (\n  id uuid PRIMARY KEY DEFAULT gen_random_uuid()\n);', schema, name),
       format('DROP TABLE "%s".%s;', schema, name),
       format('SELECT id FROM "%s"."%s" WHERE FALSE;', schema, name)
FROM seed.place;

INSERT INTO seed.action
SELECT tenant, 3, n,
       format('%s/tables/%s/columns/title/column', folder, name),
       ARRAY[format('%s/tables/%s/table', folder, name)],
       format($sql$ALTER TABLE %s.%s ADD COLUMN title text NOT NULL DEFAULT 'it''s "%s"; \n 🦀';$sql$, schema, name, schema),
       format('ALTER TABLE %s.%s DROP COLUMN title;', schema, name),
       format('SELECT title FROM %s.%s WHERE FALSE;', schema, name)
FROM seed.place;

INSERT INTO seed.action
SELECT tenant, 4, n,
       format('%s/tables/%s/columns/parent_id/column', folder, name),
       ARRAY[format('%s/tables/%s/table', folder, name), format('schemas/%s_app_public/tables/users/table', prefix)],
       format(E'ALTER TABLE %1$s.%2$s\n  ADD COLUMN parent_id uuid REFERENCES "%3$s_app_public".users (id);\n-- not %3$s_app_public_users', schema, name, prefix),
       format('ALTER TABLE %s.%s DROP COLUMN parent_id;', schema, name),
       format('SELECT parent_id FROM %s.%s WHERE FALSE;', schema, name)
FROM seed.place;

INSERT INTO seed.action
SELECT tenant, 5, n,
       format('%s/tables/%s/indexes/%s_title_idx', folder, name, name),
       ARRAY[format('%s/tables/%s/columns/title/column', folder, name)],
       format('CREATE INDEX %s_title_idx ON %s.%s (title);', name, schema, name),
       format('DROP INDEX %s.%s_title_idx;', schema, name),
       format($sql$SELECT 1/count(*) FROM pg_indexes WHERE (schemaname, indexname) = ('%s', '%s_title_idx');$sql$, schema, name)
FROM seed.place;

-- Bodies in dollar quotes: statements, quotes and schema names inside them.
INSERT INTO seed.action
SELECT tenant, 6, n,
       format('%s/procedures/count_%s/procedure', folder, name),
       ARRAY[format('%s/tables/%s/columns/title/column', folder, name), format('%s/schema', folder)],
       format($sql$CREATE FUNCTION %1$s.count_%2$s(wanted text DEFAULT 'a;b') RETURNS bigint AS $body$
DECLARE
  found bigint; -- "%1$s"; it's fine
BEGIN
  EXECUTE $inner$ SELECT count(*) FROM "%1$s".%2$s WHERE title LIKE $1 || '\%%' /* ; */ $inner$ INTO found USING wanted;
  RETURN found;
END;
$body$ LANGUAGE plpgsql STABLE;$sql$, schema, name),
       format('DROP FUNCTION %s.count_%s(text);', schema, name),
       format($sql$SELECT '%s.count_%s(text)'::regprocedure;$sql$, schema, name)
FROM seed.place
WHERE n <= 24;

-- The same text twice, and nothing to revert: a deployer must take both.
INSERT INTO seed.action
SELECT t.name, 7, n,
       format('schemas/%s_app_public/comments/note_%s', t.prefix, n),
       ARRAY[format('schemas/%s_app_public/schema', t.prefix)],
       format($sql$COMMENT ON SCHEMA %s_app_public IS E'it\'s \\ "%s_app_private" and ''%s_app_public_v2''';$sql$, t.prefix, t.prefix, t.prefix),
       CASE WHEN n = 1 THEN NULL ELSE '' END,
       CASE WHEN n = 1 THEN '' ELSE NULL END
FROM seed.tenant t, generate_series(1, 2) n;

-- Identities of two tenants alternate while both have changes left.
INSERT INTO db_migrate.sql_actions
    (id, name, database_id, deploy, deps, payload, content, revert, verify, created_at, category, action, action_name, action_id, actor_id)
SELECT 2 * row_number() OVER w - (tenant = 'acme')::int,
       change,
       seed.key(tenant, 'metaschema_public.database', 1),
       change,
       deps,
       seed.nth(ARRAY['{"kind":"table","name":"🦀"}', NULL, '[]', '"NA"', 'false']::json[], n),
       content,
       revert,
       verify,
       '2024-01-02 03:04:05.678901+00'::timestamptz + n * interval '1 microsecond',
       seed.nth(ARRAY['app', 'core', NULL, ''], n),
       seed.nth(ARRAY['create', 'alter', NULL], n),
       CASE WHEN n % 4 > 0 THEN 'action ' || n END,
       CASE WHEN n % 3 > 0 THEN seed.key(tenant, 'action', n) END,
       seed.key(tenant, 'actor', 1)
FROM seed.action
WINDOW w AS (PARTITION BY tenant ORDER BY step, n);

DROP SCHEMA seed CASCADE;

RESET session_replication_role;
