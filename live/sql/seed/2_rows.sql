-- Two tenants with rows in every metadata table, made from the catalog: each column by its foreign key or its type,
-- except those that `seed.spelled` names.

SET session_replication_role = replica;

CREATE TABLE seed.tenant (name text, prefix text, tables bigint, fields bigint, few bigint);
INSERT INTO seed.tenant VALUES
    ('acme', 'acme_7f3a', 120, 2160, 30),
    ('globex', 'globex_91bc', 12, 60, 5);

-- The schemas whose tables are filled.
CREATE TABLE seed.filled (schema text);
INSERT INTO seed.filled VALUES ('metaschema_public'), ('services_public'), ('metaschema_modules_public');

CREATE TABLE seed.schema_name (n bigint, name text);
INSERT INTO seed.schema_name VALUES (1, 'app_public'), (2, 'app_private'), (3, 'app_jobs'), (4, 'app_public_v2');

-- How many rows a tenant has, where that is not `few`.
CREATE TABLE seed.quantity (relation text, expression text);
INSERT INTO seed.quantity VALUES
    ('metaschema_public.database', '1'),
    ('metaschema_public.database_extension', '2'),
    ('metaschema_public.schema', '4'),
    ('metaschema_public."table"', 't.tables'),
    ('metaschema_public.field', 't.fields'),
    ('metaschema_public.primary_key_constraint', 't.tables'),
    ('metaschema_public.index', 't.tables'),
    ('metaschema_public.policy', 't.tables * 2'),
    ('metaschema_public.table_grant', 't.tables * 3'),
    ('services_public.apis', '3'),
    ('services_public.api_schemas', '3'),
    ('services_public.sites', '3'),
    ('services_public.apps', '3'),
    ('metaschema_modules_public.rls_module', '3'),
    ('metaschema_modules_public.hierarchy_module', '1');

-- The table that row `n` of a tenant stands for; one is named like a schema, and longer.
CREATE FUNCTION seed.table_name(prefix text, n bigint) RETURNS text
    LANGUAGE sql IMMUTABLE AS
$$ SELECT CASE n WHEN 1 THEN 'users' WHEN 2 THEN prefix || '_app_public_extra' ELSE 'item_' || n END $$;

CREATE FUNCTION seed.schema_of(n bigint) RETURNS text
    LANGUAGE sql STABLE AS
$$ SELECT name FROM seed.schema_name s WHERE s.n = 1 + (schema_of.n - 1) % 4 $$;

-- Columns whose value is not a matter of their type: `t` is the tenant, `n` the row.
CREATE TABLE seed.spelled (relation text, attribute text, expression text);
INSERT INTO seed.spelled VALUES
    ('metaschema_public.database', 'name', 't.name'),
    ('metaschema_public.database', 'schema_hash', 'md5(t.name)'),
    ('metaschema_public.database', 'schema_name', 't.prefix || ''_app_public'''),
    ('metaschema_public.database', 'private_schema_name', 't.prefix || ''_app_private'''),
    ('metaschema_public.database_extension', 'name', '''shared-'' || t.name || ''-'' || n'),
    ('metaschema_public.schema', 'name', 'seed.schema_of(n)'),
    ('metaschema_public.schema', 'schema_name', 't.prefix || ''_'' || seed.schema_of(n)'),
    ('metaschema_public."table"', 'name', 'seed.table_name(t.prefix, n)'),
    ('metaschema_public."table"', 'inherits_id', 'CASE WHEN n % 3 = 0 THEN seed.key(t.name, ''metaschema_public."table"'', n - 1) END'),
    ('metaschema_public.full_text_search', 'field_ids', 'ARRAY[seed.key(t.name, ''metaschema_public.field'', n), NULL]'),
    ('metaschema_public.full_text_search', 'weights', '''{A,NULL}'''),
    ('metaschema_public.full_text_search', 'langs', '''{"pg_catalog.english",""}'''),
    ('metaschema_public.field', 'type', 'seed.nth(ARRAY[''text'', ''uuid'', ''CiText'', ''"odd Type"[]''], n)'),
    ('services_public.api_extensions', 'schema_name', 't.prefix || ''_'' || seed.schema_of(n) || nullif(n, 1)'),
    ('services_public.api_schemas', 'schema_id', 'seed.key(t.name, ''metaschema_public.schema'', n)'),
    ('services_public.sites', 'title', 'seed.nth(ARRAY[NULL, '''', ''It''''s 🦀''], n)'),
    ('services_public.sites', 'description', 'seed.nth(ARRAY['''', ''null'', NULL], n)'),
    ('services_public.site_metadata', 'title', 'left(seed.words(t.prefix, n), 120)'),
    ('services_public.site_metadata', 'description', 'left(seed.words(t.prefix, n + 5), 120)'),
    ('services_public.domains', 'site_id', 'CASE WHEN n % 2 = 0 THEN seed.key(t.name, ''services_public.sites'', 1 + n % 3) END'),
    ('services_public.domains', 'api_id', 'CASE WHEN n % 2 = 1 THEN seed.key(t.name, ''services_public.apis'', 1 + n % 3) END'),
    ('services_public.domains', 'subdomain', 'CASE WHEN n % 5 > 0 THEN ''www-'' || n END'),
    ('services_public.domains', 'domain', 't.name || n || ''.example.com'''),
    ('metaschema_modules_public.profiles_module', 'membership_type', 'n');

-- What a column of a type holds: `seeded` is the row number moved on by the column's, so that no two columns agree.
CREATE TABLE seed.typed (type text, expression text);
INSERT INTO seed.typed VALUES
    ('text', 'seed.words(t.prefix, seeded)'),
    ('citext', 'seed.words(t.prefix, seeded)'),
    ('text[]', 'seed.word_list(t.prefix, seeded)'),
    ('citext[]', 'seed.word_list(t.prefix, seeded)'),
    ('uuid', 'seed.key(t.name, ''any'', seeded)'),
    ('uuid[]', 'seed.uuid_list(t.name, ''metaschema_public.field'', seeded)'),
    ('jsonb', 'seed.document(t.prefix, seeded)'),
    ('json', 'seed.nth(ARRAY[''{"b":1,"a":[null,"🦀"]}'', ''[]'', ''"NA"'', ''false'', ''0'', ''""'', ''{"x":0.5}'']::json[], seeded)'),
    ('integer', 'seed.nth(ARRAY[0, NULL, 1, -1, 2147483647, -2147483648], seeded)'),
    ('double precision', 'seed.nth(ARRAY[0, 0.1, NULL, -1.5e300, 5e-324, 1e21, 123456789.125, 1e-7, 9007199254740993, 1e15, 1e-5]::float8[], seeded)'),
    ('boolean', 'seed.nth(ARRAY[true, false, NULL], seeded)'),
    ('character(1)', 'seed.nth(ARRAY[''a'', NULL, ''c'', '' '', ''"'']::bpchar[], seeded)'),
    ('interval', 'seed.nth(ARRAY[''3 days'', ''1 year 2 mons 3 days 04:05:06.789012'', ''00:00:00.000001'', ''0'', ''100:00:00'', ''-1 days +02:03:00'', ''1 mon'', ''-1 year -2 mons -03:04:05'']::interval[], seeded)'),
    ('timestamp with time zone', 'seed.nth(ARRAY[''2024-01-02 03:04:05.678901+05'', ''2024-02-29 23:59:59.999999+00'', ''0099-12-31 00:00:00+00'', ''0044-03-15 12:00:00+00 BC'', ''294276-12-31 23:59:59+00'']::timestamptz[], seeded) + seeded * interval ''1 microsecond'''),
    ('metaschema_public.object_category', 'seed.nth(enum_range(NULL::metaschema_public.object_category), seeded)'),
    ('image', 'CASE WHEN seeded % 3 > 0 THEN jsonb_build_object(''url'', ''https://cdn.example.com/'' || n || ''?a="b"'', ''mime'', ''image/png'', ''width'', n)::image END'),
    ('attachment', 'CASE WHEN seeded % 3 > 0 THEN (''https://cdn.example.com/it''''s-'' || n)::attachment END'),
    ('url', 'CASE WHEN seeded % 3 > 0 THEN (''https://store.example.com/'' || n)::url END');

-- Where NULL, or an empty list, is not allowed.
CREATE TABLE seed.instead (type text, expression text);
INSERT INTO seed.instead VALUES
    ('text', '''item '' || n'),
    ('citext', '''item '' || n'),
    ('text[]', '''{}'''),
    ('citext[]', '''{}'''),
    ('uuid[]', 'ARRAY[seed.key(t.name, ''metaschema_public.field'', n)]'),
    ('jsonb', '''{}'''),
    ('integer', 'n'),
    ('boolean', 'false'),
    ('metaschema_public.object_category', '''app''');
