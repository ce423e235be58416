-- The planes of today instead of `services_public`: two tenants, and the platform itself, which has a database of its
-- own and rows in tables that no tenant has.

INSERT INTO seed.tenant VALUES ('platform', 'platform_0001', 4, 8, 4);

INSERT INTO metaschema_public.extension (name, public_schemas) VALUES
    ('shared-platform-1', '{}'),
    ('shared-platform-2', NULL);

DELETE FROM seed.filled WHERE schema = 'services_public';
INSERT INTO seed.filled VALUES ('routing_public'), ('apps_public'), ('catalog_private'), ('platform_routing_public');

-- `catalog_private` has a copy of these; its trigger makes it.
CREATE VIEW seed.copied AS
SELECT t.tgrelid::regclass AS source,
       format('catalog_private.%I', substring(p.prosrc FROM 'INSERT INTO catalog_private\.(\w+)')) AS copy
FROM pg_trigger t
JOIN pg_proc p ON p.oid = t.tgfoid
WHERE t.tgname = 'catalog_sync';

INSERT INTO seed.quantity SELECT DISTINCT copy, '0' FROM seed.copied;
INSERT INTO seed.quantity VALUES
    ('routing_public.apis', '3'),
    ('routing_public.api_schemas', '3'),
    ('routing_public.api_settings', '3'),
    ('routing_public.cors_settings', '3'),
    ('routing_public.sites', '3'),
    ('routing_public.site_metadata', '3'),
    ('routing_public.site_releases', '3'),
    ('routing_public.site_web_configs', '3'),
    ('routing_public.site_error_pages', '3'),
    ('routing_public.email_site_identities', '3'),
    ('routing_public.database_settings', '1'),
    ('routing_public.rls_settings', '1'),
    ('routing_public.pubkey_settings', '1'),
    ('routing_public.webauthn_settings', '1'),
    ('apps_public.apps', '3'),
    ('apps_public.app_components', '6');

INSERT INTO seed.typed VALUES
    ('bigint', 'seed.nth(ARRAY[0, NULL, 9007199254740993, 9223372036854775807, -9223372036854775808, 1]::bigint[], seeded)');
INSERT INTO seed.instead VALUES ('bigint', 'n');

-- An API sends a date BC without its era.
UPDATE seed.typed SET expression = replace(expression, '0044-03-15 12:00:00+00 BC', '1969-07-20 20:17:40.000001+00')
WHERE type = 'timestamp with time zone';

INSERT INTO seed.spelled VALUES
    ('routing_public.api_schemas', 'schema_id', 'seed.key(t.name, ''metaschema_public.schema'', n)'),
    ('routing_public.domains', 'hostname', 'CASE WHEN n % 5 = 0 THEN ''*.'' ELSE ''www.'' END || t.name || n || ''.example.com'''),
    ('routing_public.domains', 'is_wildcard', 'n % 5 = 0'),
    ('routing_public.domains', 'parent_hostname', 'CASE WHEN n % 5 = 0 THEN t.name || n || ''.example.com'' END'),
    ('routing_public.domains', 'verification_status', 'seed.nth(ARRAY[''unverified'', ''pending'', ''verified'', ''failed''], n)'),
    ('routing_public.domains', 'tls_status', 'seed.nth(ARRAY[''none'', ''pending'', ''ready'', ''failed''], n)'),
    ('routing_public.managed_domains', 'domain', '''managed-'' || t.name || n || ''.example.com'''),
    ('routing_public.managed_domains', 'verification_status', 'seed.nth(ARRAY[''pending'', ''checking'', ''verified'', ''failed'', ''expired''], n)'),
    ('routing_public.managed_domains', 'tls_status', 'seed.nth(ARRAY[''none'', ''provisioning'', ''active'', ''failed''], n)'),
    ('routing_public.managed_domains', 'cert_status', 'seed.nth(ARRAY[''none'', ''issuing'', ''active'', ''error''], n)'),
    ('routing_public.domain_verifications', 'domain_id', 'CASE WHEN n % 2 = 0 THEN seed.key(t.name, ''routing_public.domains'', n) END'),
    ('routing_public.domain_verifications', 'managed_domain_id', 'CASE WHEN n % 2 = 1 THEN seed.key(t.name, ''routing_public.managed_domains'', n) END'),
    ('routing_public.domain_events', 'domain_id', 'CASE WHEN n % 2 = 1 THEN seed.key(t.name, ''routing_public.domains'', n) END'),
    ('routing_public.domain_events', 'managed_domain_id', 'CASE WHEN n % 2 = 0 THEN seed.key(t.name, ''routing_public.managed_domains'', n) END'),
    ('routing_public.email_identities', 'transport_mode', 'CASE WHEN n % 2 = 0 THEN ''own'' ELSE ''platform_shared'' END'),
    ('routing_public.email_identities', 'provider_account_id', 'CASE WHEN n % 2 = 0 THEN seed.key(t.name, ''routing_public.email_provider_accounts'', n) END'),
    ('routing_public.email_identities', 'from_address', '''hello'' || n || ''@'' || t.name || ''.example.com'''),
    ('routing_public.email_identities', 'is_default', 'n = 1'),
    ('routing_public.sites', 'bucket_id', 'CASE WHEN n % 3 = 0 THEN seed.key(t.name, ''catalog_private.buckets'', n) END'),
    ('routing_public.sites', 'resource_id', 'CASE WHEN n % 3 = 1 THEN seed.key(t.name, ''catalog_private.resources'', n) END'),
    ('routing_public.sites', 'installation_id', 'CASE WHEN n % 3 = 2 THEN seed.key(t.name, ''catalog_private.resource_installations'', n) END'),
    ('routing_public.sites', 'installation_member_slug', 'CASE WHEN n % 3 = 2 THEN ''member-'' || n END'),
    ('routing_public.site_metadata', 'title', 'left(seed.words(t.prefix, n + 10), 120)'),
    ('routing_public.site_metadata', 'description', 'left(seed.words(t.prefix, n), 120)'),
    ('routing_public.site_error_pages', 'status_code', '404'),
    ('routing_public.site_deep_links', 'slug', '''link-'' || n'),
    ('routing_public.site_deep_links', 'web_path', 'CASE WHEN n % 2 = 0 THEN ''/'' || n END'),
    ('routing_public.site_deep_links', 'fallback_url', 'CASE WHEN n % 2 = 1 THEN ''https://example.com/?q="'' || n || ''"'' END'),
    ('routing_public.site_app_links', 'app_store_identity_id', 'seed.key(t.name, ''apps_public.app_store_identities'', n)'),
    ('routing_public.pages', 'slug', '''page-'' || n'),
    ('routing_public.redirects', 'status_code', 'seed.nth(ARRAY[301, 302, 307, 308], n)'),
    ('routing_public.webauthn_settings', 'attestation_type', '''direct'''),
    ('routing_public.webauthn_settings', 'resident_key', '''preferred'''),
    ('apps_public.app_components', 'component_api_id', 'CASE WHEN n < 4 THEN seed.key(t.name, ''routing_public.apis'', n) END'),
    ('apps_public.app_components', 'component_site_id', 'CASE WHEN n > 3 THEN seed.key(t.name, ''routing_public.sites'', n - 3) END'),
    ('apps_public.app_components', 'component_domain_id', 'NULL'),
    ('apps_public.app_store_identities', 'app_identifier', '''com.example.'' || t.name || n'),
    ('catalog_private.buckets', 'key', '''bucket-'' || n'),
    ('catalog_private.functions', 'task_identifier', '''task-'' || n'),
    ('catalog_private.namespaces', 'namespace_name', 't.name || ''-namespace-'' || n'),
    ('catalog_private.resources', 'slug', '''resource-'' || n'),
    ('catalog_private.resources', 'namespace_id', 'seed.key(t.name, ''catalog_private.namespaces'', n)'),
    ('catalog_private.resource_definitions', 'slug', '''definition-'' || n'),
    ('catalog_private.resource_definitions', 'namespace_id', 'seed.key(t.name, ''catalog_private.namespaces'', n)'),
    ('catalog_private.resource_installations', 'slug', '''installation-'' || n'),
    ('catalog_private.resource_installations', 'namespace_id', 'seed.key(t.name, ''catalog_private.namespaces'', n)');

-- A tenant reaches its bindings through its domains alone: nothing declares it.
INSERT INTO seed.spelled VALUES
    ('routing_public.hostname_bindings', 'hostname', 'CASE WHEN n % 5 = 0 THEN ''*.'' ELSE ''www.'' END || t.name || n || ''.example.com'''),
    ('routing_public.hostname_bindings', 'domain_id', 'seed.key(t.name, ''routing_public.domains'', n)');
INSERT INTO seed.spelled
SELECT relation, attribute, expression
FROM (VALUES ('routing_public.routes'), ('routing_public.route_bindings')) routed (relation),
(VALUES
    ('domain_id', 'seed.key(t.name, ''routing_public.domains'', n)'),
    ('path', 'CASE n WHEN 1 THEN ''/'' ELSE ''/p/'' || n END'),
    ('method', 'seed.nth(ARRAY[''GET'', ''POST'', NULL], n)'),
    ('target_api_id', 'CASE WHEN n % 4 = 0 THEN seed.key(t.name, ''routing_public.apis'', 1 + n % 3) END'),
    ('target_site_id', 'CASE WHEN n % 4 = 1 THEN seed.key(t.name, ''routing_public.sites'', 1 + n % 3) END'),
    ('target_function_id', 'CASE WHEN n % 4 = 2 THEN seed.key(t.name, ''catalog_private.functions'', n) END'),
    ('target_service_id', 'NULL'),
    ('target_bucket_id', 'NULL'),
    ('target_redirect_id', 'CASE WHEN n % 4 = 3 THEN seed.key(t.name, ''routing_public.redirects'', n) END'),
    ('serving_site_id', 'CASE WHEN n % 4 = 1 THEN seed.key(t.name, ''routing_public.sites'', 1 + n % 3) END'),
    ('preview_ref', 'NULL')
) spelled (attribute, expression);

-- In `catalog_private`, owners stand beside the database.
INSERT INTO seed.spelled
SELECT oid::regclass::text, attribute, expression
FROM pg_class,
(VALUES
    ('owner_scope', 'CASE t.name WHEN ''platform'' THEN ''platform'' ELSE ''database'' END'),
    ('owner_key', 'CASE WHEN t.name <> ''platform'' THEN seed.key(t.name, ''metaschema_public.database'', 1) END')
) owner (attribute, expression)
WHERE relkind = 'r' AND relnamespace = 'catalog_private'::regnamespace;

-- The platform's own tables are like the tenants', under other names, and nobody else has rows there.
CREATE FUNCTION seed.platforms(relation text) RETURNS text
    LANGUAGE sql STABLE AS
$$
    SELECT coalesce(
        to_regclass(replace(relation, 'routing_public.', 'routing_public.platform_')),
        to_regclass(replace(relation, 'routing_public.', 'platform_routing_public.platform_'))
    )::text
$$;

INSERT INTO seed.spelled
SELECT seed.platforms(relation), attribute,
       -- A host name is claimed once.
       regexp_replace(replace(expression, 't.name || n', 't.name || ''-own'' || n'), '''(routing_public\.\w+)''', format('%L', seed.platforms(substring(expression FROM '''(routing_public\.\w+)'''))))
FROM seed.spelled
WHERE relation LIKE 'routing_public.%' AND seed.platforms(relation) IS NOT NULL;

INSERT INTO seed.quantity
SELECT seed.platforms(oid::regclass::text),
       format('CASE t.name WHEN ''platform'' THEN %s ELSE 0 END', coalesce(q.expression, 't.few'))
FROM pg_class c
LEFT JOIN seed.quantity q ON q.relation = c.oid::regclass::text
WHERE relkind = 'r' AND relnamespace = 'routing_public'::regnamespace AND seed.platforms(oid::regclass::text) IS NOT NULL;

-- The triggers that copy act while the others do not. What the platform copies is its own database's.
DO $$
DECLARE
    source regclass;
BEGIN
    FOR source IN SELECT c.source FROM seed.copied c LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER catalog_sync', source);
    END LOOP;
    PERFORM set_config('jwt.claims.database_id', seed.key('platform', 'metaschema_public.database', 1)::text, false);
END
$$;
