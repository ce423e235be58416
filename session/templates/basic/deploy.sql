BEGIN;

CREATE TABLE IF NOT EXISTS migration (
    path text PRIMARY KEY,
    checksum text NOT NULL,
    deployed_at timestamptz NOT NULL DEFAULT now()
);

DO $$
DECLARE
    file record;
    known text;
BEGIN
    FOR file IN
        SELECT path, content, pgmi_checksum FROM pg_temp.pgmi_source_view
        WHERE directory = './migrations/' AND is_sql_file
        ORDER BY path COLLATE "C"
    LOOP
        SELECT checksum INTO known FROM migration WHERE path = file.path;
        IF known IS NULL THEN
            RAISE NOTICE 'deploying %', file.path;
            EXECUTE file.content;
            INSERT INTO migration (path, checksum) VALUES (file.path, file.pgmi_checksum);
        ELSIF known <> file.pgmi_checksum THEN
            RAISE EXCEPTION '% was changed after it was deployed', file.path
                USING HINT = 'Take the change back, and write it as another migration.';
        END IF;
    END LOOP;
END $$;

CALL pgmi_test();

COMMIT;
