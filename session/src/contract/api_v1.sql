-- Contract 1. This file is frozen: a script that was written against it runs against it for ever.

CREATE TEMPORARY VIEW pgmi_source_view AS
SELECT path, name, directory, extension, depth, content, size_bytes, checksum, pgmi_checksum, path_parts, is_sql_file,
       is_test_file, parent_folder_name
FROM pg_temp._pgmi_source;

CREATE TEMPORARY VIEW pgmi_parameter_view AS
SELECT key, value, type, required, default_value, description
FROM pg_temp._pgmi_parameter;

CREATE TEMPORARY VIEW pgmi_source_metadata_view AS
SELECT path, id, idempotent, sort_keys, description
FROM pg_temp._pgmi_source_metadata;

CREATE TEMPORARY VIEW pgmi_test_directory_view AS
SELECT path, parent_path, depth
FROM pg_temp._pgmi_test_directory;

CREATE TEMPORARY VIEW pgmi_test_source_view AS
SELECT path, directory, filename, content, is_fixture
FROM pg_temp._pgmi_test_source;

-- A row for each file and sort key; a file without keys has its path as one.
CREATE TEMPORARY VIEW pgmi_plan_view AS
SELECT source.path, source.content, source.pgmi_checksum AS checksum,
       md5(convert_to(source.path, 'UTF8'))::uuid AS generic_id, said.id,
       coalesce(said.idempotent, true) AS idempotent, coalesce(said.description, '') AS description,
       place.sort_key,
       row_number() OVER (ORDER BY place.sort_key COLLATE "C", source.path COLLATE "C") AS execution_order
FROM pg_temp._pgmi_source AS source
LEFT JOIN pg_temp._pgmi_source_metadata AS said ON said.path = source.path
CROSS JOIN LATERAL unnest(
    CASE WHEN cardinality(said.sort_keys) > 0 THEN said.sort_keys ELSE ARRAY[source.path] END
) AS place (sort_key)
ORDER BY execution_order;

GRANT SELECT ON pgmi_source_view, pgmi_parameter_view, pgmi_source_metadata_view, pgmi_test_directory_view,
    pgmi_test_source_view, pgmi_plan_view TO PUBLIC;

-- The statements that `CALL pgmi_test(pattern, callback)` stands for, a line each. Where there is no test, they are one
-- that raises when it is run: to ask for them is no error.
CREATE FUNCTION pg_temp.pgmi_test_generate(p_pattern text DEFAULT NULL, p_callback text DEFAULT NULL) RETURNS text
LANGUAGE plpgsql AS $function$
DECLARE
    raising constant text := 'BEGIN RAISE EXCEPTION USING MESSAGE = %L, ERRCODE = ''no_data_found'', HINT = %L; END';
    called text := coalesce(nullif(p_callback, ''), 'pg_temp.pgmi_test_callback');
    generated text;
    steps integer;
BEGIN
    IF called !~ '^([A-Za-z_][A-Za-z0-9_$]{0,62}\.)?[A-Za-z_][A-Za-z0-9_$]{0,62}$' THEN
        RAISE EXCEPTION 'invalid test callback "%"', called
            USING ERRCODE = 'invalid_parameter_value', HINT = 'Name a function as schema.function, without quotes.';
    END IF;
    IF NOT EXISTS (SELECT FROM pg_temp._pgmi_test_source WHERE NOT is_fixture) THEN
        RETURN format('DO %L;', format(raising, 'no tests were discovered',
            'Put SQL files into a directory named __test__ or __tests__.'));
    END IF;

    WITH step AS (
        SELECT plan.*,
               dense_rank() OVER (ORDER BY plan.directory COLLATE "C") AS folder,
               row_number() OVER (PARTITION BY plan.directory ORDER BY plan.ordinal) AS of_folder,
               row_number() OVER (PARTITION BY plan.directory, plan.step_type ORDER BY plan.ordinal) AS of_type,
               count(*) OVER (PARTITION BY plan.directory) > 1 AS has_scripts
        FROM pg_temp.pgmi_test_plan(p_pattern) AS plan
    ), line AS (
        SELECT step.ordinal, part.number, part.text
        FROM step
        CROSS JOIN LATERAL (VALUES
            (1, CASE WHEN step_type <> 'teardown' AND of_folder = 1
                THEN format('SAVEPOINT pgmi_directory_%s;', folder) END),
            (2, CASE WHEN step_type = 'test' AND of_type = 1 THEN format('SAVEPOINT pgmi_test_%s;', folder) END),
            (3, format('SELECT %s(ROW(%L, %L, %L, %s, %s, NULL)::pg_temp.pgmi_test_event);',
                called, step_type || '_start', script_path, directory, depth, ordinal)),
            (4, CASE WHEN step_type <> 'teardown' THEN format('SELECT pg_temp.pgmi_run_test_source(%L);', script_path) END),
            (5, CASE WHEN step_type = 'teardown' AND has_scripts
                THEN format('ROLLBACK TO SAVEPOINT pgmi_directory_%s;', folder) END),
            (6, CASE WHEN step_type = 'teardown' AND has_scripts
                THEN format('RELEASE SAVEPOINT pgmi_directory_%s;', folder) END),
            (7, format('SELECT %s(ROW(%L, %L, %L, %s, %s, NULL)::pg_temp.pgmi_test_event);',
                called, step_type || '_end', script_path, directory, depth, ordinal)),
            (8, CASE WHEN step_type = 'test'
                THEN format('SELECT %s(ROW(''rollback'', %L, %L, %s, %s, NULL)::pg_temp.pgmi_test_event);',
                    called, script_path, directory, depth, ordinal) END),
            (9, CASE WHEN step_type = 'test' THEN format('ROLLBACK TO SAVEPOINT pgmi_test_%s;', folder) END)
        ) AS part (number, text)
        WHERE part.text IS NOT NULL
    )
    SELECT string_agg(line.text, E'\n' ORDER BY line.ordinal, line.number), max(line.ordinal)
    INTO generated, steps
    FROM line;

    IF steps IS NULL THEN
        RETURN format('DO %L;', format(raising, format('no tests matched the pattern "%s"', p_pattern),
            'The pattern is a POSIX regular expression for the path of a test.'));
    END IF;
    RETURN format('SELECT %s(ROW(''suite_start'', NULL, '''', 0, 0, NULL)::pg_temp.pgmi_test_event);', called)
        || E'\n' || generated || E'\n'
        || format('SELECT %s(ROW(''suite_end'', NULL, '''', 0, %s, NULL)::pg_temp.pgmi_test_event);', called, steps);
END
$function$;
