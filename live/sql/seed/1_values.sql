-- The values that rows are made of: by type, each row number another one, and the awkward ones among them.
-- Numbers in JSON stay below 2^53, and JSON has no null: an API that speaks JSON cannot carry those.

CREATE SCHEMA seed;

-- The same key, the same uuid, in every run.
CREATE FUNCTION seed.key(tenant text, relation text, n bigint) RETURNS uuid
    LANGUAGE sql IMMUTABLE AS
$$ SELECT md5(format('%s/%s/%s', tenant, relation, n))::uuid $$;

CREATE FUNCTION seed.nth(choices anyarray, n bigint) RETURNS anyelement
    LANGUAGE sql IMMUTABLE AS
$$ SELECT choices[1 + n % array_length(choices, 1)] $$;

-- `%s` stands for one of the tenant's schemas: an export renames it, and leaves the longer name beside it.
CREATE FUNCTION seed.words(prefix text, n bigint) RETURNS text
    LANGUAGE sql IMMUTABLE AS
$words$
    SELECT replace(seed.nth(ARRAY[
        NULL, '', 'null', 'NULL', 'NA', 'plain', '0', 'f', ' padded ',
        'it''s "quoted"', '\', '\\x41', 'back\slash \n \t', E'line\nbreak', E'carriage\r\nreturn', E'tab\t\x01 control',
        '🦀 crab, naïve café, 日本語', E'right\u200f-to-left\u202e', E'\x01\x1f\x7f', '\N', '$$ $body$ :var ?', '-- comment', '/* comment', '{}', '{NULL}', '(a,"b")',
        'SELECT * FROM %s_app_public.users',
        '"%s_app_public"."users", %s_app_private.secrets; %s_app_public_extra stays',
        '%s_app_public_v2, not %s_app_public', repeat('long ', 500)
    ], n), '%s', prefix)
$words$;

CREATE FUNCTION seed.word_list(prefix text, n bigint) RETURNS text[]
    LANGUAGE sql IMMUTABLE AS
$$
    SELECT CASE n % 6
        WHEN 0 THEN NULL
        WHEN 1 THEN '{}'
        WHEN 2 THEN ARRAY[NULL]::text[]
        WHEN 3 THEN ARRAY['a', NULL, '', 'null', 'NULL', 'NA']
        WHEN 4 THEN ARRAY[prefix || '_app_public.users', 'a,b', '{x}', 'quote " and '' and \']
        ELSE ARRAY[E'line\nbreak', '🦀', ' ']
    END
$$;

CREATE FUNCTION seed.uuid_list(tenant text, relation text, n bigint) RETURNS uuid[]
    LANGUAGE sql IMMUTABLE AS
$$
    SELECT CASE n % 4
        WHEN 0 THEN NULL
        WHEN 1 THEN '{}'
        WHEN 2 THEN ARRAY[seed.key(tenant, relation, n), NULL]
        ELSE ARRAY[seed.key(tenant, relation, n), seed.key(tenant, relation, n + 1)]
    END
$$;

CREATE FUNCTION seed.document(prefix text, n bigint) RETURNS jsonb
    LANGUAGE sql IMMUTABLE AS
$$
    SELECT replace(seed.nth(ARRAY[
        NULL, '{}', '[]', 'true', 'false', '0', '""', '"null"', '"NA"', '"quote \" and \\ and ''"', '9007199254740991',
        '-0.1', '1e-7', '1e21', '[0.1, 123456789.125, -0.0000015, 1e15]', '{"bb": 1, "a": 2, "10": 3, "9": 4}', '"\u0001\t\b"', '{"a": null, "b": [1, null, {"c": "line\nbreak"}], "é": "🦀"}',
        '{"schema": "%s_app_public", "sql": "SELECT \"%s_app_private\".f()", "other": "%s_app_public_extra"}',
        '[[], {}, [null]]', '{"": ""}', '["text", 1, false]'
    ], n), '%s', prefix)::jsonb
$$;
