-- What a contract's views look at: the files, parameters and tests of one session. Nothing of it is for scripts.

CREATE TEMPORARY TABLE _pgmi_source (
    path text PRIMARY KEY,
    name text NOT NULL,
    directory text NOT NULL,
    extension text NOT NULL,
    depth integer NOT NULL,
    content text NOT NULL,
    size_bytes bigint NOT NULL,
    checksum text NOT NULL,
    pgmi_checksum text NOT NULL,
    path_parts text[] NOT NULL,
    is_sql_file boolean NOT NULL,
    is_test_file boolean NOT NULL,
    parent_folder_name text,
    CONSTRAINT source_path CHECK (
        starts_with(path, './') AND strpos(path, '\') = 0 AND strpos(path, '//') = 0 AND path !~ '/__tests?__/'
    ),
    CONSTRAINT source_depth CHECK (depth BETWEEN 0 AND 100 AND cardinality(path_parts) = depth + 2),
    CONSTRAINT source_size CHECK (octet_length(convert_to(content, 'UTF8')) = size_bytes),
    CONSTRAINT source_extension CHECK (extension ~ '^(\.[A-Za-z0-9]+)?$')
);

CREATE TEMPORARY TABLE _pgmi_parameter (
    key text PRIMARY KEY,
    value text,
    type text NOT NULL DEFAULT 'text',
    required boolean NOT NULL DEFAULT false,
    default_value text,
    description text
);

CREATE TEMPORARY TABLE _pgmi_source_metadata (
    path text PRIMARY KEY REFERENCES _pgmi_source,
    id uuid NOT NULL,
    idempotent boolean NOT NULL,
    sort_keys text[] NOT NULL DEFAULT '{}',
    description text
);
CREATE INDEX ON _pgmi_source_metadata USING gin (sort_keys);

CREATE TEMPORARY TABLE _pgmi_test_directory (
    path text PRIMARY KEY,
    parent_path text,
    depth integer NOT NULL
);

CREATE TEMPORARY TABLE _pgmi_test_source (
    path text PRIMARY KEY,
    directory text NOT NULL REFERENCES _pgmi_test_directory,
    filename text NOT NULL,
    content text NOT NULL,
    is_fixture boolean NOT NULL
);

-- A test's statements one by one, so that a failure has a line.
CREATE TEMPORARY TABLE _pgmi_test_statement (
    path text NOT NULL REFERENCES _pgmi_test_source,
    at integer NOT NULL,
    statement text NOT NULL,
    PRIMARY KEY (path, at)
);

CREATE TYPE pg_temp.pgmi_test_event AS (
    event text,
    path text,
    directory text,
    depth integer,
    ordinal integer,
    context jsonb
);

-- Called at each step of the tests where no other callback is named. A script may replace it; its argument has no name,
-- since a name could not be replaced.
CREATE FUNCTION pg_temp.pgmi_test_callback(pg_temp.pgmi_test_event) RETURNS void
LANGUAGE plpgsql AS $function$
BEGIN
END
$function$;

CREATE FUNCTION pg_temp.pgmi_is_sql_file(p_path text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $function$
    SELECT p_path ~* '\.(sql|ddl|dml|dql|dcl|psql|pgsql|plpgsql)$'
$function$;

CREATE FUNCTION pg_temp.pgmi_register_file(file_path text, file_content text, raw_sum text, normalised_sum text)
RETURNS void
LANGUAGE sql AS $function$
    INSERT INTO pg_temp._pgmi_source
    SELECT file_path, parts[cardinality(parts)], array_to_string(parts[:cardinality(parts) - 1], '/') || '/',
           coalesce(substring(parts[cardinality(parts)] FROM '\.[A-Za-z0-9]+$'), ''), cardinality(parts) - 2,
           file_content, octet_length(convert_to(file_content, 'UTF8')), raw_sum, normalised_sum, parts,
           pg_temp.pgmi_is_sql_file(file_path), false,
           CASE WHEN cardinality(parts) > 2 THEN parts[cardinality(parts) - 1] END
    FROM string_to_array(file_path, '/') AS parts
$function$;

-- Raises invalid_regular_expression where the pattern is none.
CREATE FUNCTION pg_temp.pgmi_validate_pattern(p_pattern text) RETURNS void
LANGUAGE plpgsql AS $function$
BEGIN
    PERFORM '' ~ p_pattern;
END
$function$;

-- Whether a folder, or one below it, has a test that the pattern selects.
CREATE FUNCTION pg_temp.pgmi_has_tests(p_directory text, p_pattern text DEFAULT NULL) RETURNS boolean
LANGUAGE sql STABLE AS $function$
    SELECT EXISTS (
        SELECT FROM pg_temp._pgmi_test_source
        WHERE NOT is_fixture AND starts_with(directory, p_directory) AND (nullif(p_pattern, '') IS NULL OR path ~ p_pattern)
    )
$function$;

-- The steps of the tests in their order: of each folder the fixtures, the tests, the folders below it, the end.
-- A step's place is the folders down to it; of what is in one folder, `!` is before every path and `~` behind it.
CREATE FUNCTION pg_temp.pgmi_test_plan(p_pattern text DEFAULT NULL)
RETURNS TABLE (ordinal integer, step_type text, script_path text, directory text, depth integer)
LANGUAGE sql STABLE AS $function$
    WITH RECURSIVE selected AS (
        SELECT s.path, s.directory FROM pg_temp._pgmi_test_source s
        WHERE NOT s.is_fixture AND (nullif(p_pattern, '') IS NULL OR s.path ~ p_pattern)
    ), needed AS (
        SELECT DISTINCT s.directory AS path FROM selected s
        UNION
        SELECT d.parent_path FROM needed n JOIN pg_temp._pgmi_test_directory d ON d.path = n.path
        WHERE d.parent_path IS NOT NULL
    ), folder AS (
        SELECT d.path, d.parent_path, d.depth FROM needed n JOIN pg_temp._pgmi_test_directory d ON d.path = n.path
    ), placed AS (
        SELECT f.path, f.depth, ARRAY[f.path] AS place FROM folder f WHERE f.parent_path IS NULL
        UNION ALL
        SELECT f.path, f.depth, p.place || f.path FROM placed p JOIN folder f ON f.parent_path = p.path
    ), step AS (
        SELECT 'fixture' AS step_type, s.path AS script_path, p.path AS directory, p.depth, p.place || ('!1' || s.path) AS place
        FROM placed p JOIN pg_temp._pgmi_test_source s ON s.directory = p.path WHERE s.is_fixture
        UNION ALL
        SELECT 'test', s.path, p.path, p.depth, p.place || ('!2' || s.path)
        FROM placed p JOIN selected s ON s.directory = p.path
        UNION ALL
        SELECT 'teardown', NULL, p.path, p.depth, p.place || '~'::text FROM placed p
    )
    SELECT (row_number() OVER (ORDER BY place COLLATE "C"))::integer, step_type, script_path, directory, depth
    FROM step ORDER BY 1
$function$;

-- Keeps the plan in a table of a schema, for whoever runs the tests in another way.
CREATE FUNCTION pg_temp.pgmi_persist_test_plan(p_schema text, p_pattern text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql AS $function$
BEGIN
    EXECUTE format(
        'CREATE TABLE IF NOT EXISTS %I.pgmi_test_plan '
        '(ordinal integer PRIMARY KEY, step_type text NOT NULL, script_path text, directory text NOT NULL, '
        'depth integer NOT NULL)', p_schema);
    EXECUTE format('TRUNCATE %I.pgmi_test_plan', p_schema);
    EXECUTE format('INSERT INTO %I.pgmi_test_plan SELECT * FROM pg_temp.pgmi_test_plan($1)', p_schema) USING p_pattern;
END
$function$;

-- Runs a test. The messages tell the client where a failure is; it keeps them to itself. The statements are fetched
-- before they run: a test may close all cursors.
CREATE FUNCTION pg_temp.pgmi_run_test_source(script_path text) RETURNS void
LANGUAGE plpgsql AS $function$
DECLARE
    started timestamptz := clock_timestamp();
    places integer[];
    statements text[];
BEGIN
    RAISE INFO USING MESSAGE = script_path, ERRCODE = 'TFS01';
    SELECT array_agg(at ORDER BY at), array_agg(statement ORDER BY at) INTO places, statements
    FROM pg_temp._pgmi_test_statement WHERE path = script_path;
    FOR number IN 1 .. coalesce(cardinality(places), 0) LOOP
        RAISE INFO USING MESSAGE = script_path, DETAIL = places[number], ERRCODE = 'TFS02';
        EXECUTE statements[number];
    END LOOP;
    RAISE INFO USING MESSAGE = script_path, ERRCODE = 'TFS03',
        DETAIL = round(extract(epoch FROM clock_timestamp() - started) * 1000000)::bigint;
END
$function$;

GRANT SELECT ON _pgmi_source, _pgmi_parameter, _pgmi_source_metadata, _pgmi_test_directory, _pgmi_test_source,
    _pgmi_test_statement TO PUBLIC;
