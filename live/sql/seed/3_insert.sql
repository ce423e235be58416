-- Builds and runs one INSERT a table from what 2_rows.sql says.

-- Platform-wide, without a tenant: some a tenant uses, one nobody does.
INSERT INTO metaschema_public.extension (name, public_schemas, private_schemas) VALUES
    ('shared-acme-1', '{}', NULL),
    ('shared-acme-2', ARRAY['a', NULL, 'quote " and ''', ''], '{}'),
    ('shared-globex-1', NULL, '{NULL}'),
    ('shared-globex-2', '{x}', '{y}'),
    ('shared-unused', '{x}', '{y}');

CREATE VIEW seed.attribute AS
SELECT a.attrelid,
       a.attrelid::regclass::text AS relation,
       a.attname::text AS attribute,
       a.attnum,
       a.attnotnull,
       format_type(a.atttypid, a.atttypmod) AS type,
       f.confrelid::regclass::text AS parent,
       -- A name that a unique constraint guards must say which row it is.
       a.attname = 'name' AND EXISTS (
           SELECT FROM pg_constraint u
           WHERE u.conrelid = a.attrelid AND u.contype = 'u' AND a.attnum = ANY (u.conkey)
       ) AS is_unique_name,
       EXISTS (
           SELECT FROM pg_constraint c
           WHERE c.conrelid = a.attrelid AND c.contype = 'c' AND a.attnum = ANY (c.conkey)
       ) AS is_checked
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
LEFT JOIN pg_constraint f ON f.conrelid = a.attrelid AND f.contype = 'f' AND f.conkey = ARRAY[a.attnum]
WHERE c.relnamespace::regnamespace::text IN (SELECT schema FROM seed.filled)
  AND a.attnum > 0 AND NOT a.attisdropped AND a.attrelid <> 'metaschema_public.extension'::regclass;

CREATE FUNCTION seed.rows_of(relation text) RETURNS text
    LANGUAGE sql STABLE AS
$$ SELECT coalesce((SELECT q.expression FROM seed.quantity q WHERE q.relation = rows_of.relation), 't.few') $$;

-- A reference goes round the rows of its parent; one that may be absent is so now and then.
CREATE FUNCTION seed.reference(a seed.attribute) RETURNS text
    LANGUAGE sql STABLE AS
$$
    SELECT format(CASE WHEN a.attnotnull THEN '%s' ELSE 'CASE WHEN n %% 3 > 0 THEN %s END' END,
        format('seed.key(t.name, %L, 1 + (n - 1) %% %s)', a.parent, seed.rows_of(a.parent)))
$$;

CREATE FUNCTION seed.by_type(a seed.attribute) RETURNS text
    LANGUAGE plpgsql STABLE AS
$$
DECLARE
    chosen text := (SELECT replace(expression, 'seeded', format('(n + %s)', a.attnum)) FROM seed.typed WHERE type = a.type);
    fallback text := (SELECT expression FROM seed.instead WHERE type = a.type);
BEGIN
    IF chosen IS NULL THEN
        RAISE EXCEPTION 'no value for %.% of type %', a.relation, a.attribute, a.type;
    END IF;
    IF a.is_checked AND a.type = 'uuid[]' THEN
        RETURN format('coalesce(nullif(%s, ''{}''), %s)', chosen, fallback);
    END IF;
    IF a.attnotnull AND fallback IS NOT NULL THEN
        RETURN format('coalesce(%s, %s)', chosen, fallback);
    END IF;
    RETURN chosen;
END
$$;

CREATE FUNCTION seed.expression(a seed.attribute) RETURNS text
    LANGUAGE sql STABLE AS
$$
    SELECT coalesce(
        (SELECT s.expression FROM seed.spelled s WHERE (s.relation, s.attribute) = (a.relation, a.attribute)),
        CASE
            WHEN a.attribute = 'id' THEN format('seed.key(t.name, %L, n)', a.relation)
            WHEN a.attribute = 'dbname' THEN 'current_database()'
            WHEN a.attribute = 'database_id' THEN 'seed.key(t.name, ''metaschema_public.database'', 1)'
            WHEN a.parent IS NOT NULL THEN seed.reference(a)
            WHEN a.is_unique_name THEN 'coalesce(left(seed.words(t.prefix, n), 40), ''unnamed'') || '' '' || n'
            ELSE seed.by_type(a)
        END)
$$;

DO $$
DECLARE
    statement text;
BEGIN
    FOR statement IN
        SELECT format('INSERT INTO %s (%s) SELECT %s FROM seed.tenant t, LATERAL generate_series(1, %s) n',
            relation,
            string_agg(quote_ident(attribute), ', ' ORDER BY attnum),
            string_agg(seed.expression(a), ', ' ORDER BY attnum),
            seed.rows_of(relation))
        FROM seed.attribute a
        GROUP BY relation
    LOOP
        EXECUTE statement;
    END LOOP;
END
$$;
